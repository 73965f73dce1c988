import type { DocumentAnswer, DocumentSection } from "~/features/reports/model/document";
import { matrixRows, type MatrixRow } from "~/features/reports/model/matrix-rows";
import { fieldLabelKey, questionKey, tableKey } from "~/features/templates/model/texts";
import { asRow, asTable, isEmpty, isEmptyField, isFixed, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { LANGUAGE_NAMES, type Language } from "~/lib/languages";
import { weightsOf, type Block, type Cell, type Run } from "~/lib/paper";
import { blocksOfField, code, noAnswer, said, type Given, type Texts } from "./fields";
import { noteBlocks, notesOf, type Notes } from "./notes";
import { written, type Words } from "./words";

/** The answers of a report on paper: section by section, question by question. */

/** `full` shows every question that applies, `answered` those that say something or are withheld. */
export type Extent = "full" | "answered";

/** What an address asks for with `only=answered`. */
export const extentOf = (only: "answered" | undefined): Extent => only ?? "full";

type Options = {
  texts: Texts;
  words: Words;
  /** The report's own language: an answer in another one says so. */ language: Language;
  extent: Extent;
  /** What stands after answers: their history. */
  notes?: Notes;
};

/** A table with more columns than fit a page becomes a card for each row. */
const MOST_COLUMNS = 6;

const isAnswered = ({ question, value, withheld }: DocumentAnswer): boolean => withheld !== null || isFixed(question) || !isEmpty(question, value);

/** The pages with the questions that are shown, those without any left out. */
export const answersShown = (sections: readonly DocumentSection[], extent: Extent): DocumentSection[] =>
  sections
    .map((section) => (extent === "full" ? section : { ...section, answers: section.answers.filter(isAnswered) }))
    .filter(({ answers }) => answers.length > 0);

/** The blocks of a whole report: a heading for each page of the form and for each question, with what was answered. */
export function blocksOfReport(sections: readonly DocumentSection[], { extent, ...options }: Options): Block[] {
  return answersShown(sections, extent).flatMap((section) => {
    const title = heading(1, section.id, options.texts[section.titleKey] ?? "", options.words);
    return [title, ...section.answers.flatMap((answer) => questionBlocks(answer, options))];
  });
}

/** A heading after its code. */
export const heading = (level: 1 | 2 | 3, id: string, title: string, words: Words): Block => ({
  kind: "heading",
  ...written(words),
  level,
  runs: [code(id), ...(title ? [{ text: ` ${title}` }] : [])],
});

function questionBlocks(answer: DocumentAnswer, { texts, words, language, notes }: Omit<Options, "extent">): Block[] {
  const { question, value, withheld } = answer;
  const title = heading(2, question.code, texts[questionKey(question, "label")] ?? "", words);
  if (withheld) return [title, said(words, words.say(`reports:answerView.withheld.${withheld}`), "soft")];
  const given: Given = { texts, words, language: answer.language };
  return [title, ...marksOf(answer, language, words), ...blocksOfAnswer(question, value, given), ...noteBlocks(notesOf(notes, answer), words)];
}

/** What is said of an answer before it: that it is confidential, and its language where that is another than the report's. */
function marksOf({ confidential, language, value }: DocumentAnswer, own: Language, words: Words): Block[] {
  const marks: Run[] = [];
  if (confidential) marks.push({ text: words.say("reports:answerView.confidential"), bold: true });
  if (language !== own && value !== null) marks.push({ text: LANGUAGE_NAMES[language] });
  return marks.length === 0
    ? []
    : [
        said(
          words,
          marks.flatMap((mark, index) => (index === 0 ? [mark] : [{ text: " · " }, mark])),
          "soft",
        ),
      ];
}

/** The blocks of an answer to a question of any kind. */
export function blocksOfAnswer(question: FormQuestion, value: unknown, given: Given): Block[] {
  if (isEmpty(question, value) && !isFixed(question)) return [noAnswer(given.words)];
  switch (question.kind) {
    case "single":
      return blocksOfField(question, question.field, value, given);
    case "group":
      return fieldList(question, question.fields, asRow(value), given);
    case "table": {
      const rows = asTable(value);
      if (question.layout !== "rows" || question.fields.length > MOST_COLUMNS) return rows.flatMap((row, index) => card(question, row, index, given));
      return [
        tableOf(
          question,
          question.fields,
          rows.map((row) => ({ row })),
          given,
        ),
      ];
    }
    case "matrix":
      return matrix(question, matrixRows(question, value, given.texts), given);
  }
}

/** Label and value of each field that says something. */
function fieldList(question: FormQuestion, fields: readonly Field[], row: RowValue, given: Given): Block[] {
  return fields
    .filter((field) => !isEmptyField(field, row[field.id]))
    .flatMap((field) => [
      said(given.words, given.texts[fieldLabelKey(question, field)] ?? "", "label"),
      ...blocksOfField(question, field, row[field.id], given),
    ]);
}

function card(question: FormQuestion, row: RowValue, index: number, given: Given): Block[] {
  const name: Block = {
    kind: "heading",
    ...written(given.words),
    level: 3,
    runs: [{ text: given.words.say("reports:answerView.row", { name: given.texts[tableKey(question, "row")] ?? "", number: index + 1 }) }],
  };
  return [name, ...fieldList(question, question.kind === "table" ? question.fields : [], row, given)];
}

const rowName = ({ code: id, name }: Pick<MatrixRow, "code" | "name">): Run[] => [...(id ? [code(id), { text: " " }] : []), { text: name }];

/** A matrix: a table of its rows, or, with one field only, each row's name and answer. */
function matrix(question: Extract<FormQuestion, { kind: "matrix" }>, rows: readonly MatrixRow[], given: Given): Block[] {
  const { words } = given;
  const [only, ...more] = question.fields;
  if (only && more.length === 0)
    return rows.flatMap(({ row, ...named }) => [said(words, rowName(named), "label"), ...blocksOfField(question, only, row[only.id], given)]);
  const head = said(words, words.say("reports:answerView.item"));
  return [
    tableOf(
      question,
      question.fields,
      rows.map(({ row, ...named }) => ({ row, name: [said(words, rowName(named))] })),
      given,
      [head],
    ),
  ];
}

/** A table of short fields; before them the names of the rows, where these have names. A cell where nothing was said has a dash. */
function tableOf(question: FormQuestion, fields: readonly Field[], rows: readonly { row: RowValue; name?: Cell }[], given: Given, names?: Cell): Block {
  const { words, texts } = given;
  const cell = (field: Field, row: RowValue): Cell =>
    isEmptyField(field, row[field.id]) ? [said(words, "–", "soft")] : blocksOfField(question, field, row[field.id], given);
  const head = [...(names ? [names] : []), ...fields.map((field): Cell => [said(words, texts[fieldLabelKey(question, field)] ?? "")])];
  const body = rows.map(({ row, name }) => [...(name ? [name] : []), ...fields.map((field) => cell(field, row))]);
  const ends = [...(names ? [false] : []), ...fields.map(({ kind }) => kind === "number")];
  return { kind: "table", ...written(words), caption: texts[questionKey(question, "label")] ?? "", weights: weightsOf(head, body), ends, head, rows: body };
}
