import { allQuestionsOf } from "~/features/templates/model/texts";
import {
  asCodes,
  asMatrix,
  asRow,
  asTable,
  choiceQuestion,
  fieldsOf,
  isEmptyRow,
  numbered,
  type AnswerValue,
  type FormQuestion,
  type RowValue,
} from "~/features/templates/model/values";
import type { Definition, Field } from "~/features/templates/schema";
import type { AnswerDto } from "../model";

/** By what lists and counts know a signed version, besides its party. */
export type ListedFacts = {
  category: string | null;
  scope: string | null;
  lines: string[];
  /** Numbers of the Goals. */ sdgs: string[];
  /** Objectives of the Global Digital Compact. */ gdc: string[];
};

const isSet = ({ options }: Field, set: string): boolean => options !== undefined && "reference" in options && options.reference === set;

/**
 * What lists and counts may know of a signed version: read from its own answers, and never from one the party marked
 * confidential, so that no filter tells what no page shows.
 */
export function listedFacts(
  definition: Definition,
  signed: readonly Pick<AnswerDto, "question" | "row" | "value" | "confidential">[],
  line: string,
): ListedFacts {
  const given = new Map(signed.filter(({ row, confidential }) => row === "" && !confidential).map(({ question, value }) => [question, value]));
  const choices = definition.sections.flatMap(({ repeat }) => (repeat ? [choiceQuestion(repeat)] : []));
  const fields = [...allQuestionsOf(definition), ...choices]
    .filter((question) => (question.kind === "single" || question.kind === "group") && question.confidential !== "always")
    .flatMap((question) => fieldsOf(question).map((field) => ({ field, value: valueOf(question, field, given.get(question.code)) })));
  const textOf = (isMeant: (field: Field) => boolean): string | null => {
    const value = fields.find(({ field }) => isMeant(field))?.value;
    return typeof value === "string" ? value : null;
  };
  const treated = fields.filter(({ field }) => field.kind === "many" && isSet(field, "action-lines")).flatMap(({ value }) => asCodes(value));
  return {
    category: textOf((field) => isSet(field, "stakeholder-categories")),
    scope: textOf(({ profile }) => profile === "scope"),
    lines: line === "" ? [...new Set(treated)].sort() : [line],
    sdgs: codesNamed("sdgs", definition, signed),
    gdc: codesNamed("gdc", definition, signed),
  };
}

/** The codes of a set that open answers name, in repeats and rows of tables too, and as rows of a matrix in which something is said. */
function codesNamed(set: string, definition: Definition, signed: readonly Pick<AnswerDto, "question" | "value" | "confidential">[]): string[] {
  const named = allQuestionsOf(definition)
    .filter(({ confidential }) => confidential !== "always")
    .flatMap((question) => {
      const fields = fieldsOf(question).filter((field) => isSet(field, set));
      const isRows = question.kind === "matrix" && "reference" in question.rows && question.rows.reference === set;
      const values = signed
        .filter((answer) => (fields.length > 0 || isRows) && answer.question === question.code && !answer.confidential)
        .map(({ value }) => value);
      return values.flatMap((value) => [
        ...rowsOf(question, value).flatMap((row) => fields.flatMap(({ id }) => [row[id]].flat())),
        ...(isRows ? Object.entries(asMatrix(value)).flatMap(([code, row]) => (isEmptyRow(question.fields, row) ? [] : [code])) : []),
      ]);
    });
  return [...new Set(named.filter((code) => typeof code === "string"))].sort((a, b) => (numbered(a) < numbered(b) ? -1 : 1));
}

/** The values of a question by field: one row of them, or those of a table or matrix. */
function rowsOf(question: FormQuestion, value: AnswerValue): RowValue[] {
  if (question.kind === "table") return asTable(value);
  if (question.kind === "matrix") return Object.values(asMatrix(value));
  return [question.kind === "single" ? { [question.field.id]: value as RowValue[string] } : asRow(value)];
}

const valueOf = (question: FormQuestion, { id }: Field, value: AnswerValue | undefined): unknown => (question.kind === "single" ? value : asRow(value)[id]);
