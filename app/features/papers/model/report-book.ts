import type { DocumentAnswer } from "~/features/reports/model/document";
import { matrixRows } from "~/features/reports/model/matrix-rows";
import { fieldLabelKey, optionName, questionKey } from "~/features/templates/model/texts";
import { asCodes, asFiles, asRow, asTable, isEmpty, isEmptyField, isFixed, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { sheetName, type Book, type BookRow, type BookSheet } from "~/lib/book";
import { directionOf, LANGUAGE_NAMES } from "~/lib/languages";
import { textOf } from "~/lib/paper";
import type { Cell } from "~/lib/table-cells";
import { answersShown } from "./answers";
import { cell, fitted, headRow, row, rowsOf } from "./book-cells";
import { historyRows, notesOf, notesOnWhole, rowsOfComments, type Notes } from "./notes";
import { reportCover, type ReportCover, type ReportOptions, type ReportSource } from "./report-paper";
import type { Words } from "./words";

/** A report as a workbook: its cover, every value in a row of its own, and each table and matrix as a sheet. */

type Grid = Extract<FormQuestion, { kind: "table" | "matrix" }>;
type Here = { source: ReportSource; words: Words };

/** Widths of the columns of the sheet of answers, in characters. */
const WIDTHS = [12, 44, 26, 28, 80, 14, 7, 22];
/** Columns said again where an answer goes on in a further row: all but the answer itself. */
const SAID_AGAIN = [0, 1, 2, 3, 5, 7];
const ANSWER = 4;
/** The same of the sheet of the history. */
const HISTORY_WIDTHS = [12, 44, 22, 28, 20, 28, 28, 80, 14];
const HISTORY_SAID_AGAIN = [0, 1, 2, 3, 4, 5, 6, 8];
const HISTORY_CHANGE = 7;
/** The same of the sheet of the comments. */
const COMMENT_WIDTHS = [12, 44, 34, 28, 20, 20, 80];
const COMMENT_SAID_AGAIN = [0, 1, 2, 3, 4, 5];
const COMMENT_TEXT = 6;

/** The workbook of a report in the language of its words; answers stay in their own, and what is withheld says so. */
export function reportBook(source: ReportSource, options: ReportOptions): Book {
  const { words, extent, now } = options;
  const here: Here = { source, words };
  const placed = answersShown(source.sections, extent).flatMap(({ id, answers }) =>
    answers.map((answer): Placed => ({ place: answer.row === "" ? answer.question.code : `${id}/${answer.question.code}`, answer })),
  );
  const cover = reportCover(source, options);
  const names = new Set<string>();
  const rightToLeft = directionOf(words.language) === "rtl";
  const called = (wanted: string): string => sheetName(wanted, names);
  const sheets = [coverSheet(cover, called(words.say("sheets:report.cover"))), answersSheet(placed, here, called(words.say("sheets:report.answers")))];
  const grids = placed.flatMap(({ answer }) => gridSheet(answer, here, called));
  const { notes = new Map(), beside = [] } = source;
  const history = beside.includes("history") ? [historySheet(placed, notes, here, called)] : [];
  const comments = beside.includes("comments") ? [commentsSheet(placed, notes, here, called)] : [];
  return {
    title: cover.title,
    made: now,
    sheets: [...sheets, ...history, ...comments, ...grids].map((sheet) => ({ ...sheet, rows: fitted(sheet), rightToLeft })),
  };
}

type Sheet = Omit<BookSheet, "rightToLeft">;

function coverSheet({ title, subject, series, symbol, facts, notices }: ReportCover, name: string): Sheet {
  const lines = [title, subject, series, symbol].filter(Boolean);
  return {
    name,
    widths: [34, 80],
    frozen: 0,
    rows: [
      ...lines.map((line, index) => row([cell(line, index === 0 ? "title" : "plain")])),
      row([]),
      ...facts.map(({ label, runs }) => row([cell(label, "label"), cell(textOf(runs))])),
      row([]),
      ...notices.map((notice) => row([null, cell(notice, "soft")])),
    ],
  };
}

/** What was saved for each answer: a row for every piece of it that a save changed. */
function historySheet(placed: readonly Placed[], notes: Notes, here: Here, called: (wanted: string) => string): Sheet {
  const { words, source } = here;
  const { say } = words;
  const columns = [
    ...(["code", "question"] as const).map((column) => say(`sheets:report.column.${column}`)),
    ...(["revision", "author", "savedAt", "way", "place", "change"] as const).map((column) => say(`sheets:history.${column}`)),
    say("sheets:report.column.language"),
  ];
  const lines = placed.flatMap(({ place, answer }) =>
    answer.withheld
      ? []
      : historyRows(notesOf(notes, answer), words).flatMap(({ language, ...saved }) =>
          rowsOf([place, source.texts[questionKey(answer.question, "label")] ?? "", ...Object.values(saved), language], HISTORY_SAID_AGAIN),
        ),
  );
  return {
    name: called(say("sheets:history.title")),
    widths: HISTORY_WIDTHS,
    frozen: 1,
    rows: [headRow(columns), ...lines.map(({ values }) => row(values.map((value, column) => cell(value, column === HISTORY_CHANGE ? "written" : "body"))))],
  };
}

/** What was said of each answer and of the whole: a row for every comment. */
function commentsSheet(placed: readonly Placed[], notes: Notes, here: Here, called: (wanted: string) => string): Sheet {
  const { words, source } = here;
  const { say } = words;
  const columns = [
    ...(["code", "question"] as const).map((column) => say(`sheets:report.column.${column}`)),
    ...(["discussion", "author", "side", "at", "text"] as const).map((column) => say(`sheets:comments.${column}`)),
  ];
  const about = [
    ...placed
      .filter(({ answer }) => !answer.withheld)
      .map(({ place, answer }) => ({ asked: [place, source.texts[questionKey(answer.question, "label")] ?? ""], said: notesOf(notes, answer) })),
    { asked: ["", say("comments:page.whole")], said: notesOnWhole(notes) },
  ];
  const lines = about.flatMap(({ asked, said }) =>
    rowsOfComments(said, words).flatMap((comment) => rowsOf([...asked, ...Object.values(comment)], COMMENT_SAID_AGAIN)),
  );
  return {
    name: called(say("sheets:comments.title")),
    widths: COMMENT_WIDTHS,
    frozen: 1,
    rows: [headRow(columns), ...lines.map(({ values }) => row(values.map((value, column) => cell(value, column === COMMENT_TEXT ? "written" : "body"))))],
  };
}

/** An answer, and where its question stands: its code, after the page's id where it is asked on several. */
type Placed = { place: string; answer: DocumentAnswer };

function answersSheet(answers: readonly Placed[], here: Here, name: string): Sheet {
  const { say } = here.words;
  const columns = (["code", "question", "row", "field", "answer", "language", "part", "note"] as const).map((column) => say(`sheets:report.column.${column}`));
  return { name, widths: WIDTHS, frozen: 1, rows: [headRow(columns), ...answers.flatMap((answer) => answerRows(answer, here))] };
}

function answerRows({ place, answer }: Placed, here: Here): BookRow[] {
  const { question, value, withheld, confidential } = answer;
  const { source, words } = here;
  const { say } = words;
  const asked = [place, source.texts[questionKey(question, "label")] ?? ""];
  const line = (of: string | number | null, field: string, said: Cell, note: string): BookRow[] =>
    rowsOf([...asked, of, field, said, said === null ? null : LANGUAGE_NAMES[answer.language], null, note], SAID_AGAIN).map(({ part, values }, _, all) =>
      row(values.map((own, column) => (column === ANSWER ? cell(own) : column === 6 ? cell(all.length > 1 ? part : null) : cell(own, "body")))),
    );
  if (withheld) return line(null, "", null, say(`reports:answerView.withheld.${withheld}`));
  if (isEmpty(question, value) && !isFixed(question)) return line(null, "", null, say("reports:answerView.none"));
  const note = confidential ? say("reports:answerView.confidential") : "";
  return valuesOf(question, value, here).flatMap(({ of, field, said }) => line(of, field, said, note));
}

type Value = { of: string | number | null; field: string; said: Cell };

/** Every value of an answer in which something is said. */
function valuesOf(question: FormQuestion, value: unknown, here: Here): Value[] {
  const inRow = (of: Value["of"], fields: readonly Field[], given: RowValue): Value[] =>
    fields
      .filter((field) => !isEmptyField(field, given[field.id]))
      .map((field) => ({ of, field: labelOf(question, field, here), said: valueOf(question, field, given[field.id], here) }));
  switch (question.kind) {
    case "single":
      return [{ of: null, field: "", said: valueOf(question, question.field, value, here) }];
    case "group":
      return inRow(null, question.fields, asRow(value));
    case "table":
      return asTable(value).flatMap((given, index) => inRow(index + 1, question.fields, given));
    case "matrix":
      return namedRows(question, value, here).flatMap(({ name, given }) => inRow(name, question.fields, given));
  }
}

const labelOf = (question: FormQuestion, field: Field, { source }: Here): string => source.texts[fieldLabelKey(question, field)] ?? "";

/** The rows of a matrix in which something is said, each with its name. */
const namedRows = (question: Extract<Grid, { kind: "matrix" }>, value: unknown, { source }: Here): { name: string; given: RowValue }[] =>
  matrixRows(question, value, source.texts).map(({ code, name, row: given }) => ({ name: [code, name].filter(Boolean).join(" "), given }));

/** The sheet of a table or matrix in which something is said. */
function gridSheet(answer: DocumentAnswer, here: Here, called: (wanted: string) => string): Sheet[] {
  const { question, value, withheld, row: repeat } = answer;
  if (withheld || (question.kind !== "table" && question.kind !== "matrix") || isEmpty(question, value)) return [];
  const { say } = here.words;
  const first = say(question.kind === "table" ? "sheets:form.number" : "reports:answerView.item");
  const lines = linesOf(question, value, here).flatMap((line) => rowsOf(line).map(({ values }) => row(values.map((own) => cell(own)))));
  return [
    {
      name: called([question.code, repeat].filter(Boolean).join(" ")),
      widths: [question.kind === "table" ? 8 : 40, ...question.fields.map(({ kind }) => (kind === "long" ? 60 : 26))],
      frozen: 1,
      rows: [headRow([first, ...question.fields.map((field) => labelOf(question, field, here))]), ...lines],
    },
  ];
}

function linesOf(question: Grid, value: unknown, here: Here): Cell[][] {
  const cells = (given: RowValue): Cell[] =>
    question.fields.map((field) => (isEmptyField(field, given[field.id]) ? null : valueOf(question, field, given[field.id], here)));
  if (question.kind === "table") return asTable(value).map((given, index) => [index + 1, ...cells(given)]);
  return namedRows(question, value, here).map(({ name, given }) => [name, ...cells(given)]);
}

/** A value as a cell: numbers and days as such, choices by their names, each on a line. */
function valueOf(question: FormQuestion, field: Field, value: unknown, { source, words }: Here): Cell {
  const nameOf = (code: string): string => optionName(question, field, code, source.texts);
  switch (field.kind) {
    case "number":
    case "year":
      return typeof value === "number" ? value : String(value ?? "");
    case "date":
      return dayOf(String(value ?? ""));
    case "tick":
      return value === true ? words.say("reports:answerView.yes") : null;
    case "many":
      return asCodes(value).map(nameOf).join("\n");
    case "ranked":
      return asCodes(value)
        .map((code, index) => `${index + 1}. ${nameOf(code)}`)
        .join("\n");
    case "file":
      return asFiles(value)
        .map(({ name }) => name)
        .join("\n");
    case "one":
    case "scale":
    case "trend":
      return nameOf(String(value ?? ""));
    default:
      return String(value ?? "");
  }
}

/** A day as a workbook shows it; what is no day stays as it was typed. */
function dayOf(typed: string): Cell {
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(typed) ? `${typed}T00:00:00Z` : NaN);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(typed) ? { at, show: "day" } : typed;
}
