import { fieldNotes } from "~/features/publication/model/conditions";
import { fieldName } from "~/features/templates/model/forms";
import { fieldHintKey, fieldLabelKey, matrixRowKey, questionKey, showsCode, tableKey } from "~/features/templates/model/texts";
import { asCodes, asFiles, asMatrix, asRow, asTable, codesOf, type FieldValue, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { sheetName, type Book, type BookCell, type BookSheet } from "~/lib/book";
import { directionOf } from "~/lib/languages";
import type { Fillable, FillablePage, FillableQuestion } from "../model";
import { cellsOf, choicesIn, ruleOf } from "./sheet-cells";
import { ChoiceLists, COLUMNS, PageSheet, shown, type Row } from "./sheet-page";
import { FORM_SIGN, isHeld, isListed, slotCells, type Slot } from "./sheet-slots";
import type { SheetWords } from "./sheet-words";

/** A form as an Excel workbook: a sheet for each page, and two out of sight. */

/** Is made of a text: a sum that shows whether it has changed. */
export type Checksum = (text: string) => string;

type Options = { words: SheetWords; made: Date; checksum: Checksum };
type Here = { form: Fillable; words: SheetWords; sheet: PageSheet; lists: ChoiceLists; asked: FillableQuestion };

/** Rows of a table that are offered where it may have more: some beyond those filled in. */
const [LEAST_ROWS, SPARE_ROWS] = [40, 10];
/** Lines that a long answer has room for before anything is written. */
const LONG_LINES = 4;

/** The workbook of a form. */
export function bookOfForm(form: Fillable, { words, made, checksum }: Options): Book {
  const lists = new ChoiceLists();
  const pages = form.pages.map((page) => pageSheet(page, form, words, lists));
  const names = new Set([ChoiceLists.sheet, MEMORY]);
  const rightToLeft = directionOf(words.language) === "rtl";
  const about = aboutSheet(form, words, sheetName(words.say("sheets:form.about"), names));
  const sheets = pages.map((sheet, index) => sheet.toSheet(sheetName(form.pages[index]!.id, names), rightToLeft));
  const memory = memorySheet(
    form,
    pages.flatMap(({ slots }) => slots),
    checksum,
  );
  return { title: form.title, made, sheets: [about, ...sheets, lists.toSheet(), memory] };
}

const MEMORY = "_form";

/** What is summed up: the mark and all that is remembered of cells. */
export const summed = (mark: string, slots: readonly Slot[]): string => [mark, ...slots.map((slot) => slotCells(slot).join("\t"))].join("\n");

function memorySheet(form: Fillable, slots: readonly Slot[], checksum: Checksum): BookSheet {
  const mark = JSON.stringify(form.mark);
  const rows = [[FORM_SIGN, mark, checksum(summed(mark, slots))], ...slots.map(slotCells)];
  const cell = (value: string): BookCell | null => (value === "" ? null : { value, look: "plain", as: "text" });
  return { name: MEMORY, rightToLeft: false, widths: [], rows: rows.map((cells) => ({ cells: cells.map(cell) })), frozen: 0, hidden: true };
}

function aboutSheet({ title, subject }: Fillable, { say, language }: SheetWords, name: string): BookSheet {
  const lines = (["cells", "choices", "values", "files", "back"] as const).map((line) => shown(say(`sheets:form.${line}`), "body"));
  const cells = [shown(title, "title"), ...(subject ? [shown(subject, "label")] : []), null, ...lines];
  return { name, rightToLeft: directionOf(language) === "rtl", widths: [110], rows: cells.map((cell) => ({ cells: [cell] })), frozen: 0, locked: true };
}

function pageSheet(page: FillablePage, form: Fillable, words: SheetWords, lists: ChoiceLists): PageSheet {
  const sheet = new PageSheet(`page:${page.id}`, words);
  sheet.add({ [COLUMNS.code]: shown(page.id, "title"), [COLUMNS.label]: shown(page.title, "title") });
  if (page.intro) sheet.add({ [COLUMNS.label]: shown(page.intro, "soft") });
  for (const asked of page.questions) addQuestion({ form, words, sheet, lists, asked });
  return sheet;
}

const withMark = (text: string, required: boolean, { say }: SheetWords): string => (required ? `${text} (${say("public:template.required")})` : text);

/** How a field is filled in, in a few words. */
function notesOf({ form, words, asked: { question } }: Here, field: Field): string {
  const context = { definition: form.definition, question, texts: form.texts, say: words.explain, groupNames: {}, between: words.between };
  const hint = form.texts[fieldHintKey(question, field)];
  return [...(hint ? [hint] : []), fieldNotes(field, context, words.language).join(" · ")].join("\n");
}

function addQuestion(here: Here): void {
  const { sheet, form, words, asked } = here;
  const { question } = asked;
  sheet.add({});
  const title = {
    [COLUMNS.code]: shown(question.code, "label"),
    [COLUMNS.label]: shown(withMark(form.texts[questionKey(question, "label")] ?? "", question.required, words), "label"),
  };
  const guidance = [
    form.texts[questionKey(question, "guidance")],
    question.confidential === "always" && words.say("public:template.neverPublished"),
    question.kind === "single" && notesOf(here, question.field),
    question.kind === "table" && rowsNote(question, here),
  ].filter(Boolean);
  const explain = (): unknown => guidance.length > 0 && sheet.add({ [COLUMNS.label]: shown(guidance.join("\n"), "soft") });
  if (question.kind === "single" && !isListed(question.field)) {
    addField(here, title, question.field, fieldName(question), asked.value as FieldValue);
    explain();
    return;
  }
  sheet.add(title);
  explain();
  if (question.kind === "single") addChoices(here, question.field, fieldName(question), asked.value as FieldValue);
  else if (question.kind === "group") addGroup(here, question);
  else if (question.kind === "table") addTable(here, question);
  else addMatrix(here, question);
}

function rowsNote(question: Extract<FormQuestion, { kind: "table" }>, { form, words }: Here): string {
  const { minRows: min, maxRows: max } = question;
  const name = form.texts[tableKey(question, "row")] ?? "";
  return min > 0 ? words.say("public:template.rows.between", { name, min, max }) : words.say("public:template.rows.upTo", { name, max });
}

function addGroup(here: Here, question: Extract<FormQuestion, { kind: "group" }>): void {
  const { sheet, form, words, asked } = here;
  const row = asRow(asked.value);
  for (const field of question.fields) {
    const label = shown(withMark(form.texts[fieldLabelKey(question, field)] ?? "", field.required, words), "body");
    const cells = { [COLUMNS.label]: label, [COLUMNS.notes]: shown(notesOf(here, field), "soft") };
    const name = fieldName(question, field.id);
    if (!isListed(field)) addField(here, cells, field, name, row[field.id]);
    else {
      sheet.add(cells);
      addChoices(here, field, name, row[field.id]);
    }
  }
}

const linesFor = (fields: readonly Field[]): number => (fields.some(({ kind }) => kind === "long") ? LONG_LINES : 1);

/** A field with its label and its cell; what a cell has no room for goes on in the rows below. */
function addField(here: Here, row: Row, field: Field, name: string, value: FieldValue | undefined): void {
  const { sheet, words } = here;
  if (!isHeld(field)) {
    const files = asFiles(value).map(({ name: file }) => file);
    const text = field.kind === "file" ? [words.say("sheets:form.onPortal"), ...files].join("\n") : typeof value === "string" ? value : "";
    sheet.add({ ...row, [COLUMNS.answer]: shown(text, field.kind === "file" ? "soft" : "body") });
    return;
  }
  for (const [part, cell] of cellsFor(here, field, value).entries()) {
    const number = sheet.add(
      { ...(part === 0 ? row : { [COLUMNS.label]: shown(words.say("sheets:form.continued"), "soft") }), [COLUMNS.answer]: cell },
      linesFor([field]),
    );
    settle(here, field, name, value, part, { row: number, column: COLUMNS.answer });
  }
}

const cellsFor = ({ form, words, asked }: Here, field: Field, value: FieldValue | undefined): BookCell[] =>
  cellsOf(field, value, choicesIn(asked.question, field, value, form), words.say("reports:answerView.yes"));

/** Remembers the cell of a field, and what may be typed in it. */
function settle(here: Here, field: Field, name: string, value: FieldValue | undefined, part: number, at: { row: number; column: number }): void {
  const { form, words, sheet, lists, asked } = here;
  sheet.remember(asked, name, part === 0 ? "" : `part:${part + 1}`, at);
  const choices = isListed(field) ? [] : choicesIn(asked.question, field, value, form).map(({ label }) => label);
  const rule = field.kind === "tick" ? lists.ruleFor([words.say("reports:answerView.yes")]) : choices.length > 0 ? lists.ruleFor(choices) : ruleOf(field);
  if (rule && part === 0) sheet.check(rule, at);
}

/** Several choices: a row for each option, with a yes to be chosen; ranked ones: a row for each rank. */
function addChoices(here: Here, field: Field, name: string, value: FieldValue | undefined): void {
  const { form, words, sheet, lists, asked } = here;
  const chosen = asCodes(value);
  const choices = choicesIn(asked.question, field, value, form);
  const addChoice = (label: string, text: string | null, labels: readonly string[], detail: Slot["detail"]): void => {
    const row = sheet.add({ [COLUMNS.label]: shown(label, "body"), [COLUMNS.answer]: { value: text, look: "answer", as: "text", open: true } });
    sheet.remember(asked, name, detail, { row, column: COLUMNS.answer });
    sheet.check(lists.ruleFor(labels), { row, column: COLUMNS.answer });
  };
  const labels = choices.map(({ label }) => label);
  const yes = words.say("reports:answerView.yes");
  if (field.kind === "many") for (const { code, label } of choices) addChoice(label, chosen.includes(code) ? yes : null, [yes], `option:${code}`);
  else {
    const ranks = Math.max(chosen.length, Math.min(field.atMost ?? choices.length, choices.length));
    for (let rank = 1; rank <= ranks; rank += 1) {
      const standing = choices.find(({ code }) => code === chosen[rank - 1])?.label ?? null;
      addChoice(words.say("sheets:form.rank", { number: rank }), standing, labels, `rank:${rank}`);
    }
  }
}

/** The head over the columns of fields: their names and how they are filled in, and before that what may be chosen where a cell takes several. */
function addHead(here: Here, fields: readonly Field[], first: number, before: Row): void {
  const { sheet, form, words, asked } = here;
  const label = (field: Field): string => form.texts[fieldLabelKey(asked.question, field)] ?? "";
  for (const field of fields.filter(isListed)) {
    const names = choicesIn(asked.question, field, null, form).map((choice) => choice.label);
    sheet.add({ [COLUMNS.label]: shown(`${words.say("sheets:form.offered", { field: label(field) })}\n${names.join("\n")}`, "soft") });
  }
  const row = (cell: (field: Field) => BookCell): Row => Object.fromEntries(fields.map((field, index) => [first + index, cell(field)]));
  sheet.add({ ...before, ...row((field) => shown(withMark(label(field), field.required, words), "head")) });
  const several = (field: Field): string[] => (isListed(field) ? [words.say("sheets:form.several")] : []);
  sheet.add(row((field) => shown([notesOf(here, field), ...several(field)].join("\n"), "soft")));
}

/** The cells of a row of fields; what a cell has no room for goes on behind the last column. */
function addRow(here: Here, fields: readonly Field[], first: number, before: Row, path: string | number, value: RowValue): void {
  const { sheet, asked, words } = here;
  const cells: Record<number, BookCell | null> = { ...before };
  const placed: { field: Field; part: number; column: number }[] = [];
  let beyond = first + fields.length;
  for (const [index, field] of fields.entries()) {
    if (!isHeld(field)) {
      cells[first + index] = shown(field.kind === "file" ? words.say("sheets:form.onPortal") : "", "soft");
      continue;
    }
    for (const [part, cell] of cellsFor(here, field, value[field.id]).entries()) {
      const column = part === 0 ? first + index : beyond++;
      cells[column] = cell;
      placed.push({ field, part, column });
    }
  }
  const row = sheet.add(cells, linesFor(fields));
  for (const { field, part, column } of placed) settle(here, field, fieldName(asked.question, path, field.id), value[field.id], part, { row, column });
}

function addTable(here: Here, question: Extract<FormQuestion, { kind: "table" }>): void {
  const { sheet, asked, words } = here;
  const rows = asTable(asked.value);
  addHead(here, question.fields, COLUMNS.label, { [COLUMNS.code]: shown(words.say("sheets:form.number"), "head") });
  const offered = Math.max(rows.length, Math.min(question.maxRows, Math.max(LEAST_ROWS, rows.length + SPARE_ROWS)));
  for (let index = 0; index < offered; index += 1) {
    const row = rows[index];
    if (row) sheet.remember(asked, fieldName(question, index, "id"), `id:${row.id}`, null);
    addRow(here, question.fields, COLUMNS.label, { [COLUMNS.code]: shown(String(index + 1), "body") }, index, row ?? {});
  }
}

function addMatrix(here: Here, question: Extract<FormQuestion, { kind: "matrix" }>): void {
  const { asked, form, words } = here;
  const given = asMatrix(asked.value);
  const codes = [...new Set([...codesOf(question.rows, form.references), ...Object.keys(given)])];
  addHead(here, question.fields, COLUMNS.answer, { [COLUMNS.label]: shown(words.say("reports:answerView.item"), "head") });
  for (const code of codes) {
    const name = withMark(rowName(question, code, form), question.requiredRows?.includes(code) ?? false, words);
    addRow(here, question.fields, COLUMNS.answer, { [COLUMNS.label]: shown(name, "body") }, code, given[code] ?? {});
  }
}

function rowName(question: Extract<FormQuestion, { kind: "matrix" }>, code: string, { texts }: Fillable): string {
  const set = "reference" in question.rows ? question.rows.reference : null;
  const name = texts[matrixRowKey(question, code) ?? `reference.${set}.${code}`] ?? code;
  return showsCode(set) && name !== code ? `${code} ${name}` : name;
}
