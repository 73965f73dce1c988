import { LANGUAGES, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import type { Definition, Field, LocalizedText, Question } from "../schema";
import { fieldsOf, isChoice, SCALE, TREND, type FormQuestion } from "./values";

/**
 * Where the words of a template are found. A definition holds codes only; each text has its key by this convention:
 * `section.A.title` · `A2.label` · `A2.guidance` · `A6.option.youth` · `B2.field.title.label` · `H4.row.igf` · `B2.row`
 * (the name of one row of a table) · `B2.add` (its button) · `D2.choice.label` · `scale.3` · `trend.up`.
 */

/** A text in the six languages by key. */
export type Strings = Readonly<Record<string, LocalizedText>>;

export const sectionKey = (section: string, part: "title" | "intro"): string => `section.${section}.${part}`;

/** Key of a question's label or guidance. */
export const questionKey = (question: FormQuestion, part: "label" | "guidance"): string =>
  isChoice(question) ? `${question.code}.choice.${part}` : `${question.code}.${part}`;

/** Key of a field's label; the only field of a `single` question goes by the question's. */
export const fieldLabelKey = (question: FormQuestion, field: Field): string =>
  question.kind === "single" ? questionKey(question, "label") : `${question.code}.field.${field.id}.label`;

/** Key of a field's hint, which need not exist. */
export const fieldHintKey = (question: FormQuestion, field: Field): string => `${question.code}.field.${field.id}.hint`;

/** Key of an option's name; null when the name is reference data. */
export function optionKey(question: FormQuestion, field: Field, option: string): string | null {
  if (field.kind === "scale") return `scale.${option}`;
  if (field.kind === "trend") return `trend.${option}`;
  if (!Array.isArray(field.options)) return null;
  return question.kind === "single" ? `${question.code}.option.${option}` : `${question.code}.field.${field.id}.option.${option}`;
}

/** The name of a chosen code; the code itself where the template has no name for it. */
export function optionName(question: FormQuestion, field: Field, code: string, texts: Readonly<Record<string, string>>): string {
  const set = field.options && "reference" in field.options ? field.options.reference : null;
  const key = set ? `reference.${set}.${code}` : optionKey(question, field, code);
  return (key && texts[key]) || code;
}

/** Key of a matrix row's name; null when the name is reference data. */
export const matrixRowKey = (question: FormQuestion, row: string): string | null =>
  question.kind === "matrix" && Array.isArray(question.rows) ? `${question.code}.row.${row}` : null;

/** Keys of a table: the name of one row, and its button for another. */
export const tableKey = (question: FormQuestion, part: "row" | "add"): string => `${question.code}.${part}`;

/** Lists whose codes readers know by heart; the codes of all others stay out of sight. */
const CODED = ["action-lines", "sdgs", "gdc", "wsis-targets", "indicators"];
/** Is an entry of this list shown with its code? */
export const showsCode = (set: string | null): boolean => set !== null && CODED.includes(set);

function fieldKeys(question: FormQuestion, field: Field): string[] {
  const options = field.kind === "scale" ? SCALE : field.kind === "trend" ? TREND : Array.isArray(field.options) ? field.options : [];
  const label = question.kind === "single" ? [] : [fieldLabelKey(question, field)];
  return [...label, ...options.flatMap((option) => optionKey(question, field, option) ?? [])];
}

function questionKeys(question: FormQuestion): string[] {
  const rows = question.kind === "matrix" && Array.isArray(question.rows) ? question.rows : [];
  return [
    questionKey(question, "label"),
    questionKey(question, "guidance"),
    ...fieldsOf(question).flatMap((field) => fieldKeys(question, field)),
    ...rows.flatMap((row) => matrixRowKey(question, row) ?? []),
    ...(question.kind === "table" ? [tableKey(question, "row"), tableKey(question, "add")] : []),
  ];
}

/** Every question of a definition, in order, those of repeats too. */
export const allQuestionsOf = (definition: Definition): Question[] =>
  definition.sections.flatMap((section) => [...section.questions, ...(section.repeat?.questions ?? [])]);

/** Every text a definition needs, once, in the order of the form. */
export function textKeysOf(definition: Definition): string[] {
  const keys = definition.sections.flatMap(({ code, questions, repeat }) => [
    sectionKey(code, "title"),
    sectionKey(code, "intro"),
    ...questions.flatMap(questionKeys),
    ...(repeat ? [`${repeat.choice}.choice.label`, `${repeat.choice}.choice.guidance`, ...repeat.questions.flatMap(questionKeys)] : []),
  ]);
  return [...new Set(["title", "summary", ...keys])];
}

/** Texts a definition may have: hints of fields, and the names of scale and trend even where it uses neither. */
export function optionalTextKeysOf(definition: Definition): string[] {
  const hints = allQuestionsOf(definition).flatMap((question) => fieldsOf(question).map((field) => fieldHintKey(question, field)));
  return [...hints, ...SCALE.map((value) => `scale.${value}`), ...TREND.map((value) => `trend.${value}`)];
}

const textIn = (text: Partial<LocalizedText> | undefined, language: Language): string | undefined =>
  language === SOURCE_LANGUAGE ? text?.[SOURCE_LANGUAGE] : text?.[language as Exclude<Language, "en">]?.text;

/** The texts in one language, by key; in English where a translation is not there yet. */
export const localize = (strings: Strings, language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(strings).map(([key, text]) => [key, textIn(text, language) ?? text.en]));

/** What is amiss with the texts of a definition. `stale`: made from an English that has changed since. */
export type StringsReport = { extra: string[] } & Record<"missing" | "stale" | "placeholders", { key: string; language: Language }[]>;

const placeholdersIn = (text: string): string =>
  [...new Set(text.match(/\{\{?\s*[\w.]+/g) ?? [])]
    .map((mark) => mark.replace(/\s/g, ""))
    .sort()
    .join(" ");

/** Checks the texts of a definition; `hash` makes the eight hexadecimal digits that a translation keeps of its English. */
export function checkStrings(
  definition: Definition,
  strings: Readonly<Record<string, Partial<LocalizedText>>>,
  hash: (english: string) => string,
): StringsReport {
  const needed = textKeysOf(definition);
  const known = new Set([...needed, ...optionalTextKeysOf(definition)]);
  const report: StringsReport = { extra: Object.keys(strings).filter((key) => !known.has(key)), missing: [], stale: [], placeholders: [] };
  for (const key of new Set([...needed, ...Object.keys(strings).filter((key) => known.has(key))])) {
    const english = strings[key]?.en;
    for (const language of LANGUAGES) {
      const text = textIn(strings[key], language);
      if (!text) report.missing.push({ key, language });
      else if (language !== SOURCE_LANGUAGE && english) {
        if (strings[key]?.[language as Exclude<Language, "en">]?.of !== hash(english)) report.stale.push({ key, language });
        if (placeholdersIn(text) !== placeholdersIn(english)) report.placeholders.push({ key, language });
      }
    }
  }
  return report;
}
