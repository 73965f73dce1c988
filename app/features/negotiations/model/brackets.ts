import { isBracket, isOpen, namesOf, type Input } from "../model";
import type { Passage } from "./anchors";

/**
 * A paragraph with what is proposed to it, as compilations of proposals are written: the words, and behind the words that
 * somebody wants otherwise the other words between brackets, with who stands behind them.
 */

/** Between brackets. `alternative`: which of several at the same place, 0 for the only one; `text`: other words, "" for none and for those `withheld`. */
export type Bracket = {
  input: string;
  names: string;
  kind: "ADD" | "MOD" | "DEL";
  alternative: number;
  text: string;
  language: Input["language"];
  state: Input["state"];
  withheld: boolean;
};
/** A run of the paragraph's own words. `disputed`: somebody wants other ones; `struck`: or none; `brackets` stand behind it. */
export type Run = { text: string; disputed: boolean; struck: boolean; brackets: Bracket[] };
/** A paragraph in brackets. `added`: paragraphs to come after it; `kept`: who wants no change. */
export type Bracketed = { runs: Run[]; added: Bracket[]; kept: string[] };

/** What a proposal is about in a text: the whole where it names no words. */
export const passageOf = ({ words, start, end }: Pick<Input, "words" | "start" | "end">, text: string): Passage =>
  words === "" ? { start: 0, end: text.length } : { start, end };

const keyOf = ({ start, end }: Passage): string => `${start} ${end}`;

function bracketsOf(inputs: readonly Input[]): Bracket[] {
  return inputs.map(({ id, kind, text, language, state, withheld, proponents }, index) => ({
    input: id,
    names: namesOf(proponents),
    kind: kind as Bracket["kind"],
    alternative: inputs.length > 1 ? index + 1 : 0,
    text,
    language,
    state,
    withheld,
  }));
}

/** A paragraph with the proposals to it that are open, in the order they came. */
export function bracketed(text: string, inputs: readonly Input[]): Bracketed {
  const open = inputs.filter((input) => isOpen(input.state));
  const changing = open.filter(({ kind }) => kind === "MOD" || kind === "DEL").map((input) => ({ input, passage: passageOf(input, text) }));
  const edges = [...new Set([0, text.length, ...changing.flatMap(({ passage }) => [passage.start, passage.end])])].sort((a, b) => a - b);
  const byPlace = new Map<string, Input[]>();
  for (const { input, passage } of changing) byPlace.set(keyOf(passage), [...(byPlace.get(keyOf(passage)) ?? []), input]);
  const places = [...new Map(changing.map(({ passage }) => [keyOf(passage), passage])).values()].sort((a, b) => b.start - a.start);
  const runs = edges.slice(1).map((end, index): Run => {
    const start = edges[index]!;
    const about = changing.filter(({ passage }) => passage.start < end && passage.end > start);
    return {
      text: text.slice(start, end),
      disputed: about.length > 0,
      struck: about.some(({ input }) => input.kind === "DEL" && !input.withheld),
      brackets: places.filter((place) => place.end === end).flatMap((place) => bracketsOf(byPlace.get(keyOf(place))!)),
    };
  });
  return {
    runs,
    added: bracketsOf(open.filter(({ kind }) => kind === "ADD")),
    kept: open.filter(({ kind, withheld }) => kind === "NOC" && !withheld).map(({ proponents }) => namesOf(proponents)),
  };
}

/** How many brackets a list of proposals opens. */
export const countBrackets = (inputs: readonly Input[]): number => inputs.filter((input) => isBracket(input) && isOpen(input.state)).length;

/** A text with other words at a passage; where none are put, no space is left over. */
export function replaced(text: string, { start, end }: Passage, words: string): string {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (words !== "") return before + words + after;
  const isGap = /\s$/u.test(before) && /^[\s\p{Po}\p{Pe}\p{Pf}]/u.test(after);
  return ((isGap ? before.trimEnd() : before) + after).trim();
}

/** Whether two proposals change some of the same words. */
export const overlaps = (one: Passage, other: Passage): boolean => one.start < other.end && other.start < one.end;

/** A paragraph with what was agreed and is not withheld, and nothing else: its text, null for one that is deleted, and the paragraphs that come after it. */
export function cleanText(text: string, inputs: readonly Input[]): { text: string | null; added: { input: string; text: string }[] } {
  const agreed = inputs.filter(({ state, withheld }) => state === "agreed" && !withheld);
  const changing = agreed.filter(({ kind }) => kind === "MOD" || kind === "DEL").sort((a, b) => b.start - a.start);
  const clean = changing.reduce((now, input) => replaced(now, passageOf(input, now), input.kind === "DEL" ? "" : input.text), text);
  return { text: clean === "" ? null : clean, added: agreed.filter(({ kind }) => kind === "ADD").map(({ id, text: words }) => ({ input: id, text: words })) };
}
