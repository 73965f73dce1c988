import type { Grouping } from "~/features/compilations/model";
import type { Language } from "~/lib/languages";
import type { NamedCode } from "./model/codes";
import type { Span } from "./model/sentences";
import type { Piece } from "./model/pieces";
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
  "coding.done_already": 409,
  "coding.mark_unknown": 404,
} as const;

export const MAX_NAME = 120;
export const MAX_DEFINITION = 2_000;

/** A part of a signed answer: in the text that stands at `place` of its value. */
export type Part = Span & { place: string };

/** A code in the tree as it is shown. `count`: how many marks stand under it. */
export type CodeLine = NamedCode & { depth: number; count: number };
export type Codebook = { cycle: string; lines: CodeLine[]; keeps: boolean };

/** A mark as it is shown beside its text. `number`: what it is found by in the text. */
export type MarkLine = Part & {
  id: string;
  number: number;
  code: { id: string; name: string; language: Language };
  quote: string;
  coder: string;
  own: boolean;
  /** What the suggestion named that was taken. */ resembles: string | null;
};

export type SentenceLine = Span & { pieces: Piece[] };
/** One text of an answer. `label`: of the field it stands in, where there are several. */
export type TextLine = { place: string; label: string; text: string; sentences: SentenceLine[] };
export type SuggestionLine = Part & { quote: string; code: { id: string; name: string; language: Language }; resembles: string; mark: string };

/** The page of one answer. `others`: whether marks of others are shown; `done`: whether its reader has done with it. */
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
  place: { number: number; count: number; previous: string | null; next: string | null };
  texts: TextLine[];
  marks: MarkLine[];
  codes: CodeLine[];
  suggestions: SuggestionLine[];
  done: "coded" | "passed" | null;
  doneBy: string[];
  mayCode: boolean;
  others: boolean;
};

/** Agreement on one code, or over all: `alpha` null where it is not defined. */
export type AgreementLine = { id: string; name: string; language: Language; alpha: number | null; units: number };
/** A sentence on whose code coders who have done differ. */
export type Disagreement = Part & {
  hash: string;
  at: string;
  symbol: string;
  party: string;
  language: Language;
  quote: string;
  code: { id: string; name: string; language: Language };
  marked: string[];
  unmarked: string[];
  decided: { kept: boolean; by: string; at: Date } | null;
};
/** `hidden`: disagreements on answers the reader has not done with. */
export type AgreementPage = { all: { alpha: number | null; units: number }; codes: AgreementLine[]; disagreements: Disagreement[]; hidden: number; keeps: boolean };

export type TableLine = { id: string; name: string; language: Language; depth: number; retired: boolean; total: Cell; cells: Cell[] };
export type CodeTable = { by: Grouping; columns: { key: string; label: string }[]; lines: TableLine[] };
/** An answer behind a cell, with what of it has the code. `quotes` null: its reader has not done with the answer. */
export type CellAnswer = {
  submission: string;
  at: string;
  row: string;
  symbol: string;
  party: string;
  question: string;
  template: string;
  language: Language;
  confidential: boolean;
  quotes: string[] | null;
};
export type CellList = { code: { name: string; language: Language }; part: string; answers: CellAnswer[] };
