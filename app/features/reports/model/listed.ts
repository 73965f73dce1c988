import { allQuestionsOf } from "~/features/templates/model/texts";
import { asCodes, asRow, choiceQuestion, fieldsOf, type AnswerValue, type FormQuestion } from "~/features/templates/model/values";
import type { Definition, Field } from "~/features/templates/schema";
import type { AnswerDto } from "../model";

/** By what lists and counts know a signed version, besides its party. */
export type ListedFacts = { category: string | null; scope: string | null; lines: string[] };

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
  };
}

const valueOf = (question: FormQuestion, { id }: Field, value: AnswerValue | undefined): unknown => (question.kind === "single" ? value : asRow(value)[id]);
