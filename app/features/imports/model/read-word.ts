import { pageOfQuestion, parsePageId, questionsOfPage, formatPageId } from "~/features/templates/model/pages";
import { codesOf, type FormQuestion } from "~/features/templates/model/values";
import type { ReadArea, ReadForm } from "~/lib/form-document";
import type { Fillable, FileProblem, FilledAnswer, FilledFile } from "../model";
import { codeOfChoice, labelledChoices } from "./choices";
import type { AskedQuestion, HiddenPart } from "./word-hidden";
import { fieldPlaces, keysOf, meansOf, placeName, TICKED, type FieldPlace } from "./word-places";

/** What came back in a Word file as answers. A question with anything wrong in it gives none. */

/** Longer than any answer a report takes. */
const LONGEST = 200_000;
const FOUND = 80;

/** What stands in areas where nothing is written, in the language of the file. */
export type EmptyWords = { write: string; choose: string };

type Problem = Pick<FileProblem, "code" | "found">;

/** The answers of a form that was read; `fillable` is the form as it stands, for its definition, lists and texts. */
export function filledFile({ mark, questions }: HiddenPart, form: ReadForm, fillable: Fillable, empty: EmptyWords): FilledFile {
  const answers: FilledAnswer[] = [];
  const problems: FileProblem[] = [];
  for (const asked of questions) {
    const known = questionOf(asked, fillable);
    const place = known ? placeName(known.section, asked.row, asked.question) : asked.question;
    const read = known ? readQuestion(asked, known.question, form, fillable, empty) : ({ code: "structure" } satisfies Problem);
    if (Array.isArray(read)) answers.push({ question: asked.question, row: asked.row, revision: asked.revision, entries: read });
    else problems.push({ ...read, place, ...(read.found !== undefined && { found: read.found.slice(0, FOUND) }) });
  }
  return { mark, answers, problems };
}

/** The question a file asks for, where its definition has it on that page. */
function questionOf({ page, question, row }: AskedQuestion, { definition, references }: Fillable): { question: FormQuestion; section: string } | null {
  const found = parsePageId(definition, page, references) ?? pageOfQuestion(definition, question, row);
  if (!found || found.row !== row || formatPageId(found.section, row) !== page) return null;
  const own = questionsOfPage(definition, found).find(({ code }) => code === question);
  return own ? { question: own, section: found.section } : null;
}

type Entry = [name: string, value: string];

/** The fields of a question as entries of a form, or the first thing that is wrong with it. */
function readQuestion(asked: AskedQuestion, question: FormQuestion, form: ReadForm, fillable: Fillable, empty: EmptyWords): Entry[] | Problem {
  const { references } = fillable;
  if (question.kind === "matrix") {
    const offered = codesOf(question.rows, references);
    const unknown = asked.rows.find((row) => !offered.includes(row));
    if (unknown !== undefined) return { code: "unknown_row", found: unknown };
  }
  const rows = fieldPlaces(question, asked.rows).map((places) => places.map((place) => ({ place, keys: keysOf(asked.page, place, references) })));
  const keys = rows.flat().flatMap((field) => field.keys);
  if (keys.length > 0 && !keys.some((key) => form.areas.has(key))) return { code: "missing" };
  const entries: Entry[] = [];
  for (const [index, fields] of rows.entries()) {
    const own = fields.flatMap((field) => field.keys);
    const isBlank = question.kind === "table" && asked.rows[index] === "";
    // A row nobody had filled in may be taken out of a table.
    if (isBlank && !own.some((key) => form.areas.has(key))) continue;
    const read = readFields(fields, { question, form, fillable, empty });
    if (!Array.isArray(read)) return read;
    if (question.kind === "table" && asked.rows[index] !== "") entries.push([`${question.code}.${index}.id`, asked.rows[index]!]);
    entries.push(...read);
  }
  return entries;
}

type Reading = { question: FormQuestion; form: ReadForm; fillable: Fillable; empty: EmptyWords };

function readFields(fields: readonly { place: FieldPlace; keys: string[] }[], reading: Reading): Entry[] | Problem {
  const entries: Entry[] = [];
  for (const { place, keys } of fields) {
    const areas = keys.flatMap((key) => reading.form.areas.get(key) ?? []);
    const fault = areas.find((area) => area.fault)?.fault;
    if (fault) return { code: fault };
    if (areas.length !== keys.length) return { code: "structure" };
    const values = valuesIn(areas, place, reading);
    if (!Array.isArray(values)) return values;
    const tooLong = values.find((value) => value.length > LONGEST);
    if (tooLong !== undefined) return { code: "too_long", found: tooLong };
    entries.push(...values.map((value): Entry => [place.name, value]));
  }
  return entries;
}

/** What a field holds, empty where nothing was written. */
function valuesIn(areas: readonly ReadArea[], { field }: FieldPlace, { question, fillable, empty }: Reading): string[] | Problem {
  const { references, texts } = fillable;
  const means = meansOf(field, references);
  const [first] = areas;
  if (means === "nothing" || !first) return [];
  if (means === "text") {
    const text = field.kind === "long" ? first.markdown : first.text;
    return isUnwritten(text, empty) ? [] : [text];
  }
  const choices = labelledChoices(question, field, references, texts);
  if (means === "box" || means === "boxes") return tickedIn(first, means === "box" ? [TICKED] : choices.map(({ code }) => code));
  const typed = means === "lines" ? first.text.split("\n").map((line) => line.replace(/^\s*[-*•]\s+/, "")) : areas.map(({ text }) => text);
  const values: string[] = [];
  for (const text of typed) {
    if (isUnwritten(text, empty)) continue;
    const chosen = codeOfChoice(choices, text);
    if (chosen === null) return { code: "unknown_choice", found: text.trim() };
    if (values.includes(chosen)) return { code: "twice", found: text.trim() };
    values.push(chosen);
  }
  return values;
}

/** The codes of the boxes that are ticked. Each box must be there once. */
function tickedIn({ ticks }: ReadArea, codes: readonly string[]): string[] | Problem {
  const unknown = ticks.find(({ code, ticked }) => ticked && !codes.includes(code));
  if (unknown) return { code: "unknown_choice", found: unknown.code };
  const isWhole = codes.every((code) => ticks.filter((box) => box.code === code).length === 1);
  return isWhole ? ticks.flatMap(({ code, ticked }) => (ticked ? [code] : [])) : { code: "structure" };
}

/** Nothing but spaces and marks that are not seen, or still what asks to be written over. */
function isUnwritten(text: string, { write, choose }: EmptyWords): boolean {
  const bare = text.replace(/[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, " ").trim();
  return bare === "" || bare === write || bare === choose;
}
