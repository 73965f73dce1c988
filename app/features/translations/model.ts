import { flatAnswer } from "~/features/reports/model/flat-answer";
import {
  asMatrix,
  asRow,
  asTable,
  fieldsOf,
  isEmptyField,
  type AnswerValue,
  type FieldValue,
  type FormQuestion,
  type RowValue,
} from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";

/** What an answer says in another language: its texts, place by place. The signed text stays the authority. */

/** Every expected refusal of translations, with its HTTP status. */
export const translationRefusals = {
  "translation.not_found": 404,
  "translation.own": 403,
  "translation.changed": 409,
  "translation.unsaved": 409,
  "translation.incomplete": 409,
  "translation.language": 422,
  "translation.place_unknown": 422,
  "translation.text_required": 422,
  "translation.text_too_long": 422,
} as const;

/** `draft`: somebody wrote it; `checked`: somebody else read it against the original. */
export const TRANSLATION_STATES = ["draft", "checked"] as const;
export type TranslationState = (typeof TRANSLATION_STATES)[number];

/** What the answers of a version can be narrowed to. */
export const SHOWN = ["all", "missing", "unchecked"] as const;
export type Shown = (typeof SHOWN)[number];

/** Characters of one text: several times the longest an answer may be. */
export const MAX_TEXT = 60_000;

/** Texts by place: "" for a single text, a field of a group, a row and a field of a table or matrix. */
export type PlaceTexts = Readonly<Record<string, string>>;

/** A text of an answer that can be translated; `label` says where it stands, "" where the question says it. */
export type TextPlace = { place: string; label: string; text: string; long: boolean };

const isText = ({ kind }: Field): boolean => kind === "text" || kind === "long";

/** Applies a function to every text of an answer that says something; everything else stays as it is. */
function mapTexts(question: FormQuestion, value: AnswerValue, change: (text: string, place: string, field: Field) => string): AnswerValue {
  const inField = (field: Field, given: FieldValue | undefined, place: string): FieldValue =>
    isText(field) && !isEmptyField(field, given) ? change(String(given), place, field) : (given ?? null);
  const inRow = <Row extends RowValue>(row: Row, prefix: string): Row => ({
    ...row,
    ...Object.fromEntries(
      fieldsOf(question).flatMap((field) => (row[field.id] === undefined ? [] : [[field.id, inField(field, row[field.id], prefix + field.id)]])),
    ),
  });
  switch (question.kind) {
    case "single":
      return inField(question.field, value as FieldValue, "");
    case "group":
      return inRow(asRow(value), "");
    case "table":
      return asTable(value).map((row) => inRow(row, `${row.id}.`));
    case "matrix":
      return Object.fromEntries(Object.entries(asMatrix(value)).map(([code, row]) => [code, inRow(row, `${code}.`)]));
  }
}

/**
 * The texts of an answer that are translated: what its author wrote in words. Numbers, choices, codes, links and files say
 * the same in every language; who can be reached how is nobody's to translate.
 */
export function textPlaces(question: FormQuestion, value: AnswerValue, texts: PlaceTexts = {}): TextPlace[] {
  if (question.confidential === "always") return [];
  const labels = new Map(flatAnswer(question, value, texts).map(({ key, label }) => [key, label]));
  const places: TextPlace[] = [];
  mapTexts(question, value, (text, place, { kind }) => {
    places.push({ place, label: labels.get(place) ?? "", text, long: kind === "long" });
    return text;
  });
  return places;
}

/** The answer with its texts in the other language; a place without one keeps the original's. */
export const translatedValue = (question: FormQuestion, value: AnswerValue, texts: PlaceTexts): AnswerValue =>
  mapTexts(question, value, (text, place) => texts[place] ?? text);

/** Texts as they are kept: line ends as everywhere, nothing that is blank. */
export const keptTexts = (typed: PlaceTexts): PlaceTexts =>
  Object.fromEntries(Object.entries(typed).flatMap(([place, text]) => (text.trim() === "" ? [] : [[place, text.replace(/\r\n?/g, "\n")]])));

/** Whether two translations say the same. */
export const saySame = (one: PlaceTexts, other: PlaceTexts): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([place, text]) => other[place] === text);

/** Lines a field needs at first for a text as long as the original. */
export const linesFor = (text: string): number =>
  Math.min(
    30,
    text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 60)), 1),
  );

/** Who did something, and when. */
export type Act = { by: string; at: string };
/** `complete`: every place has its text. A check is gone with the next change. */
export type Translation = { texts: PlaceTexts; complete: boolean; state: TranslationState; revision: number; written: Act; checked: Act | null };

/** An answer of a signed version as it is translated into one language. `unit` names it in addresses and forms. */
export type TranslatedAnswer = {
  unit: string;
  question: FormQuestion;
  row: string;
  value: AnswerValue;
  language: Language;
  confidential: boolean;
  places: TextPlace[];
  translation: Translation | null;
  /** Why the reader may not mark it as checked; null where they may. */
  uncheckable: "nothing" | "incomplete" | "own" | null;
};

/** Whether an answer is among those a filter shows. */
export function isShown({ translation }: Pick<TranslatedAnswer, "translation">, shown: Shown): boolean {
  if (shown === "all") return true;
  return shown === "missing" ? !translation?.complete : translation?.complete === true && translation.state === "draft";
}

/** The answers of a version beside their translations into a language. `counts` are of all, whatever is shown. */
export type TranslationPage = {
  id: string;
  symbol: string;
  /** The language looked at; null where nothing can be translated. */
  to: Language | null;
  targets: Language[];
  shown: Shown;
  counts: Record<Shown, number> & { translated: number; checked: number };
  sections: { id: string; titleKey: string; answers: TranslatedAnswer[] }[];
  texts: Record<string, string>;
  mayWrite: boolean;
};

/** How far a version is translated: answers that are, into how many languages, and how many translations are checked. */
export type TranslationCounts = { answers: number; languages: number; checked: number };

/** An answer as anyone may read it in another language. `original`: the name of the language it was signed in. */
export type PublicTranslation = { value: AnswerValue; language: Language; original: string };
/** What a published report can be read in besides its own language, and its answers in the one that is asked for, by unit. */
export type PublicTranslations = { languages: Language[]; read: Language | null; answers: Record<string, PublicTranslation> };
