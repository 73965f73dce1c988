import { readFileSync } from "node:fs";
import type { Fillable, FillablePage } from "~/features/imports/model";
import { formatPageId, pageTitle, questionsOfPage } from "~/features/templates/model/pages";
import { sectionKey } from "~/features/templates/model/texts";
import { choicesOf, codesOf, normaliseValue, type AnswerValue, type FieldValue, type FormQuestion, type References } from "~/features/templates/model/values";
import { readTemplate } from "~/features/templates/commands.server";
import { REFERENCE_SETS, type Field, type ReferenceSet } from "~/features/templates/schema";
import { localize } from "~/features/templates/model/texts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/lib/languages";
import { MIXED } from "./paper-corpus";

/** Forms of the templates of this repository, with names from its reference data, empty or with every question answered. */

export const TEMPLATES = ["national-report", "facilitator-report", "stakeholder-contribution"] as const;
export type TemplateName = (typeof TEMPLATES)[number];

type Entry = { code: string; names: Record<Language, string> };
const seed = (path: string): string => readFileSync(`prisma/seed/${path}`, "utf8");
const listed = (file: string): (Partial<Entry> & { number?: number; kind?: string; reportable?: boolean })[] =>
  JSON.parse(seed(`reference/${file}.json`)) as never;
const inside = (file: string, list: string): Entry[] => (JSON.parse(seed(`reference/${file}.json`)) as Record<string, Entry[]>)[list]!;
const everyLanguage = (name: string): Entry["names"] => Object.fromEntries(LANGUAGES.map((language) => [language, name])) as Entry["names"];

const SETS: Record<ReferenceSet, Entry[]> = {
  "action-lines": listed("action-lines").filter(({ reportable }) => reportable) as Entry[],
  sdgs: listed("sdgs").map(({ number, names }) => ({ code: String(number), names: names! })),
  gdc: listed("gdc") as Entry[],
  "wsis-targets": listed("wsis-targets") as Entry[],
  indicators: inside("indicators", "indicators"),
  themes: listed("themes") as Entry[],
  languages: LANGUAGES.map((code) => ({ code, names: everyLanguage(LANGUAGE_NAMES[code]) })),
  parties: listed("parties").filter(({ kind }) => kind === "state") as Entry[],
  "un-entities": listed("parties").filter(({ kind }) => kind === "un_entity") as Entry[],
  "wsis-mechanisms": listed("wsis-mechanisms") as Entry[],
  "itu-regions": inside("region-names", "ituRegions"),
  "stakeholder-categories": listed("stakeholder-categories") as Entry[],
};
const references = Object.fromEntries(REFERENCE_SETS.map((set) => [set, SETS[set].map(({ code }) => code)])) as unknown as References;

const READ = new Map<TemplateName, ReturnType<typeof readTemplate>>();
function templateOf(name: TemplateName): ReturnType<typeof readTemplate> {
  if (!READ.has(name)) {
    const strings = Object.fromEntries(LANGUAGES.map((language) => [language, seed(`templates/${name}/strings.${language}.json`)])) as Record<Language, string>;
    READ.set(name, readTemplate({ definition: seed(`templates/${name}/definition.json`), strings }));
  }
  return READ.get(name)!;
}

/** What a question of a form is answered with. */
export type Answering = (question: FormQuestion, row: string) => AnswerValue;

/** A form of a template, with pages for the first two rows of what repeats. */
export function fillableOf(name: TemplateName, language: Language, answer: Answering = () => null): Fillable {
  const { definition, strings } = templateOf(name);
  const names = REFERENCE_SETS.flatMap((set) => SETS[set].map((entry) => [`reference.${set}.${entry.code}`, entry.names[language]]));
  const texts: Record<string, string> = { ...localize(strings, language), ...Object.fromEntries(names) };
  const pages = definition.sections.flatMap(({ code, repeat }) =>
    ["", ...(repeat ? codesOf(repeat.rows, references).slice(0, 2) : [])].map((row): FillablePage => {
      const page = { id: formatPageId(code, row), section: code, row };
      const questions = questionsOfPage(definition, page).map((question, index) => ({ question, row, value: answer(question, row), revision: index }));
      return { ...page, title: pageTitle(definition, page, texts), intro: row === "" ? (texts[sectionKey(code, "intro")] ?? "") : "", questions };
    }),
  );
  return { mark: { format: 1, template: name, version: 1, report: null, language }, title: texts.title!, subject: "", definition, references, texts, pages };
}

/** Texts that spreadsheets like to take for something else. */
export const TEMPTING = [
  "=1+1",
  "+41 22 730 5111",
  "-5",
  "@SUM(A1)",
  "'quoted",
  "''",
  "007",
  "1/2",
  "TRUE",
  "#N/A",
  "_x0041_ and _x000D_",
  " in the middle ",
  "two\n\nparagraphs\n- and a list\n",
  "tab\there",
  "1,234",
  "<b>&amp;</b> \"'",
  "👩🏽‍💻 ﷽",
  "\u200f(2024)\u200e",
];

/** Every question answered: texts of a language in which scripts meet, and tempting ones; the second half of choices; numbers with many digits. No files. */
export function answering(language: Language): Answering {
  let count = 0;
  const next = <T>(list: readonly T[]): T => list[count++ % list.length]!;
  const texts = [...MIXED[language], ...TEMPTING];
  const valueOf = (field: Field): FieldValue => {
    const choices = choicesOf(field, references) ?? [];
    switch (field.kind) {
      case "fixed":
      case "file":
        return null;
      case "tick":
        return next([true, false]);
      case "many":
        return choices.slice(Math.floor(choices.length / 2));
      case "ranked":
        return choices.slice(0, field.atMost ?? 3).reverse();
      case "one":
      case "scale":
      case "trend":
        return next(choices);
      case "number":
        return next([0, 0.1, -12.5, 1_234_567.5, 98_765_432_109_876, 1e21, "about 12", "1,234"]);
      case "year":
        return next([2024, 1998, "soon"]);
      case "date":
        return next(["2025-02-28", "2026-11-27", "2025", "1899-05-01"]);
      default:
        return next(texts);
    }
  };
  const rowOf = (fields: readonly Field[]) => Object.fromEntries(fields.map((field) => [field.id, valueOf(field)]));
  const answerOf = (question: FormQuestion): unknown => {
    switch (question.kind) {
      case "single":
        return valueOf(question.field);
      case "group":
        return rowOf(question.fields);
      case "table":
        return ["first", "second"].slice(0, question.maxRows).map((id) => ({ ...rowOf(question.fields), id }));
      case "matrix":
        return Object.fromEntries(codesOf(question.rows, references).map((code) => [code, rowOf(question.fields)]));
    }
  };
  return (question) => normaliseValue(question, answerOf(question)) as AnswerValue;
}
