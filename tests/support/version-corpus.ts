import { randomUUID } from "node:crypto";
import type { FrozenParagraph } from "~/features/documents/model";
import type { VersionOptions, VersionSource } from "~/features/papers/model/version-paper";
import { wordsIn } from "~/features/papers/queries/words.server";
import type { Language } from "~/lib/languages";

/** Frozen versions as papers are made of them, without a database. */

const AT = "2026-11-27T09:30:00Z";

/** A paragraph of one sentence that rests on an answer. */
function paragraphOf(text: string, index: number, language: Language): FrozenParagraph {
  const cited = {
    submission: randomUUID(),
    question: "B1",
    row: "",
    symbol: `XX20-NR-P${index}`,
    party: { code: `P${index}`, name: `Party ${index}` },
    kind: "state",
    region: "",
    language,
    hash: "h",
    place: "",
    quote: "",
    start: 0,
    end: 0,
  };
  return { id: randomUUID(), number: index === 1 ? "1 bis" : String(index + 1), text, sentences: [{ text, mark: "tied", evidence: [cited] }] };
}

/** A version with a paragraph for each text, in chapters of fifty; the first of its sources is public. */
export function versionOf(language: Language, texts: readonly string[]): VersionSource {
  const paragraphs = texts.map((text, index) => paragraphOf(text, index, language));
  const chapters = Array.from({ length: Math.ceil(paragraphs.length / 50) }, (_, index) => ({
    id: randomUUID(),
    number: ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][index] ?? String(index + 1),
    source: "",
    title: texts[index]!.slice(0, 40),
    paragraphs: paragraphs.slice(index * 50, (index + 1) * 50),
  }));
  const answer = { submission: randomUUID(), question: "B2", row: "", symbol: "XX20-NR-P0", hash: "a" };
  return {
    version: {
      document: randomUUID(),
      begun: AT,
      cycle: "Cycle",
      symbol: "XX20-DOC-0A1B2C3D/Rev.1",
      number: 2,
      stage: "revision",
      revision: 1,
      frozenBy: "Desk Officer",
      frozenAt: AT,
      hash: "0".repeat(64),
      content: {
        title: texts[0]!.slice(0, 60),
        language,
        chapters,
        aside: [{ ...answer, reason: texts[1]! }],
        waiver: { gaps: ["unread"], reason: texts[2]!, by: "Desk Officer", unread: 1, answers: { "XX20-NR-P9": ["B3"] }, bare: 0 },
      },
    },
    published: new Set(["XX20-NR-P0"]),
    unsaid: new Set(),
  };
}

export const versionOptions = (language: Language): VersionOptions => ({
  words: wordsIn(language),
  now: new Date(AT),
  addressOf: (symbol) => `https://portal.example/${language}/submissions/${symbol}`,
});
