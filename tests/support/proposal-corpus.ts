import { randomUUID } from "node:crypto";
import { CHANGES, STATES, type Input } from "~/features/negotiations/model";
import { bracketed, cleanText, countBrackets } from "~/features/negotiations/model/brackets";
import type { BracketParagraph } from "~/features/negotiations/model/pages";
import type { ProposalsSource } from "~/features/papers/model/proposals-paper";
import type { Language } from "~/lib/languages";
import type { Random } from "~/lib/random";
import { versionOf } from "./version-corpus";

/** Published drafts with what is proposed for them, without a database. */

const AT = "2026-11-27T09:30:00Z";
const PARTIES = ["CHE", "KEN", "ITU", "EGY", "CHN"];

/** A proposal for some words of a text, or all of them, in any state; what it proposes is one of these texts. */
export function randomInput(random: Random, paragraph: { id: string; text: string }, texts: readonly string[]): Input {
  const kind = random.pick(["comment" as const, ...CHANGES, "MOD" as const, "DEL" as const]);
  const isPart = (kind === "MOD" || kind === "DEL") && random.chance(0.7);
  const start = isPart ? random.whole(0, paragraph.text.length - 2) : 0;
  const end = isPart ? random.whole(start + 1, paragraph.text.length) : 0;
  const codes = kind === "comment" ? [] : PARTIES.slice(random.whole(0, 2), random.whole(3, 5));
  return {
    ...{ id: randomUUID(), paragraph: paragraph.id, kind, start, end, words: paragraph.text.slice(start, end), language: "en" },
    text: kind === "comment" ? "In confidence." : kind === "MOD" || kind === "ADD" ? random.pick(texts) : "",
    reason: "Why.",
    state: random.pick(STATES),
    party: { id: "x", code: "CHE", name: "Party" },
    at: AT,
    proponents: codes.map((code) => ({ partyId: code, code, name: code, group: code === "KEN" ? "AFRICAN_GROUP" : "" })),
    ...{ source: null, withheld: false, takenAt: null, takenReason: "", anchor: null, disposition: "", answer: "", answeredBy: "", answeredAt: null },
  };
}

/** A published draft with a paragraph for each text, as its page has it; `inputsOf`: what is proposed for a paragraph. */
export function proposalsOf(language: Language, texts: readonly string[], inputsOf: (paragraph: { id: string; text: string }) => Input[]): ProposalsSource {
  const { version } = versionOf(language, texts);
  const { document, content, number, stage, revision } = version;
  const { title } = content;
  const all: Input[] = [];
  const chapters = content.chapters.map(({ paragraphs, ...chapter }) => ({
    ...chapter,
    paragraphs: paragraphs.map(({ id, number: own, text }): BracketParagraph => {
      const inputs = inputsOf({ id, text });
      all.push(...inputs);
      return {
        ...{ id, number: own, text, now: { revision: 1, agreed: false, text: null }, bracketed: bracketed(text, inputs), clean: cleanText(text, inputs) },
        inputs: inputs.map((input) => ({ ...input, moved: null, standing: "stands", moves: [], mayTake: false, mayMark: false, mayAnchor: false })),
      };
    }),
  }));
  const draft = { document, title, language, number, stage, revision, openedAt: AT, closesAt: AT, open: false, disposed: false };
  return { version, page: { document: { id: document, title, language }, draft, mayDecide: true, brackets: countBrackets(all), places: [], chapters } };
}
