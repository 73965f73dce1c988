import { alphaOf, type Unit } from "./agreement";
import { isAbout, type Span } from "~/lib/sentences";

/** A mark as it counts: `code` is the one it stands under now. */
export type CountedMark = Span & { id: string; place: string; code: string; coder: string };
/** What was decided on a code for a sentence; the last word first. */
export type Decided = Span & { place: string; code: string; kept: boolean };
/** One answer as it was coded. `coders`: those who have coded it to the end. */
export type CodedAnswer<M extends CountedMark = CountedMark, D extends Decided = Decided> = {
  texts: readonly { place: string; sentences: readonly Span[] }[];
  coders: readonly string[];
  marks: readonly M[];
  decided: readonly D[];
};
/** A sentence with a code, and who of the coders marked it. */
type CodedUnit = Span & { place: string; code: string; marked: string[]; unmarked: string[] };

const isOf = (sentence: Span & { place: string }, one: Span & { place: string }): boolean => one.place === sentence.place && isAbout(one, sentence);

/** Each sentence with each code, for the coders who are through; none where fewer than two are. */
function unitsOf({ texts, coders, marks }: CodedAnswer, codes: readonly string[]): CodedUnit[] {
  if (coders.length < 2) return [];
  return texts.flatMap(({ place, sentences }) =>
    sentences.flatMap(({ start, end }) => {
      const here = marks.filter((mark) => isOf({ place, start, end }, mark));
      return codes.map((code) => {
        const by = new Set(here.filter((mark) => mark.code === code).map(({ coder }) => coder));
        return { place, start, end, code, marked: coders.filter((coder) => by.has(coder)), unmarked: coders.filter((coder) => !by.has(coder)) };
      });
    }),
  );
}

const asValues = ({ marked, unmarked }: CodedUnit): Unit => [...marked.map(() => 1), ...unmarked.map(() => 0)];

/**
 * Agreement on each code that was given in an answer two coders are through with, and over all of them. A unit is a sentence,
 * over all a sentence with a code; what is compared is whether each coder marked it.
 */
export function agreementOf(answers: readonly CodedAnswer[]): {
  all: { alpha: number | null; units: number };
  codes: { code: string; alpha: number | null; units: number }[];
} {
  const shared = answers.filter(({ coders }) => coders.length > 1);
  const given = [...new Set(shared.flatMap(({ coders, marks }) => marks.filter(({ coder }) => coders.includes(coder)).map(({ code }) => code)))];
  const byCode = new Map(given.map((code) => [code, [] as Unit[]]));
  for (const answer of shared) for (const unit of unitsOf(answer, given)) byCode.get(unit.code)!.push(asValues(unit));
  const each = given.map((code) => ({ code, values: byCode.get(code)! }));
  const all = each.flatMap(({ values }) => values);
  return {
    all: { alpha: alphaOf(all, "nominal"), units: all.length },
    codes: each.map(({ code, values }) => ({ code, alpha: alphaOf(values, "nominal"), units: values.length })),
  };
}

/** The sentences of an answer on which coders differ, with what was decided. */
export function differencesOf<D extends Decided>(answer: CodedAnswer<CountedMark, D>): (CodedUnit & { decided: D | null })[] {
  const given = [...new Set(answer.marks.map(({ code }) => code))];
  return unitsOf(answer, given)
    .filter(({ marked, unmarked }) => marked.length > 0 && unmarked.length > 0)
    .map((unit) => ({ ...unit, decided: answer.decided.find((one) => one.code === unit.code && isOf(unit, one)) ?? null }));
}

/** The marks that count: of coders who are through, but for those a decision dropped from every sentence they are about. What coders agree on, as after a merge, no decision is about. */
export function standingMarks<M extends CountedMark>(answer: CodedAnswer<M>): M[] {
  const { texts, coders, marks } = answer;
  const keyOf = (place: string, { start, end }: Span, code: string): string => [place, start, end, code].join(" ");
  const through = marks.filter((mark) => coders.includes(mark.coder));
  const dropped = new Set(differencesOf(answer).flatMap((unit) => (unit.decided?.kept === false ? [keyOf(unit.place, unit, unit.code)] : [])));
  if (dropped.size === 0) return through;
  const isDropped = (mark: M): boolean => {
    const sentences = (texts.find(({ place }) => place === mark.place)?.sentences ?? []).filter((sentence) => isAbout(mark, sentence));
    return sentences.length > 0 && sentences.every((sentence) => dropped.has(keyOf(mark.place, sentence, mark.code)));
  };
  return through.filter((mark) => !isDropped(mark));
}

/** The sentences from which a decision dropped the code of some of these marks, where nothing was decided about another code. */
export const droppedWith = (answer: CodedAnswer, ids: ReadonlySet<string>, other: string): (Span & { place: string })[] =>
  differencesOf(answer).filter(
    (unit) =>
      unit.decided?.kept === false &&
      answer.marks.some((mark) => ids.has(mark.id) && mark.code === unit.code && isOf(unit, mark)) &&
      !answer.decided.some((one) => one.code === other && isOf(unit, one)),
  );
