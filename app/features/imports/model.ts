import type { References, FormQuestion, AnswerValue } from "~/features/templates/model/values";
import type { Definition } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";

/** Forms that are filled in away from the portal, as Word or Excel files, and what comes back in them. */

/** What a file says of itself, hidden in it: of which template, and of which report where it was made from one. */
export type FileMark = { format: 1; template: string; version: number; report: string | null; language: Language };

/** One question as a file asks it. `revision` is that of the answer standing there, 0 where there is none. */
export type FillableQuestion = { question: FormQuestion; row: string; value: AnswerValue; revision: number };
/** A section, or one chosen row of a section that repeats; `id` as in addresses (`D`, `D-C5`). */
export type FillablePage = { id: string; section: string; row: string; title: string; intro: string; questions: FillableQuestion[] };

/** A form to fill in, empty or with what was answered so far. `texts` are those of the template in the mark's language, names of reference lists too. */
export type Fillable = {
  mark: FileMark;
  /** Of the template; `subject` names the party and line, empty in an empty form. */
  title: string;
  subject: string;
  definition: Definition;
  references: References;
  texts: Readonly<Record<string, string>>;
  pages: FillablePage[];
};

/**
 * An answer as it came back: the fields of the question by their names in a form (see `templates/model/forms`), choices by
 * their codes. Every field of the question that a file can hold is there; one left empty has no entry. `revision` is the
 * one the file was made with.
 */
export type FilledAnswer = { question: string; row: string; revision: number; entries: [name: string, value: string][] };

export type FilledFile = { mark: FileMark; answers: FilledAnswer[]; problems: FileProblem[] };

/** Whole files that are not read at all, and why. */
export const FILE_REFUSALS = ["not_a_form", "damaged", "protected", "has_macros", "too_large", "other_template", "old_format"] as const;
/** What is wrong at one place; nothing of that place is taken. */
export const PLACE_PROBLEMS = ["missing", "twice", "tracked_changes", "unknown_choice", "unknown_row", "structure", "formula", "too_long"] as const;

/** Every expected refusal of files, with its HTTP status. */
export const importRefusals = {
  "import.not_a_form": 422,
  "import.damaged": 422,
  "import.protected": 422,
  "import.has_macros": 422,
  "import.too_large": 413,
  "import.other_template": 422,
  "import.old_format": 415,
} as const satisfies Record<`import.${(typeof FILE_REFUSALS)[number]}`, number>;

export type FileRefusal = (typeof FILE_REFUSALS)[number];
/** `place` is a question (`B1`, `D-C5/D3`), a sheet and cell (`B!C7`) or both parts joined by a space; `found` is what stood there, cut to 80 characters. */
export type FileProblem = { code: (typeof PLACE_PROBLEMS)[number]; place: string; found?: string };

/** What a program may say of the answers of a file: nothing is taken, those nobody else changed, or all of them. */
export const TAKE = ["none", "clean", "all"] as const;
export const FILE_FORMATS = ["docx", "xlsx"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
/** Media types of these. */
export const FILE_TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<FileFormat, string>;
/** The most bytes of a filled-in file. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/**
 * How an answer of a file stands to the report's: `new` where there is none yet, `changed` where the report has what the
 * file was made with, `emptied` where the file has nothing in its place, `conflict` where the report went on meanwhile (or
 * the file was not made from this report).
 */
export const STANDINGS = ["new", "changed", "emptied", "conflict"] as const;
export type Standing = (typeof STANDINGS)[number];

/** An answer of a file that differs from the report's. `revision` is that of the report's answer it was held against. */
export type ImportItem = {
  question: FormQuestion;
  row: string;
  value: AnswerValue;
  current: AnswerValue;
  revision: number;
  language: Language;
  /** As it stands in the report: a file says nothing of it. */
  confidential: boolean;
  standing: Standing;
};
/** Why an answer that was read has no place in this report. */
export const REPORT_PROBLEMS = ["unknown_question", "question_changed"] as const;
export type ImportProblem = FileProblem | { code: (typeof REPORT_PROBLEMS)[number]; place: string; found?: string };
/** A file held against a report: what differs, how many answers are the same, what could not be read. */
export type ImportPlan = { items: ImportItem[]; same: number; problems: ImportProblem[]; isOfOther: boolean };
