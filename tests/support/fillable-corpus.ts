import { existsSync, readFileSync } from "node:fs";
import type { Fillable, FillablePage } from "~/features/imports/model";
import { arrangedCodes, namesOfSet, type ReferenceData, type ReferenceEntry } from "~/features/reference/queries.server";
import { readTemplate } from "~/features/templates/commands.server";
import { formatPageId, pageTitle, questionsOfPage, type Page } from "~/features/templates/model/pages";
import { localize, sectionKey } from "~/features/templates/model/texts";
import {
  choicesOf,
  codesOf,
  fieldsOf,
  isFixed,
  normaliseValue,
  type AnswerValue,
  type FieldValue,
  type FormQuestion,
  type References,
  type RowValue,
} from "~/features/templates/model/values";
import { REFERENCE_SETS, type Definition, type Field } from "~/features/templates/schema";
import { LANGUAGES, type Language } from "~/lib/languages";
import { MIXED } from "./paper-corpus";

/** Forms of the three templates as they are seeded, with every field of every question filled in. */

export const TEMPLATES = ["national-report", "facilitator-report", "stakeholder-contribution"] as const;

const seeded = (path: string): string => readFileSync(`prisma/seed/${path}`, "utf8");
type Listed = { names: Record<Language, string> } & Record<string, unknown>;
const entriesOf = (rows: Listed[], codeOf: (row: Listed) => string = ({ code }) => String(code)): ReferenceEntry[] =>
  rows.map(({ names, ...facts }) => ({ code: codeOf({ names, ...facts }), names, facts }));

function readLists(): ReferenceData {
  const list = (name: string): Listed[] => JSON.parse(seeded(`reference/${name}.json`)) as Listed[];
  const parties = list("parties");
  const file = <T>(name: string): T => JSON.parse(seeded(`reference/${name}.json`)) as T;
  const languages = LANGUAGES.map(
    (code) => ({ code, names: Object.fromEntries(LANGUAGES.map((own) => [own, `${code} (${own})`])), facts: {} }) as ReferenceEntry,
  );
  const sets = new Map<string, ReferenceEntry[]>([
    ...["gdc", "wsis-targets", "themes", "wsis-mechanisms", "stakeholder-categories"].map((name) => [name, entriesOf(list(name))] as const),
    ["action-lines", entriesOf(list("action-lines").filter(({ reportable }) => reportable))],
    ["sdgs", entriesOf(list("sdgs"), ({ number }) => String(number))],
    ["indicators", entriesOf(file<{ indicators: Listed[] }>("indicators").indicators)],
    ["itu-regions", entriesOf(file<{ ituRegions: Listed[] }>("region-names").ituRegions)],
    ["parties", entriesOf(parties.filter(({ kind }) => kind === "state"))],
    ["un-entities", entriesOf(parties.filter(({ kind }) => kind === "un_entity"))],
    ["languages", languages],
  ]);
  return { sets, mapping: { sdgs: {}, gdc: {}, targets: {} }, units: new Map() };
}
const lists = readLists();

/** Every list in the order of a language. */
export const referencesIn = (language: Language): References =>
  Object.fromEntries(
    REFERENCE_SETS.map((set) => [
      set,
      arrangedCodes(
        lists,
        set,
        (lists.sets.get(set) ?? []).map(({ code }) => code),
        language,
      ),
    ]),
  ) as unknown as References;

/** The paragraphs, lists and marks of a long answer in a language; none is like that of another place. */
const narrative = (place: string, language: Language): string => {
  const strings = MIXED[language];
  const [first = "", second = "", third = "", fourth = ""] = strings.map((_, index) => strings[(index + place.length) % strings.length]!);
  return `${place}: ${first}\n\n**${second}** and *${third}*,\nsee [here](https://example.org/a_(b)).\n\n- ${third}\n- ${fourth}\n  - x\n\n1. ${first}\n2. ${second}\n\n| a | b |\n|---|---|\n| ${third} | ${fourth.replaceAll("|", "")} |\n\n> ${second}`;
};

function fieldValue(field: Field, place: string, language: Language, references: References): FieldValue {
  const choices = choicesOf(field, references) ?? [];
  const strings = MIXED[language];
  switch (field.kind) {
    case "text":
      return strings[place.length % strings.length]!;
    case "long":
      return place.length % 3 === 0 ? strings[place.length % strings.length]! : narrative(place, language);
    case "one":
    case "scale":
    case "trend":
      return choices[place.length % choices.length]!;
    case "many":
      return choices.filter((_, index) => index % 3 === place.length % 3);
    case "ranked":
      return [...choices].reverse().slice(0, field.atMost ?? 3);
    case "number":
      return 1234.5 + place.length;
    case "year":
      return 2024;
    case "date":
      return "2025-02-03";
    case "url":
      return `https://example.org/${place}?c=d`;
    case "symbol":
      return "A/RES/70/125";
    case "citation":
      return "12055";
    case "email":
      return "focal@example.org";
    case "phone":
      return "+41 22 730 5111";
    case "tick":
      return place.length % 2 === 0;
    case "file":
      return [{ sha256: "0".repeat(64), name: `${strings[0]!.slice(0, 20)}.pdf`, size: 12_345 }];
    case "fixed":
      return "Fixed";
  }
}

function valueOf(question: FormQuestion, at: string, language: Language, references: References): AnswerValue {
  const place = `${at}/${question.code}`;
  const row = (name: string): RowValue =>
    Object.fromEntries(fieldsOf(question).map((field) => [field.id, fieldValue(field, `${place}.${name}.${field.id}`, language, references)]));
  const made = (): AnswerValue => {
    switch (question.kind) {
      case "single":
        return fieldValue(question.field, place, language, references);
      case "group":
        return row("");
      case "table":
        return Array.from({ length: Math.min(2, question.maxRows) }, (_, index) => ({ ...row("x".repeat(index)), id: `row-${index + 1}` }));
      case "matrix":
        return Object.fromEntries(codesOf(question.rows, references).map((code) => [code, row(code)]));
    }
  };
  return normaliseValue(question, made()) as AnswerValue;
}

type Made = { filled: boolean; rows?: readonly string[]; report?: string | null };

/** A form of a template; `rows` are chosen of a section that repeats. */
export function makeFillable(template: string, language: Language, { filled, rows = ["C5", "C7-GOV"], report = null }: Made): Fillable {
  const path = `templates/${template}`;
  const stringsOf = (own: Language): string | undefined =>
    existsSync(`prisma/seed/${path}/strings.${own}.json`) ? seeded(`${path}/strings.${own}.json`) : undefined;
  const { definition, strings } = readTemplate({
    definition: seeded(`${path}/definition.json`),
    strings: Object.fromEntries(LANGUAGES.map((own) => [own, stringsOf(own)])) as Record<Language, string>,
  });
  const references = referencesIn(language);
  const names = REFERENCE_SETS.flatMap((set) =>
    Object.entries(namesOfSet(lists, set, language)).map(([code, name]) => [`reference.${set}.${code}`, name] as const),
  );
  const texts = { ...localize(strings, language), ...Object.fromEntries(names) };
  const pages = pagesOf(definition, rows).map((page, index): FillablePage => ({
    ...page,
    title: pageTitle(definition, page, texts),
    intro: page.row === "" ? (texts[sectionKey(page.section, "intro")] ?? "") : "",
    questions: questionsOfPage(definition, page).map((question) => ({
      question,
      row: page.row,
      value: filled ? valueOf(question, page.id, language, references) : null,
      revision: filled && !isFixed(question) ? index + 1 : 0,
    })),
  }));
  return {
    mark: { format: 1, template, version: 3, report, language },
    title: texts.title ?? template,
    subject: filled ? MIXED[language][0]! : "",
    definition,
    references,
    texts,
    pages,
  };
}

const pagesOf = (definition: Definition, rows: readonly string[]): Page[] =>
  definition.sections.flatMap(({ code, repeat }) => ["", ...(repeat ? rows : [])].map((row) => ({ id: formatPageId(code, row), section: code, row })));

/** What a file can hold of an answer: not the files given with it, nor what the account fixes. */
export function heldByFile(question: FormQuestion, value: AnswerValue): AnswerValue {
  const outside = fieldsOf(question)
    .filter(({ kind }) => kind === "file" || kind === "fixed")
    .map(({ id }) => id);
  const bare = (row: unknown): unknown => Object.fromEntries(Object.entries(row as object).filter(([id]) => !outside.includes(id)));
  if (question.kind === "single") return outside.length > 0 ? null : value;
  if (value === null || typeof value !== "object") return value;
  const kept = Array.isArray(value)
    ? (value as unknown[]).map(bare)
    : question.kind === "group"
      ? bare(value)
      : Object.fromEntries(Object.entries(value).map(([code, row]) => [code, bare(row)]));
  return normaliseValue(question, kept) as AnswerValue;
}
