import { directionOf, type Language } from "~/lib/languages";
import type { Written } from "~/lib/paper";

/** Words of the interface that stand on paper beside what was answered. */
export type AnswerWord =
  | "reports:answerView.none"
  | "reports:answerView.yes"
  | "reports:answerView.item"
  | "reports:answerView.confidential"
  | "reports:answerView.withheld.contact"
  | "reports:answerView.withheld.confidential"
  | "reports:citing.readAs"
  | "reports:citing.number"
  | "reports:citing.stocktaking"
  | "reports:citing.prize"
  | "common:text.footnotes";

/** Who words a paper: the language of all that is not an author's, and its texts. */
export type Words = {
  language: Language;
  say: (key: AnswerWord) => string;
  /** The name of a row of a table with its number. */
  rowName: (name: string, number: number) => string;
};

/** The language and direction of the interface's words. */
export const written = ({ language }: Pick<Words, "language">): Written => ({ language, direction: directionOf(language) });
