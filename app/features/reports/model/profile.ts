import { allQuestionsOf } from "~/features/templates/model/texts";
import { fieldsOf, type AnswerValue, type FieldValue } from "~/features/templates/model/values";
import type { Definition, ProfileFact } from "~/features/templates/schema";

/** What an organisation said of itself, by name; what it left open is missing. */
export type PartyProfile = Partial<Record<ProfileFact, unknown>>;

const isSaid = (value: unknown): value is FieldValue => (Array.isArray(value) ? value.length > 0 : typeof value === "string" && value !== "");

/** The answers a new report starts with: every field that names a fact of the profile, filled with it. */
export function profileAnswers(definition: Definition, profile: PartyProfile): { question: string; value: AnswerValue }[] {
  return allQuestionsOf(definition).flatMap((question) => {
    const said = fieldsOf(question).flatMap(({ id, profile: fact }) => {
      const value = fact && profile[fact];
      return isSaid(value) ? [[id, value] as const] : [];
    });
    if (said.length === 0 || (question.kind !== "single" && question.kind !== "group")) return [];
    return [{ question: question.code, value: question.kind === "single" ? said[0]![1] : Object.fromEntries(said) }];
  });
}
