import type { Grouping } from "~/features/compilations/model";
import type { Language } from "~/lib/languages";
import type { NamedCode } from "./model/codes";
import type { Piece } from "./model/pieces";
import type { Span } from "~/lib/sentences";
import type { Cell } from "./model/table";

/** Answers read for the consolidated report: what they say is marked with codes of a codebook, by several people, and counted. */

/** Every expected refusal of codings, with its HTTP status. */
export const codingRefusals = {
  "coding.not_allowed": 403,
  "coding.not_found": 404,
  "coding.code_unknown": 422,
  "coding.code_changed": 409,
  "coding.name_required": 422,
  "coding.too_long": 422,
  "coding.own_branch": 422,
  "coding.codes_required": 422,
  "coding.span_required": 422,
  "coding.marks_required": 422,
  "coding.done_already": 409,
  "coding.mark_unknown": 404,
} as const;

export const MAX_NAME = 120;
export const MAX_DEFINITION = 2_000;

/** A part of a signed answer: in the text that stands at `place` of its value. */
export type Part = Span & { place: string };

/** Which code, in the words its reader gets. */
export type CodeName = { id: string; name: string; language: Language };
/** A code in the tree as it is shown. `count`: how many marks stand under it. */
export type CodeLine = NamedCode & { depth: number; count: number };
/** `open`: coders see each other's marks; `keeps` and `codes`: whether its reader keeps the codebook, and codes. */
export type Codebook = { lines: CodeLine[]; open: boolean; keeps: boolean; codes: boolean };
/** `given`: the code it was marked with, where that is another one than it stands under. */
export type CodeMarkLine = { id: string; quote: string; coder: string; given: CodeName | null };
/** One code. `elsewhere`: the codes it can stand under or be merged into; `under`: those under it; `hidden`: marks its reader may not see yet. */
export type CodePage = {
  code: NamedCode;
  keeps: boolean;
  elsewhere: CodeLine[];
  under: CodeLine[];
  mergedInto: CodeName | null;
  mergedFrom: CodeName[];
  marks: CodeMarkLine[];
  hidden: number;
};

/** The questions of a template that can be coded; `done`: with how many of its answers the reader has done. */
export type CodableSource = { template: string; title: string; questions: { code: string; label: string; count: number; done: number }[] };

/** A mark as it is shown beside its text. `number`: what it is found by in the text; `resembles`: what the suggestion named that was taken. */
export type MarkLine = Part & { id: string; number: number; code: CodeName; quote: string; coder: string; own: boolean; resembles: string | null };
export type SentenceLine = Span & { pieces: Piece[] };
/** One text of an answer. `label`: of the field it stands in, where there are several. */
export type TextLine = { place: string; label: string; text: string; sentences: SentenceLine[] };
/** `mark`: the coded sentence it resembles, whose words are `resembles`. */
export type SuggestionLine = Part & { quote: string; code: CodeName; mark: string; resembles: string };

/** The page of one answer. `number` of `count` in its compilation; `done`: how its reader has done with it; `open`: everybody sees all marks. */
export type CodingPage = {
  question: string;
  label: string;
  submission: string;
  row: string;
  rowName: string;
  symbol: string;
  party: string;
  language: Language;
  confidential: boolean;
  hash: string;
  number: number;
  count: number;
  previous: string | null;
  following: string | null;
  texts: TextLine[];
  marks: MarkLine[];
  codes: CodeLine[];
  suggestions: SuggestionLine[];
  done: "coded" | "passed" | null;
  doneBy: string[];
  mayCode: boolean;
  open: boolean;
};

/** Where an answer is coded, as an address carries it. */
export type AskedAnswer = Record<string, string>;
/** Agreement on one code; `alpha` null where it is not defined. */
export type AgreementLine = CodeName & { alpha: number | null; units: number };
/** A sentence on whose code coders who are through differ. */
export type Disagreement = Part & {
  hash: string;
  asked: AskedAnswer;
  symbol: string;
  party: string;
  language: Language;
  confidential: boolean;
  quote: string;
  code: CodeName;
  marked: string[];
  unmarked: string[];
  decided: { kept: boolean; by: string; at: string } | null;
};
/** `hidden`: disagreements on answers its reader has not done with. */
export type AgreementPage = {
  all: { alpha: number | null; units: number };
  codes: AgreementLine[];
  disagreements: Disagreement[];
  hidden: number;
  keeps: boolean;
};

export type TableLine = CodeName & { depth: number; retired: boolean; total: Cell; cells: Cell[] };
export type CodeTable = { by: Grouping; columns: { key: string; label: string }[]; lines: TableLine[] };
/** An answer behind a cell, with what of it has the code. `quotes` null: its reader has not done with the answer. */
export type CellAnswer = {
  asked: AskedAnswer;
  symbol: string;
  party: string;
  question: string;
  row: string;
  language: Language;
  confidential: boolean;
  quotes: string[] | null;
};
export type CellList = { code: CodeName; part: string; answers: CellAnswer[] };
