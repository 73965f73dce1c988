import { heading } from "~/features/papers/model/answers";
import { code, said } from "~/features/papers/model/fields";
import { written } from "~/features/papers/model/words";
import { conditionTexts, fieldNotes, type ConditionContext } from "~/features/publication/model/conditions";
import { fieldHintKey, fieldLabelKey, matrixRowKey, questionKey, showsCode, tableKey } from "~/features/templates/model/texts";
import {
  asCodes,
  asFiles,
  asMatrix,
  asRow,
  asTable,
  fieldsOf,
  isFixed,
  type FieldValue,
  type FormQuestion,
  type RowValue,
} from "~/features/templates/model/values";
import type { FieldKind } from "~/features/templates/schema";
import type { Area, AreaRow, AreaTable, FormBlock, FormDocument } from "~/lib/form-document";
import type { Block, Run } from "~/lib/paper";
import type { Fillable, FillablePage, FillableQuestion } from "../model";
import { labelledChoices } from "./choices";
import { hiddenText } from "./word-hidden";
import { fieldPlaces, keysOf, meansOf, rowsOf, TICKED, type FieldPlace } from "./word-places";
import type { FormWords } from "./words";

/** A form to fill in as a document with areas to write in. */

/** A row of more fields than fit beside each other is a list of its fields, each with its name. */
const MOST_COLUMNS = 5;
const WEIGHTS = { name: 28, area: 72 };
const NARROW: readonly FieldKind[] = ["one", "scale", "trend", "number", "year", "date", "tick"];

type Context = Omit<ConditionContext, "question"> & { fillable: Fillable; words: FormWords; page: FillablePage };

/** The document of a form, in the language of its mark. */
export function wordFormOf(fillable: Fillable, words: FormWords): FormDocument {
  const { definition, texts, title, subject } = fillable;
  return {
    ...written(words),
    title,
    subject,
    notices: [words.form("fillable:word.notice"), words.form("fillable:word.narrative"), words.form("fillable:word.save")],
    foot: title,
    write: words.form("fillable:word.write"),
    choose: words.form("fillable:word.choose"),
    hidden: hiddenText(fillable),
    blocks: fillable.pages.flatMap((page) =>
      pageBlocks({ definition, texts, groupNames: {}, between: words.between, say: words.explain, fillable, words, page }),
    ),
  };
}

function pageBlocks(context: Context): FormBlock[] {
  const { page, words } = context;
  const intro = page.intro === "" ? [] : page.intro.split("\n").map((line) => said(words, line));
  return [heading(1, page.id, page.title, words), ...intro, ...page.questions.flatMap((asked) => questionBlocks(asked, context))];
}

function questionBlocks(asked: FillableQuestion, context: Context): FormBlock[] {
  const { question } = asked;
  const { words, texts } = context;
  const soft = (text: string | undefined): Block[] => (text ? [said(words, text, "soft")] : []);
  const needed = question.required ? ` (${words.say("public:template.required")})` : "";
  const conditions = "showIf" in question && question.showIf ? conditionTexts(question.showIf, { ...context, question }) : [];
  return [
    heading(2, question.code, `${texts[questionKey(question, "label")] ?? ""}${needed}`, words),
    ...soft(texts[questionKey(question, "guidance")]),
    ...conditions.map((text) => said(words, [{ text, bold: true }])),
    ...(question.confidential === "always" ? soft(words.say("public:template.neverPublished")) : []),
    ...areaBlocks(asked, context),
  ];
}

/** Do all fields of a row fit beside each other? */
function isGrid(question: FormQuestion, { fillable }: Context): boolean {
  if (question.kind === "single" || question.kind === "group") return false;
  const { fields } = question;
  const isWide = fields.length > MOST_COLUMNS || (fields.length > 2 && fields.some(({ kind }) => kind === "long"));
  return !isWide && fields.every((field) => ["text", "choice", "box"].includes(meansOf(field, fillable.references)));
}

function areaBlocks(asked: FillableQuestion, context: Context): FormBlock[] {
  const { question, value } = asked;
  const { words, fillable } = context;
  const rows = rowsOf(question, value, fillable.references);
  const places = fieldPlaces(question, rows);
  const values = rows.map((row, index) => rowValue(asked, row, index));
  const nameOf = (index: number): Run[] => rowName(question, rows[index]!, index, context);
  if (isGrid(question, context)) {
    const labels = fieldsOf(question).map((field) => labelOf(question, field, context));
    const notes = fieldsOf(question).map((field, index) => said(words, `${labels[index]}: ${notesOf(question, field, context)}`, "soft"));
    const name = question.kind === "table" ? "" : words.say("reports:answerView.item");
    const weights = [question.kind === "table" ? 14 : WEIGHTS.name, ...fieldsOf(question).map(({ kind }) => (NARROW.includes(kind) ? 18 : 30))];
    const lines = places.map((row, index): AreaRow => ({
      kind: "areas",
      name: nameOf(index),
      notes: "",
      areas: row.flatMap((place) => areasOf(question, place, values[index]!, context, true)),
    }));
    return [...notes, { kind: "areas", ...written(words), head: [name, ...labels], weights, rows: lines }];
  }
  const isRepeated = question.kind === "table" || question.kind === "matrix";
  const lines = places.flatMap((row, index): AreaRow[] => [
    ...(isRepeated ? [{ kind: "title" as const, runs: nameOf(index) }] : []),
    ...row.flatMap((place) => fieldRows(question, place, values[index]!, context, index === 0)),
  ]);
  const table: AreaTable = { kind: "areas", ...written(words), head: [], weights: [WEIGHTS.name, WEIGHTS.area], rows: lines };
  return [table];
}

/** The fields of a row by their ids; of a single field by its own. */
function rowValue({ question, value }: FillableQuestion, row: string, index: number): RowValue {
  switch (question.kind) {
    case "single":
      return { [question.field.id]: value as FieldValue };
    case "group":
      return asRow(value);
    case "table":
      return asTable(value)[index] ?? {};
    case "matrix":
      return asRow(asMatrix(value)[row]);
  }
}

function rowName(question: FormQuestion, row: string, index: number, { texts, words }: Context): Run[] {
  if (question.kind !== "matrix") return [{ text: words.say("reports:answerView.row", { name: texts[tableKey(question, "row")] ?? "", number: index + 1 }) }];
  const set = "reference" in question.rows ? question.rows.reference : null;
  const name = texts[matrixRowKey(question, row) ?? `reference.${set}.${row}`] ?? row;
  return [...(showsCode(set) ? [code(row), { text: " " }] : []), { text: name }];
}

const labelOf = (question: FormQuestion, field: FieldPlace["field"], { texts, words }: Context): string =>
  `${texts[fieldLabelKey(question, field)] ?? ""}${field.required ? ` (${words.say("public:template.required")})` : ""}`;

function notesOf(question: FormQuestion, field: FieldPlace["field"], context: Context): string {
  const { words, texts, fillable } = context;
  const hint = texts[fieldHintKey(question, field)];
  const lines = meansOf(field, fillable.references) === "lines" ? [words.form("fillable:word.lines")] : [];
  return [...(hint ? [hint] : []), ...fieldNotes(field, { ...context, question }, words.language), ...lines].join(" · ");
}

/** A field under its name; one that puts entries in order has an area for each. */
function fieldRows(question: FormQuestion, place: FieldPlace, row: RowValue, context: Context, isFirst: boolean): AreaRow[] {
  const { field } = place;
  const label = question.kind === "single" ? "" : labelOf(question, field, context);
  const notes = isFirst && !isFixed(question) ? notesOf(question, field, context) : "";
  const areas = areasOf(question, place, row, context, false);
  if (meansOf(field, context.fillable.references) !== "ranks") return [{ kind: "areas", name: [{ text: label }], notes, areas }];
  return areas.map((area, index): AreaRow => ({
    kind: "areas",
    name: [{ text: [label, context.words.form("fillable:word.entry", { number: index + 1 })].filter(Boolean).join(" · ") }],
    notes: index === 0 ? notes : "",
    areas: [area],
  }));
}

function areasOf(question: FormQuestion, place: FieldPlace, row: RowValue, { fillable, words, page }: Context, isInGrid: boolean): Area[] {
  const { field } = place;
  const name = `${question.code} ${fillable.texts[fieldLabelKey(question, field)] ?? ""}`;
  const value = row[field.id] ?? null;
  const { references, texts } = fillable;
  const keys = keysOf(page.id, place, references);
  const [key = ""] = keys;
  const means = meansOf(field, references);
  const choices = ["choice", "boxes", "lines", "ranks"].includes(means) ? labelledChoices(question, field, references, texts) : [];
  const labelFor = (chosen: string): string => choices.find((choice) => choice.code === chosen)?.label ?? chosen;
  const labels = choices.map(({ label }) => label);
  switch (means) {
    case "nothing":
      return [
        {
          kind: "shown",
          text: field.kind === "file" ? [...asFiles(value).map(({ name }) => name), words.form("fillable:word.files")].join("\n") : String(value ?? ""),
        },
      ];
    case "text":
      return [{ kind: "text", key, name, text: value === null ? "" : String(value) }];
    case "choice":
      return [{ kind: "choice", key, name, label: typeof value === "string" ? labelFor(value) : "", labels }];
    case "box":
      return [{ kind: "ticks", key, name, items: [{ code: TICKED, label: isInGrid ? "" : words.say("reports:answerView.yes"), ticked: value === true }] }];
    case "boxes": {
      const chosen = asCodes(value);
      const unknown = chosen.filter((known) => !choices.some((choice) => choice.code === known)).map((known) => ({ code: known, label: known }));
      return [{ kind: "ticks", key, name, items: [...choices, ...unknown].map((choice) => ({ ...choice, ticked: chosen.includes(choice.code) })) }];
    }
    case "lines":
      return [{ kind: "text", key, name, text: asCodes(value).map(labelFor).join("\n") }];
    case "ranks": {
      const ranked = asCodes(value);
      return keys.map((own, index): Area => ({ kind: "choice", key: own, name, label: ranked[index] === undefined ? "" : labelFor(ranked[index]), labels }));
    }
  }
}
