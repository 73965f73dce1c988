import type { Fillable } from "~/features/imports/model";
import { formatPageId } from "~/features/templates/model/pages";
import {
  choicesOf,
  codesOf,
  fieldsOf,
  normaliseValue,
  type AnswerValue,
  type FieldValue,
  type FormQuestion,
  type References,
  type RowValue,
} from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import { fillableOf, type TemplateName } from "./fillables";
import { MIXED } from "./paper-corpus";

/** Forms of the templates with every field of every question filled in: narratives with all that Markdown has, files too. */

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

/** A form of a template in a language, with an answer to everything. */
export function filledForm(template: TemplateName, language: Language): Fillable {
  const { references, ...form } = fillableOf(template, language);
  const pages = form.pages.map((page) => ({
    ...page,
    questions: page.questions.map((asked) => ({ ...asked, value: valueOf(asked.question, formatPageId(page.section, page.row), language, references) })),
  }));
  return { ...form, subject: MIXED[language][0]!, references, pages };
}

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
