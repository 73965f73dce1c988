import { asCodes, asMatrix, asRow, asTable, fieldsOf, isNumberKind, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { readClassKey, standsInClass } from "./classes";
import type { Measured } from "./figures";

/** What one answer says in a field. */

/** Whatever is said. */
export const ANYTHING = "*";

const flat = (value: unknown): unknown[] => (Array.isArray(value) ? asCodes(value) : value === undefined || value === null || value === "" ? [] : [value]);

/** The field that says what a row of a table is about: the first that is chosen. */
export const subjectOf = (question: FormQuestion): Field | undefined =>
  question.kind === "table" ? question.fields.find(({ kind }) => kind === "one") : undefined;

/** The rows of an answer with what each is about: of a matrix, where one row is asked for, that one alone. */
function rowsIn(question: FormQuestion, item: string, value: unknown): { subject: string; row: Readonly<Record<string, unknown>> }[] {
  switch (question.kind) {
    case "single":
      return [{ subject: "", row: { [question.field.id]: value } }];
    case "group":
      return [{ subject: "", row: asRow(value) }];
    case "table": {
      const subject = subjectOf(question);
      return asTable(value).map((row) => ({ subject: subject ? String(row[subject.id] ?? "") : "", row }));
    }
    case "matrix":
      return Object.entries(asMatrix(value)).flatMap(([key, row]) => (item === "" ? [{ subject: key, row }] : key === item ? [{ subject: "", row }] : []));
  }
}

/** What an answer says in a field: of a table in each of its rows, of a matrix in one of its rows or, with `item` "", in all. */
export const givenIn = (question: FormQuestion, field: string, item: string, value: unknown): unknown[] =>
  rowsIn(question, item, value).flatMap(({ row }) => flat(row[field]));

/** "No data" and "not applicable" are no degree of a scale. */
const NO_DEGREE = ["na", "0"];
/** Fields beside a number that say what it counts. */
const UNITS = ["unit", "currency"];

/** What a number is of: an indicator, and the unit it was given in. Numbers of other things have no common middle. */
export const subjectKey = (subject: string, unit: string): string => `${subject}@${unit}`;
export function readSubjectKey(key: string): { subject: string; unit: string } {
  const [subject, ...unit] = key.split("@");
  return { subject: subject!, unit: unit.join("@") };
}

/** The numbers an answer gives in a field: degrees, the places of what was ranked, or numbers of something in a unit. */
export function numbersIn(question: FormQuestion, field: Field, item: string, value: unknown): Measured[] {
  const rows = rowsIn(question, item, value);
  if (field.kind === "ranked") return rows.flatMap(({ row }) => asCodes(row[field.id]).map((code, index) => ({ of: code, number: index + 1 })));
  if (field.kind === "scale")
    return rows.flatMap(({ row }) => flat(row[field.id]).flatMap((given) => (NO_DEGREE.includes(String(given)) ? [] : numbered(ANYTHING, given))));
  if (!isNumberKind(field.kind)) return [];
  const unit = field.kind === "number" ? fieldsOf(question).find(({ id }) => UNITS.includes(id)) : undefined;
  return rows.flatMap(({ subject, row }) => {
    const of = field.kind === "number" ? subjectKey(subject, unit ? String(row[unit.id] ?? "").trim() : "") : subjectKey("", "");
    return flat(row[field.id]).flatMap((given) => numbered(of, given));
  });
}

const numbered = (of: string, given: unknown): Measured[] => (Number.isFinite(Number(given)) ? [{ of, number: Number(given) }] : []);

/** Whether an answer makes a choice in a field; of numbers, whether it gives one of something, or one of a class. */
export function isPicked(question: FormQuestion, field: Field, item: string, value: unknown, code: string): boolean {
  if (code === ANYTHING) return givenIn(question, field.id, item, value).length > 0;
  if (!isNumberKind(field.kind)) return givenIn(question, field.id, item, value).some((given) => String(given) === code);
  const { of, within } = readClassKey(code);
  return numbersIn(question, field, item, value).some((one) => one.of === of && (within === null || standsInClass(one.number, within)));
}
