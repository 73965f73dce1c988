import { partsOf, type Cell } from "~/lib/table-cells";
import type { Definition, Field } from "../schema";
import { fieldLabelKey, matrixRowKey, optionKey, questionKey, sectionKey, showsCode } from "./texts";
import { choicesOf, codesOf, fieldsOf, isFixed, type FormQuestion, type References } from "./values";

/** A template as a table, for those who work on it in a spreadsheet: one row for each question, in one language. */

export const TEMPLATE_COLUMNS = [
  ["code", 8],
  ["section", 30],
  ["kind", 14],
  ["required", 9],
  ["label", 60],
  ["guidance", 60],
  ["limit", 30],
  ["options", 60],
] as const satisfies readonly (readonly [string, number])[];

type Texts = Readonly<Record<string, string>>;

/** What a limit is called is what it is called in the definition, in every language. */
const LIMITS = ["words", "characters", "min", "max", "atMost", "megabytes"] as const satisfies readonly (keyof Field)[];

function limitsOf(question: FormQuestion): string {
  const rows = question.kind === "table" ? [`minRows ${question.minRows}`, `maxRows ${question.maxRows}`] : [];
  const inFields = fieldsOf(question).flatMap((field) => {
    const limits = LIMITS.flatMap((name) => (field[name] === undefined ? [] : [`${name} ${field[name]}`]));
    if (limits.length === 0) return [];
    return [question.kind === "single" ? limits.join(", ") : `${field.id}: ${limits.join(", ")}`];
  });
  return [...rows, ...inFields].join("\n");
}

/** A code with its name where readers are shown both, else its name. */
const named = (code: string, key: string | null, set: string | null, texts: Texts): string => {
  const name = texts[key ?? `reference.${set}.${code}`] ?? code;
  return showsCode(set) ? `${code} ${name}` : name;
};
const setOf = (source: Field["options"]): string | null => (source && "reference" in source ? source.reference : null);

/** What may be chosen: options of each field, and the rows of a matrix, each with the name of its place where there are several. */
function optionsOf(question: FormQuestion, references: References, texts: Texts): string {
  const rows =
    question.kind === "matrix"
      ? [
          codesOf(question.rows, references)
            .map((row) => named(row, matrixRowKey(question, row), setOf(question.rows), texts))
            .join("; "),
        ]
      : [];
  const inFields = fieldsOf(question).flatMap((field) => {
    const choices = choicesOf(field, references) ?? [];
    if (choices.length === 0) return [];
    const names = choices.map((code) => named(code, optionKey(question, field, code), setOf(field.options), texts)).join("; ");
    return [question.kind === "single" ? names : `${texts[fieldLabelKey(question, field)] ?? field.id}: ${names}`];
  });
  return [...rows, ...inFields].join("\n");
}

/** The rows in the order of the form, with the columns of `TEMPLATE_COLUMNS`. `texts` are those of one language, names of reference lists too. */
export function templateRows(definition: Definition, references: References, texts: Texts): Cell[][] {
  return definition.sections.flatMap(({ code: section, questions, repeat }) =>
    [...questions, ...(repeat?.questions ?? [])].map((question): Cell[] => [
      question.code,
      `${section} ${texts[sectionKey(section, "title")] ?? ""}`.trim(),
      isFixed(question) ? "fixed" : question.kind === "single" ? question.field.kind : question.kind,
      question.required,
      texts[questionKey(question, "label")] ?? "",
      texts[questionKey(question, "guidance")] ?? "",
      limitsOf(question),
      optionsOf(question, references, texts),
    ]),
  );
}

/** A row for a sheet whose cells hold `length` characters: what does not fit goes on in further rows under the same code. */
export function fittingRows(cells: readonly Cell[], length: number): Cell[][] {
  const parts = cells.map((cell) => (typeof cell === "string" ? partsOf(cell, length) : [cell]));
  const [first] = parts;
  return Array.from({ length: Math.max(...parts.map((cell) => cell.length)) }, (_, row) => parts.map((cell) => cell[row] ?? (cell === first ? cell[0]! : "")));
}
