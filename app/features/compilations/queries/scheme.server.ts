import { matrixRowKey, optionName } from "~/features/templates/model/texts";
import { choicesOf, codesOf, fieldsOf, isNumberKind, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { formatNumber } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import type { AskedChoice, Compilation } from "../model";
import { classesOf, classKey, readClassKey, standsInClass, type NumberClass } from "../model/classes";
import type { Choice, Measured, MeasureName, Said, Scheme } from "../model/figures";
import { ANYTHING, givenIn, numbersIn, readSubjectKey, subjectOf } from "../model/picks";

/** A field of a question, of a matrix in one row or, with `item` "", in all, and the words for what is said there. */
type CountedPlace = { question: FormQuestion; field: Field; item: string; texts: Readonly<Record<string, string>>; references: References };
type NamedPlace = Pick<CountedPlace, "question" | "field" | "texts">;

const MEASURED: Partial<Record<Field["kind"], readonly MeasureName[]>> = {
  scale: ["median"],
  ranked: ["rank"],
  number: ["median", "least", "most"],
  year: ["median", "least", "most"],
};

/** The name of a row of a matrix. */
export function itemName(question: FormQuestion, item: string, texts: Readonly<Record<string, string>>): string {
  const set = question.kind === "matrix" && "reference" in question.rows ? question.rows.reference : "";
  return texts[matrixRowKey(question, item) ?? `reference.${set}.${item}`] ?? item;
}

/** What numbers are of, in words: the indicator and the unit; "" where they are of nothing that is named. */
function subjectName({ question, texts }: NamedPlace, key: string): string {
  const { subject, unit } = readSubjectKey(key);
  const field = subjectOf(question);
  const name = subject === "" ? "" : field ? optionName(question, field, subject, texts) : itemName(question, subject, texts);
  return [name, unit].filter(Boolean).join(" · ");
}

/** A class in words. Years are written without groups of digits. */
function className(language: Language, field: Field, { from, to }: NumberClass): string {
  const t = translator(language);
  const number = (value: number): string => formatNumber(value, language, field.kind === "year" ? { useGrouping: false } : undefined);
  if (field.kind !== "year") return t("compilation:figures.class", { from: number(from), to: number(to) });
  return to - from === 1 ? number(from) : t("compilation:figures.years", { from: number(from), to: number(to - 1) });
}

/** What can be picked in a field, in words. */
function pickName(language: Language, place: NamedPlace, code: string): string {
  const t = translator(language);
  const { question, field, texts } = place;
  if (code === ANYTHING) return t("compilation:figures.anything");
  if (field.kind === "tick") return t("reports:answerView.yes");
  if (!isNumberKind(field.kind)) return optionName(question, field, code, texts);
  const { of, within } = readClassKey(code);
  return [subjectName(place, of), within && className(language, field, within)].filter(Boolean).join(" · ") || t("compilation:figures.anything");
}

/** The choice that answers are narrowed to, as their list names it; its code where none of them makes it. */
export function chosenName(language: Language, { items, texts }: Pick<Compilation, "items" | "texts">, { field, code }: AskedChoice): string {
  const question = items[0]?.question;
  const chosen = question && fieldsOf(question).find(({ id }) => id === field);
  return chosen ? pickName(language, { question, field: chosen, texts }, code) : code;
}

/** The order in which what numbers are of stands: as the question has it, then by unit. */
function inOrder({ question, field, references }: CountedPlace, found: Iterable<string>): string[] {
  const subject = subjectOf(question);
  const codes = question.kind === "matrix" ? codesOf(question.rows, references) : ((subject && choicesOf(subject, references)) ?? []);
  const placeOf = (key: string): number => codes.indexOf(readSubjectKey(key).subject);
  if (field.kind === "scale") return [ANYTHING];
  return field.kind === "ranked" ? [...(choicesOf(field, references) ?? [])] : [...found].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

/** What answers can be counted by in a field, and how one is read. */
type Reading = Scheme & { read: (question: FormQuestion, value: unknown) => Pick<Said, "isGiven" | "picks" | "numbers"> };

/**
 * What answers say in a field: choices, and of numbers classes. Numbers of several things, or in several units, stand in no
 * common class: each of these is a choice of its own, or with `apart` has classes of its own.
 */
export function readingOf(language: Language, place: CountedPlace, said: readonly { question: FormQuestion; value: unknown }[], apart = false): Reading {
  const { field, item, references } = place;
  const numbersOf = (question: FormQuestion, value: unknown): Measured[] => numbersIn(question, field, item, value);
  const numbers = new Map<string, number[]>();
  for (const { question, value } of said)
    for (const { of, number } of numbersOf(question, value)) (numbers.get(of) ?? numbers.set(of, []).get(of)!).push(number);
  const of = inOrder(place, numbers.keys());
  const named = (key: string): Choice => ({ key, label: pickName(language, place, key) });
  const isClassed = isNumberKind(field.kind) && (apart || of.length <= 1);
  const classes = new Map(isClassed ? of.map((key) => [key, classesOf(numbers.get(key)!)]) : []);
  const codes = isNumberKind(field.kind)
    ? of.flatMap((key) => classes.get(key)?.map((within) => classKey(key, within)) ?? [key])
    : (choicesOf(field, references) ?? ["true"]);
  const pickOf = ({ of: key, number }: Measured): string => {
    const within = classes.get(key)?.find((one) => standsInClass(number, one));
    return within ? classKey(key, within) : key;
  };
  return {
    choices: codes.map(named),
    of: of.map((key) => ({ key, label: of.length === 1 ? "" : named(key).label })),
    measures: MEASURED[field.kind] ?? [],
    read(question, value) {
      const given = givenIn(question, field.id, item, value);
      const own = numbersOf(question, value);
      return { isGiven: given.length > 0, picks: isNumberKind(field.kind) ? own.map(pickOf) : given.map(String), numbers: own };
    },
  };
}
