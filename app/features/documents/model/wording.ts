import type { Language } from "~/lib/languages";
import { tokensOf } from "~/lib/diff";
import { sentenceTexts } from "~/lib/sentences";
import { GAP_OF, paragraphsOf, type Draft, type Wordings } from "../model";
import type { LaidParagraph, LaidPart } from "./layout";

/**
 * Laid-out sentences in words of somebody else's. A sentence is taken if it says no number, no word for one, no quotation
 * and no name more or less than the portal's own: what it rests on is counted, and words may not count otherwise.
 */

/** Parts whose sentences may be worded anew: the note defines words and proposals are quotations. */
const WORDED_PARTS: readonly LaidPart[] = ["theme", "divergences"];
/** Sentences one request asks for; those after them stand as they are. */
export const MOST_ASKED = 200;
/** Quotations that go with one sentence, and characters of each. */
export const MOST_QUOTES = 5;
export const MOST_QUOTED = 600;
/** Requests of everybody in an hour. */
export const ASKED_IN_AN_HOUR = 20;
/** How much longer than the portal's a sentence may be. */
const LONGER = { times: 2, signs: 120 };
/** Letters from which on a part of a word for a number is counted by itself: not its article. */
const PART = 3;

/** Why a sentence is not taken. */
export type Untaken = "missing" | "same" | "plain" | "long" | "parts" | "figures" | "counts" | "quotations" | "names";
/** A sentence of the portal's with the one that was offered for it, "" where that cannot be kept. `why`: that it is not taken; null where it is. */
export type WordedSentence = { text: string; worded: string; why: Untaken | null };

/** Words that are kept: those for numbers, and names that stand outside of quotation marks. */
export type KeptWords = { counts: readonly string[]; names: readonly string[] };

/** Sentences of a rehearsed text that may be worded anew, each once, in their order. */
export const sentencesToWord = (paragraphs: readonly LaidParagraph[]): string[] =>
  [...new Set(paragraphs.flatMap(({ part, sentences }) => (WORDED_PARTS.includes(part) ? sentences.map(({ text }) => text) : [])))].slice(0, MOST_ASKED);

/** The words of a sentence, whatever stands between them: who changes none has not rewritten it. */
export const wordsKey = (sentence: string): string =>
  tokensOf(sentence.toLowerCase())
    .filter((token) => /[\p{L}\p{N}]/u.test(token))
    .join(" ");

const sorted = (found: Iterable<string>): string => [...found].sort().join("\n");

/** Runs of digits of any script, as digits. */
const figuresIn = (text: string): string[] => [...text.matchAll(/\p{Nd}+/gu)].map(([run]) => [...run].map((digit) => String(digitOf(digit))).join(""));

/** Digits stand in tens, in order, from a nought on. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0)!;
  let nought = code;
  while (code - nought < 9 && /\p{Nd}/u.test(String.fromCodePoint(nought - 1))) nought -= 1;
  return code - nought;
}

/** What stands in quotation marks or brackets: names of codes and parties, and counts. */
const SET_OFF = /«[^«»]*»|“[^“”]*”|"[^"]*"|„[^„“]*“|\([^()]*\)|（[^（）]*）/gu;
const spaced = (text: string): string => text.replace(/\s+/gu, " ").trim();
const quotationsIn = (text: string): string[] => (text.match(SET_OFF) ?? []).map(spaced);

/** Words for numbers in a text outside of its quotations, each where it stands by itself; a longer one is no shorter one. */
function countsIn(text: string, words: readonly string[]): string[] {
  const plain = text.replace(SET_OFF, " ").toLowerCase();
  // Parts of a word may stand apart, as those of "nearly all" do in Arabic.
  const parts = words.flatMap((word) => word.split(" ").filter((part) => [...part].length >= PART));
  const listed = [...new Set([...words, ...parts])]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const isSpaced = !/\p{Script=Han}/u.test(words.join(""));
  const edge = isSpaced ? ["(?<![\\p{L}\\p{M}])", "(?![\\p{L}\\p{M}])"] : ["", ""];
  return plain.match(new RegExp(`${edge[0]}(?:${listed.join("|")})${edge[1]}`, "gu")) ?? [];
}

/** Whether a text has a sign that is none to be read, or markup, or an address. */
const isPlain = (text: string, own: string): boolean =>
  !/[<>\ufffd]|:\/\/|\p{Zl}|\p{Zp}/u.test(text) && (text.match(/\p{C}/gu) ?? []).every((sign) => own.includes(sign));

/** Why a sentence that was offered for the portal's own is not taken; null where it is. */
function whyNot(own: string, offered: string | undefined, language: Language, { counts, names }: KeptWords): Untaken | null {
  if (offered === undefined || offered === "") return "missing";
  if (!isPlain(offered, own)) return "plain";
  if ([...offered].length > LONGER.times * [...own].length + LONGER.signs) return "long";
  if (wordsKey(own) === wordsKey(offered)) return "same";
  if (sentenceTexts(offered, language).length !== 1) return "parts";
  if (sorted(figuresIn(own)) !== sorted(figuresIn(offered))) return "figures";
  if (sorted(quotationsIn(own)) !== sorted(quotationsIn(offered))) return "quotations";
  if (sorted(countsIn(own, counts)) !== sorted(countsIn(offered, counts))) return "counts";
  const says = (text: string, name: string): boolean => text.toLowerCase().includes(name.toLowerCase());
  return names.some((name) => says(own, name) !== says(offered, name)) ? "names" : null;
}

/** Holds the sentences that were offered to the rules, those that stand in a paragraph together, too. */
export function holdWording(paragraphs: readonly LaidParagraph[], offered: ReadonlyMap<string, string>, language: Language, kept: KeptWords): WordedSentence[] {
  const held = sentencesToWord(paragraphs).map((text): WordedSentence => {
    const worded = offered.get(text)?.trim();
    const why = whyNot(text, worded, language, kept);
    // What no page could show, or no database keep, is dropped.
    return { text, worded: why === "plain" || why === "long" ? "" : (worded ?? ""), why };
  });
  // A paragraph is parted by its readers: a sentence that runs into the next would take its ties.
  const apart = new Set(
    inWords(paragraphs, held, language).flatMap(({ text, sentences }, index) => {
      const isParted = sentenceTexts(text, language).join("\n") === sentences.map((sentence) => sentence.text).join("\n");
      return isParted ? [] : paragraphs[index]!.sentences.map((sentence) => sentence.text);
    }),
  );
  return held.map((sentence) => (sentence.why === null && apart.has(sentence.text) ? { ...sentence, why: "parts" } : sentence));
}

function wordsOf(texts: readonly string[], held: readonly WordedSentence[]): string[] {
  const taken = new Map(held.flatMap(({ text, worded, why }): [string, string][] => (why === null ? [[text, worded]] : [])));
  return texts.map((text) => taken.get(text) ?? text);
}

/** A rehearsed text in the words that were taken; what each sentence rests on stays. */
export const inWords = (paragraphs: readonly LaidParagraph[], held: readonly WordedSentence[], language: Language): LaidParagraph[] =>
  paragraphs.map((paragraph) => {
    const own = paragraph.sentences.map(({ text }) => text);
    const texts = wordsOf(own, held);
    if (!WORDED_PARTS.includes(paragraph.part) || texts.every((text, at) => text === own[at])) return paragraph;
    const sentences = paragraph.sentences.map(({ excerpts }, at) => ({ text: texts[at]!, excerpts }));
    return { part: paragraph.part, text: texts.join(GAP_OF[language]), sentences };
  });

/** Sentences that were taken, by their words. The first who said something said it. */
export function wordingsOf(answers: readonly { provider: string; sentences: readonly WordedSentence[] }[]): Wordings {
  const wordings = new Map<string, { provider: string; text: string }>();
  for (const { provider, sentences } of answers)
    for (const { text, worded, why } of sentences) if (why === null && !wordings.has(wordsKey(worded))) wordings.set(wordsKey(worded), { provider, text });
  return wordings;
}

/** Whose words a sentence is in, "" for its editors'. */
export const providerOf = (wordings: Wordings, sentence: string): string => (wordings.size === 0 ? "" : (wordings.get(wordsKey(sentence))?.provider ?? ""));

/** How many sentences stand in the words of others than its editors. */
export const countWorded = (draft: Pick<Draft, "chapters" | "wordings">): number =>
  paragraphsOf(draft).reduce((sum, { sentences }) => sum + sentences.filter((text) => providerOf(draft.wordings, text) !== "").length, 0);

/** A paragraph as it would stand in the portal's own words. */
export const inOwnWords = ({ language, wordings }: Pick<Draft, "language" | "wordings">, sentences: readonly string[]): string =>
  sentences.map((text) => wordings.get(wordsKey(text))?.text ?? text).join(GAP_OF[language]);
