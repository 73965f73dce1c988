import type { Language } from "~/lib/languages";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";

/** All answers to one question beside each other, whoever gave them: what a consolidated report is written from. */

/** Every expected refusal of compilations, with its HTTP status. */
export const compilationRefusals = { "compilation.not_found": 404 } as const;

/** What the answers are put in order by: who gave them, where those are, what their reports name, and the language they are in. */
export const ARRANGEMENTS = ["kind", "un", "itu", "group", "sdg", "gdc", "language"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];
/** Those of which an answer may stand under several at once. */
export const SEVERAL: readonly Arrangement[] = ["group", "sdg", "gdc"];
/** What figures are counted under: all but what reports name. */
export const GROUPINGS = ["kind", "un", "itu", "group", "language"] as const satisfies readonly Arrangement[];
export type Grouping = (typeof GROUPINGS)[number];
/** What figures are counted under where a compilation stands in some order: the first where they know it not. */
export const groupingOf = (by: Arrangement): Grouping => GROUPINGS.find((known) => known === by) ?? GROUPINGS[0];

/** A question of a template; `row` is the row of a section that repeats, or of a matrix over action lines, "" for all of them. */
export type AskedQuestion = { template: string; question: string; row: string };
/** A choice made in a field of a question; of a matrix in one row or, with `item` "", in any. */
export type AskedChoice = { field: string; item: string; code: string };

/** A part of the compilation: States, a region, a language. `key` is "" for what has none. */
export type PartOf = { key: string; label: string; count: number };

/** One answer as it was signed, in its own language. `hash`: what everything said of it hangs on. `words`: as its language counts them; for other than texts null. */
export type CompiledAnswer = {
  submission: string;
  symbol: string;
  receipt: string;
  party: { code: string; name: string };
  part: string;
  line: string;
  unit: string;
  unitName: string;
  row: string;
  rowName: string;
  language: Language;
  confidential: boolean;
  question: FormQuestion;
  value: AnswerValue;
  hash: string;
  words: number | null;
};

/** What stands over the answers to a question. `texts`: what its answers are shown with. */
export type QuestionHead = AskedQuestion & { title: string; label: string; section: string; rowName: string; texts: Record<string, string> };

/** One screen of a compilation. `count` is of all answers under the filters, `parties` of who gave them. */
export type Compilation = QuestionHead & { count: number; parties: number; parts: PartOf[]; items: CompiledAnswer[]; next: string | null };

/** The answers to one question of a chapter, as far as they stand on its screen. `count`: of all of them. */
export type CompiledQuestion = QuestionHead & { count: number; items: CompiledAnswer[] };
/** One screen of all that feeds a chapter of the consolidated report, template by template, question by question. `name`: of an action line. */
export type CompiledChapter = {
  key: string;
  code: string;
  name: string;
  count: number;
  parties: number;
  parts: PartOf[];
  questions: CompiledQuestion[];
  next: string | null;
};

/** Answers that are nearly the same text: one of them, and all of them with who gave them. */
export type AlikeGroup = { answer: CompiledAnswer; count: number; given: Pick<CompiledAnswer, "submission" | "row" | "symbol" | "party">[] };
/** `rest`: how many answers are like no other. */
export type AlikeAnswers = QuestionHead & { count: number; groups: AlikeGroup[]; rest: number };

/** A question that can be compiled, with how many have answered it. */
export type CompilableQuestion = {
  code: string;
  label: string;
  count: number;
  /** Of a matrix over action lines, the row that is meant; "" for whole answers. */ item: string;
  /** Its answers choose or measure something that can be counted. */ figures: boolean;
};
/** The questions of one template by chapter of the consolidated report. */
export type ChapterSource = { template: string; title: string; row: string; questions: CompilableQuestion[] };
export type ChapterLine = { key: string; name: string; code: string; sources: ChapterSource[] };
