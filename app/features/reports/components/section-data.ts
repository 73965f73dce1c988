import { createContext, useContext } from "react";
import type { LineMatrix } from "~/features/templates/model/derived";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Current } from "~/features/saves/model/queue-states";
import type { Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import type { ReportPage } from "../model";

/** One page of a report as its form gets it. */
export type SectionPage = ReportPage & {
  /** Who writes here: what is kept on the device is kept apart for each person. */
  person: string;
  /** Their address, for signing in again over the page. */
  email: string;
  /** When the server made this page. */
  openedAt: string;
  /** Ids for the saves of a form that is posted without a script, or that take a proposed text, by question. */
  opIds: Record<string, string>;
  /** Ids for rows that stand ready to be filled in, by question. */
  blankRows: Record<string, string[]>;
  /** What the WSIS-SDG matrix and its companion suggest for the row of this page. */
  mapping: LineMatrix;
  /** The question whose answer of the cycle before was decided on last; it stands open. */
  told: string | null;
  /** What was typed to give proposed texts back with and was refused, by the name of its field. */
  reasons: Record<string, string>;
  /** The author asked for what is missing, too. */
  isChecked: boolean;
};

/** What a form posted without a script could not save, by question: nothing of it is lost. */
export type SectionOutcome = {
  kept: Record<string, { value: AnswerValue; confidential: boolean; revision: number }>;
  conflicts: Record<string, Current>;
  refusals: Record<string, Refusal>;
  /** Why nothing could be saved at all. */
  whole: Refusal | null;
};

/** What one question of the page starts with. */
export type Start = { value: AnswerValue; language: Language; confidential: boolean; revision: number; savedAt: string | null; isSuggested: boolean };

export type Section = {
  page: SectionPage;
  outcome: SectionOutcome | null;
  starts: Readonly<Record<string, Start>>;
  /** Looks again at what is wrong with a question and shows it. */
  review: (question: string) => void;
  isReviewed: (question: string) => boolean;
};

export const SectionContext = createContext<Section | null>(null);

export function useSection(): Section {
  const section = useContext(SectionContext);
  if (!section) throw new Error("a question stands outside of a section");
  return section;
}

/** The form whose buttons stand beside the questions: its own, so that no answer is posted with it. */
export const BESIDE_FORM = "beside";

/** Name of the box that marks an answer as confidential. */
export const confidentialName = (code: string): string => `conf.${code}`;

/** Where one goes from a page: to the next, from the last to the whole report as it will be read; somebody who sees a part, to its pages. */
export const afterPage = ({ id, isPart }: { id: string; isPart: boolean }, language: Language, next: string | null): string =>
  next ? links.section(language, id, next) : isPart ? links.report(language, id) : links.review(language, id);
