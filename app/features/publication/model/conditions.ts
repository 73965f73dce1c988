import { fieldLabelKey, optionName } from "~/features/templates/model/texts";
import { fieldsOf, type FormQuestion } from "~/features/templates/model/values";
import { placesOf } from "~/features/templates/model/visibility";
import type { Condition, Definition, Field, FieldKind } from "~/features/templates/schema";
import { formatNumber } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { limitFor } from "~/lib/text";

/** How a template is explained in words: when something is asked, and how a field is filled in. */

type Word =
  | "template.or"
  | `template.when.${"group" | "is" | "isNot"}`
  | `template.kind.${FieldKind}`
  | `template.limit.${"words" | "characters" | "files" | "choices" | "megabytes" | "min" | "max" | "notBefore"}`;
/** Texts of the namespace `public` in the reader's language. */
export type SayOfTemplate = (key: Word, values?: Readonly<Record<string, string | number>>) => string;
type Texts = Readonly<Record<string, string>>;

/** `between` sets names apart in the reader's language. */
export type ConditionContext = {
  definition: Definition;
  question: FormQuestion;
  texts: Texts;
  say: SayOfTemplate;
  groupNames: Readonly<Record<string, string>>;
  between: string;
};

/** The answers of a condition in quotation marks of nobody's language: names set apart by semicolons. */
const namesOf = (question: FormQuestion, field: Field | undefined, codes: readonly string[], { texts, between }: ConditionContext): string =>
  codes.map((code) => (field ? optionName(question, field, code, texts) : code)).join(between);

/** When something is asked, in words, one sentence a condition. An `all` is several sentences. */
export function conditionTexts(condition: Condition, here: ConditionContext, negated = false): string[] {
  const { say, texts } = here;
  if ("all" in condition) return condition.all.flatMap((part) => conditionTexts(part, here, negated));
  if ("any" in condition) return [condition.any.flatMap((part) => conditionTexts(part, here, negated)).join(` ${say("template.or")} `)];
  if ("not" in condition) return conditionTexts(condition.not, here, !negated);
  if ("group" in condition) return [say("template.when.group", { groups: condition.group.map((code) => here.groupNames[code] ?? code).join(here.between) })];
  const isIn = "in" in condition;
  const when = isIn !== negated ? "template.when.is" : "template.when.isNot";
  const codes = isIn ? condition.in : condition.notIn;
  if (!("question" in condition)) {
    const field = fieldsOf(here.question).find(({ id }) => id === condition.field);
    return [say(when, { what: (field && texts[fieldLabelKey(here.question, field)]) ?? condition.field, values: namesOf(here.question, field, codes, here) })];
  }
  const asked = placesOf(here.definition).get(condition.question)?.question;
  const field = asked && fieldsOf(asked).find(({ id }) => condition.field === undefined || id === condition.field);
  return [say(when, { what: condition.question, values: asked ? namesOf(asked, field, codes, here) : codes.join(here.between) })];
}

/** How a field is filled in: its kind, limits and condition, one sentence or less each. */
export function fieldNotes(field: Field, here: ConditionContext, language: Language): string[] {
  const { say, question, texts } = here;
  const plain = (value: number): string => formatNumber(value, language);
  const year = (value: number): string => formatNumber(value, language, { useGrouping: false });
  const shown = field.kind === "year" ? year : plain;
  const notes: (string | false | undefined)[] = [
    say(`template.kind.${field.kind}`),
    field.words !== undefined && say("template.limit.words", { words: plain(field.words), han: plain(limitFor(field.words, "zh")) }),
    field.characters !== undefined && say("template.limit.characters", { count: field.characters }),
    field.atMost !== undefined && say(field.kind === "file" ? "template.limit.files" : "template.limit.choices", { count: field.atMost }),
    field.megabytes !== undefined && say("template.limit.megabytes", { count: field.megabytes }),
    field.min !== undefined && say("template.limit.min", { value: shown(field.min) }),
    field.max !== undefined && say("template.limit.max", { value: shown(field.max) }),
    field.notBefore !== undefined && say("template.limit.notBefore", { field: texts[`${question.code}.field.${field.notBefore}.label`] ?? field.notBefore }),
    ...(field.showIf ? conditionTexts(field.showIf, here) : []),
  ];
  return notes.filter((note): note is string => Boolean(note));
}
