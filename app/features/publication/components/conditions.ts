import type { TFunction } from "i18next";
import type { Texts } from "~/features/reports/components/field-value";
import { fieldLabelKey, optionName } from "~/features/templates/model/texts";
import { fieldsOf, type FormQuestion } from "~/features/templates/model/values";
import { placesOf } from "~/features/templates/model/visibility";
import type { Condition, Definition, Field } from "~/features/templates/schema";

/** `between` sets names apart in the reader's language. */
export type ConditionContext = {
  definition: Definition;
  question: FormQuestion;
  texts: Texts;
  t: TFunction<"public">;
  groupNames: Readonly<Record<string, string>>;
  between: string;
};

/** The answers of a condition in quotation marks of nobody's language: names set apart by semicolons. */
const namesOf = (question: FormQuestion, field: Field | undefined, codes: readonly string[], { texts, between }: ConditionContext): string =>
  codes.map((code) => (field ? optionName(question, field, code, texts) : code)).join(between);

/** When something is asked, in words, one sentence a condition. An `all` is several sentences. */
export function conditionTexts(condition: Condition, here: ConditionContext, negated = false): string[] {
  const { t, texts } = here;
  if ("all" in condition) return condition.all.flatMap((part) => conditionTexts(part, here, negated));
  if ("any" in condition) return [condition.any.flatMap((part) => conditionTexts(part, here, negated)).join(` ${t("template.or")} `)];
  if ("not" in condition) return conditionTexts(condition.not, here, !negated);
  if ("group" in condition) return [t("template.when.group", { groups: condition.group.map((code) => here.groupNames[code] ?? code).join(here.between) })];
  const isIn = "in" in condition;
  const when = isIn !== negated ? "template.when.is" : "template.when.isNot";
  const codes = isIn ? condition.in : condition.notIn;
  if (!("question" in condition)) {
    const field = fieldsOf(here.question).find(({ id }) => id === condition.field);
    return [t(when, { what: (field && texts[fieldLabelKey(here.question, field)]) ?? condition.field, values: namesOf(here.question, field, codes, here) })];
  }
  const asked = placesOf(here.definition).get(condition.question)?.question;
  const field = asked && fieldsOf(asked).find(({ id }) => condition.field === undefined || id === condition.field);
  return [t(when, { what: condition.question, values: asked ? namesOf(asked, field, codes, here) : codes.join(here.between) })];
}
