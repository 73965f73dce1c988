import { pagesOf, shownQuestionsOfPage, type Page } from "~/features/templates/model/pages";
import { allQuestionsOf, sectionKey } from "~/features/templates/model/texts";
import {
  asFiles,
  asMatrix,
  asRow,
  asTable,
  codesOf,
  fieldsOf,
  isFixed,
  type AnswerValue,
  type FileRef,
  type FormQuestion,
  type References,
  type RowValue,
} from "~/features/templates/model/values";
import { at, createEnv, lookupOf, type Env, type Facts } from "~/features/templates/model/visibility";
import type { Definition, OptionSource, ReferenceSet } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";

/** A report as it is read: its pages in order, on each the questions that apply, with what was answered. */

/** Why a reader does not see an answer that is there. */
export type Withheld = "contact" | "confidential";

export type DocumentAnswer = { question: FormQuestion; row: string; value: AnswerValue; language: Language; confidential: boolean; withheld: Withheld | null };
/** `id` is the page's id (`D-C5`), also the anchor of the section on the page; `titleKey` finds its title among the texts. */
export type DocumentSection = { id: string; section: string; row: string; titleKey: string; answers: DocumentAnswer[] };

/** What a document is made from: the answers of the working copy or of a signed version. */
export type DocumentSource = { question: string; row: string; value: AnswerValue; language: Language; confidential: boolean };

/** The part of an answer a reader is given, and why the rest is not. */
export type Redacted = { value: AnswerValue; withheld: Withheld | null };

/** `fixed` fills what the account fixes (the reporting State, the action line); `redact` leaves what this reader may be given. */
type DocumentOptions = Omit<Facts, "answers"> & {
  fixed: string;
  redact?: (question: FormQuestion, value: AnswerValue, confidential: boolean, env: Env) => Redacted;
};

/** Lays out a report. A value that is withheld is not in the result at all. */
export function documentOf(definition: Definition, answers: readonly DocumentSource[], { fixed, redact, ...facts }: DocumentOptions): DocumentSection[] {
  const given = new Map(answers.map((answer) => [`${answer.question}|${answer.row}`, answer]));
  const env = createEnv(definition, { ...facts, answers: lookupOf(answers) });
  const read = (question: FormQuestion, here: Env): DocumentAnswer => {
    const { row } = here;
    const answer = given.get(`${question.code}|${row}`);
    const confidential = answer?.confidential ?? false;
    const whole = isFixed(question) ? fixed : ((env.answers.get(question.code, row)?.value ?? null) as AnswerValue);
    const { value, withheld } = redact ? redact(question, whole, confidential, here) : { value: whole, withheld: null };
    return { question, row, value, language: answer?.language ?? facts.language, confidential, withheld };
  };
  return pagesOf(env).map((page) => {
    const here = at(env, page.row);
    return { ...page, titleKey: pageTitleKey(definition, page), answers: shownQuestionsOfPage(env, page).map((question) => read(question, here)) };
  });
}

/** The files an answer names. */
export function filesOfAnswer({ question, value }: Pick<DocumentAnswer, "question" | "value">): FileRef[] {
  const kept = fieldsOf(question).filter(({ kind }) => kind === "file");
  const inRow = (row: RowValue): FileRef[] => kept.flatMap(({ id }) => asFiles(row[id]));
  if (question.kind === "single") return kept.length > 0 ? asFiles(value) : [];
  if (question.kind === "group") return inRow(asRow(value));
  return (question.kind === "table" ? asTable(value) : Object.values(asMatrix(value))).flatMap(inRow);
}

/** The file of a document with this hash, as its answer names it; files of withheld answers are not in it. */
export const findFile = (sections: readonly DocumentSection[], sha256: string): FileRef | null =>
  sections.flatMap(({ answers }) => answers.flatMap(filesOfAnswer)).find((file) => file.sha256 === sha256) ?? null;

/** Where the title of a page is found: a section's own, or the name of the row a repeated page is about. */
export function pageTitleKey(definition: Definition, { section, row }: Pick<Page, "section" | "row">): string {
  const rows = definition.sections.find(({ code }) => code === section)?.repeat?.rows;
  return row !== "" && rows && "reference" in rows ? `reference.${rows.reference}.${row}` : sectionKey(section, "title");
}

/** Everything a template offers choices or rows from. */
const sourcesOf = (definition: Definition): OptionSource[] =>
  [
    ...allQuestionsOf(definition).flatMap((question) => [
      ...fieldsOf(question).map(({ options }) => options),
      ...(question.kind === "matrix" ? [question.rows] : []),
    ]),
    ...definition.sections.map(({ repeat }) => repeat?.rows),
  ].filter((source) => source !== undefined);

/** The reference lists a template names, for loading no others. */
export const referenceSetsOf = (definition: Definition): ReferenceSet[] => [
  ...new Set(sourcesOf(definition).flatMap((source) => ("reference" in source ? [source.reference] : []))),
];

/** The codes of a reference list that a template offers anywhere, in the order of the list. */
export function offeredCodes(definition: Definition, set: ReferenceSet, references: References): string[] {
  const offered = new Set(sourcesOf(definition).flatMap((source) => ("reference" in source && source.reference === set ? codesOf(source, references) : [])));
  return references[set].filter((code) => offered.has(code));
}

/** The texts a reader of a document needs: without what only helps to write one. */
export const documentTexts = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([key]) => !/\.(?:guidance|intro|hint|add)$/.test(key)));
