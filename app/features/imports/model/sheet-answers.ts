import { fieldName } from "~/features/templates/model/forms";
import { formatPageId, pageOfQuestion } from "~/features/templates/model/pages";
import { isNumberKind, type FormQuestion } from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import type { Field } from "~/features/templates/schema";
import { MAX_CELL_LENGTH, type CellContent, type ReadSheet } from "~/lib/book";
import type { FileProblem, FilledAnswer, Fillable } from "../model";
import { codeOfChoice, type Choice } from "./choices";
import { choicesIn } from "./sheet-cells";
import { fieldOfName, isHeld, isListed, standsStill, textAt, type Slot } from "./sheet-slots";

/** Answers as they stand in the cells of an Excel form that came back. */

export type ReadAnswers = { answers: FilledAnswer[]; problems: FileProblem[] };
type Sheets = ReadonlyMap<string, ReadSheet | "twice">;
/** `yes`: the word for it in the form's language. */
type Here = { form: Fillable; sheets: Sheets; yes: string };
/** The cells of one question, in the order they were put out. */
type Asked = { question: FormQuestion; place: string; row: string; revision: number; slots: readonly Slot[] };

/** How much of what was found is said. */
const FOUND_LENGTH = 80;

/**
 * The answers in the sheets of a form. A question with a fault in one of its cells is not taken, for a form holds all
 * fields of a question; its faults are listed.
 */
export function answersIn(sheets: readonly ReadSheet[], slots: readonly Slot[], form: Fillable, yes: string): ReadAnswers {
  const here: Here = { form, sheets: sheetsByKey(sheets), yes };
  const groups = new Map<string, Slot[]>();
  for (const slot of slots) {
    const key = `${slot.question}|${slot.row}`;
    const group = groups.get(key);
    if (group) group.push(slot);
    else groups.set(key, [slot]);
  }
  const read: ReadAnswers = { answers: [], problems: [] };
  for (const group of groups.values()) {
    const answer = answerOf(group, here);
    if (Array.isArray(answer)) read.problems.push(...answer);
    else read.answers.push(answer);
  }
  return read;
}

function sheetsByKey(sheets: readonly ReadSheet[]): Sheets {
  const byKey = new Map<string, ReadSheet | "twice">();
  for (const sheet of sheets) {
    const key = textAt(sheet.cells, "A1");
    if (key?.startsWith("page:")) byKey.set(key, byKey.has(key) ? "twice" : sheet);
  }
  return byKey;
}

/** Where a question stands, as it is spoken of: its code, after the page's id where it is asked on several pages. */
function placeOf({ question, row }: Pick<Slot, "question" | "row">, { form }: Here): string {
  if (row === "") return question;
  const section = pageOfQuestion(form.definition, question, row)?.section ?? "";
  return `${formatPageId(section, row)}/${question}`;
}

function answerOf(slots: readonly Slot[], here: Here): FilledAnswer | FileProblem[] {
  const [first] = slots as [Slot];
  const place = placeOf(first, here);
  const question = findQuestion(here.form.definition, first.question, first.row, here.form.references);
  const revision = Number(first.revision);
  if (!question || !/^\d{1,9}$/.test(first.revision)) return [{ code: "structure", place }];
  const keys = new Set(slots.filter(({ cell }) => cell !== "").map(({ sheet }) => sheet));
  for (const key of keys) {
    const sheet = here.sheets.get(key);
    if (!sheet) return [{ code: "missing", place }];
    if (sheet === "twice") return [{ code: "twice", place }];
  }
  return entriesOf({ question, place, row: first.row, revision, slots }, here);
}

/** What one cell says: entries of the form, or what is wrong with it. */
type Said = { texts: string[] } | { fault: FileProblem["code"]; found?: string };
const said = (...texts: string[]): Said => ({ texts });

function entriesOf({ question, place, row, revision, slots }: Asked, here: Here): FilledAnswer | FileProblem[] {
  const problems: FileProblem[] = [];
  const entries = new Map<string, string[]>();
  const ids = new Map<string, string>();
  for (const slot of slots) {
    if (slot.detail.startsWith("id:")) {
      ids.set(slot.name, slot.detail.slice("id:".length));
      continue;
    }
    const sheet = here.sheets.get(slot.sheet) as ReadSheet;
    const outcome = saidIn(question, slot, sheet, here, row);
    if ("fault" in outcome) {
      const found = outcome.found === undefined ? {} : { found: cut(outcome.found) };
      problems.push({ code: outcome.fault, place: `${place} ${sheet.name}!${slot.cell}`, ...found });
      continue;
    }
    const texts = entries.get(slot.name) ?? [];
    // A long text goes on where it left off; a list has one more.
    if (slot.detail.startsWith("part:")) entries.set(slot.name, [texts.concat(outcome.texts).join("")]);
    else entries.set(slot.name, texts.concat(outcome.texts));
  }
  for (const texts of entries.values()) if (new Set(texts).size < texts.length) problems.push({ code: "twice", place, found: cut(repeated(texts)) });
  if (problems.length > 0) return problems;
  const filled = [...entries].flatMap(([name, texts]) => texts.filter((text) => text !== "").map((text): [string, string] => [name, text]));
  return { question: question.code, row, revision, entries: withRowIds(question, filled, ids) };
}

const repeated = (texts: readonly string[]): string => texts.find((text, index) => texts.indexOf(text) !== index) ?? "";

/** Cut between characters. */
const cut = (text: string): string => [...text].slice(0, FOUND_LENGTH).join("");

/** The ids of a table's rows in which something stands, each before its row. */
function withRowIds(question: FormQuestion, entries: [string, string][], ids: ReadonlyMap<string, string>): [string, string][] {
  if (question.kind !== "table") return entries;
  const rows = new Set(entries.map(([name]) => name.split(".")[1]!));
  const known = [...rows].flatMap((row): [string, string][] => {
    const name = fieldName(question, row, "id");
    const id = ids.get(name);
    return id === undefined ? [] : [[name, id]];
  });
  return [...known, ...entries];
}

function saidIn(question: FormQuestion, slot: Slot, sheet: ReadSheet, { form, yes }: Here, row: string): Said {
  const field = fieldOfName(question, slot.name);
  if (!field || !isHeld(field) || !standsStill(sheet, slot.cell)) return { fault: "structure" };
  const content = sheet.cells.get(slot.cell);
  if (!content) return said();
  if (content.kind === "formula") return { fault: "formula" };
  const text = textOf(content, field);
  if (text.length > MAX_CELL_LENGTH) return { fault: "too_long", found: text };
  if (field.kind === "tick") return tickIn(content, text, yes, "true");
  if (slot.detail.startsWith("option:")) return tickIn(content, text, yes, slot.detail.slice("option:".length));
  const standing = form.pages.flatMap(({ questions }) => questions).find((asked) => asked.question.code === question.code && asked.row === row)?.value;
  const choices = choicesIn(question, field, standingIn(standing, field), form);
  if (choices.length === 0) return said(text);
  if (slot.detail === "" && isListed(field)) return listIn(text, choices);
  if (text.trim() === "") return said();
  const code = codeOfChoice(choices, text);
  return code === null ? { fault: "unknown_choice", found: text } : said(code);
}

/** Codes that stand anywhere in the answer's field: they may go on standing there, offered or not. */
function standingIn(value: unknown, field: Field): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item) => standingIn(item, field));
  if (typeof value !== "object" || value === null) return [];
  const own: unknown = Object.entries(value).find(([key]) => key === field.id)?.[1];
  return own === undefined ? Object.values(value).flatMap((row) => (typeof row === "object" ? standingIn(row, field) : [])) : standingIn(own, field);
}

const NO_WORDS = ["", "false", "0", "-", "–", "—"];
const YES_WORDS = ["true", "1", "x", "✓", "✔", "☑"];

/** Whether a yes stands in a cell: the word, or a usual sign for it. */
function tickIn(content: CellContent, text: string, yes: string, entry: string): Said {
  const word = text.trim().toLowerCase();
  if (content.kind === "tick") return content.value ? said(entry) : said();
  if (NO_WORDS.includes(word)) return said();
  const isYes = YES_WORDS.includes(word) || codeOfChoice([{ code: "yes", label: yes }], text) !== null;
  return isYes ? said(entry) : { fault: "unknown_choice", found: text };
}

/** Choices, one on each line or set apart by semicolons; a choice may have a semicolon in its name. */
function listIn(text: string, choices: readonly Choice[]): Said {
  const codes: string[] = [];
  for (const line of text.split(/[\r\n]+/).filter((part) => part.trim() !== "")) {
    const whole = codeOfChoice(choices, line);
    const parts = whole === null ? line.split(/[;；؛]/).filter((part) => part.trim() !== "") : [line];
    for (const part of parts) {
      const code = codeOfChoice(choices, part);
      if (code === null) return { fault: "unknown_choice", found: part.trim() };
      if (!codes.includes(code)) codes.push(code);
    }
  }
  return said(...codes);
}

/** A percentage as it was typed: 0.07 is shown as 7%. */
const percentage = (number: number): string => `${Number((number * 100).toPrecision(12))}%`;

/** What stands in a cell, as it would have been typed in a field of the page. What a field of numbers shows otherwise is not guessed to be one. */
function textOf(content: Exclude<CellContent, { kind: "formula" }>, field: Field): string {
  switch (content.kind) {
    case "text":
    case "error":
      return content.text;
    case "tick":
      return String(content.value);
    case "number":
      return content.shown === "percent" ? percentage(content.number) : String(content.number);
    case "moment": {
      if (!content.at) return String(content.number);
      const [day, time = ""] = content.at.toISOString().slice(0, 16).split("T") as [string, string];
      return field.kind === "date" || time === "00:00" || isNumberKind(field.kind) ? day : `${day} ${time}`;
    }
  }
}
