import type { Definition } from "../schema";
import { pagesOf, shownQuestionsOfPage, type Page } from "./pages";
import { allQuestionsOf } from "./texts";
import { asRow, isEmpty, numbered, type FormQuestion } from "./values";
import { at, type AnswerKey, type Env } from "./visibility";

/**
 * Consent to publication: a group with a choice `publish` (all, all_but_flagged, after_date …) and, for a later day, its
 * `date`. What these are called stands here and nowhere else.
 */
const CHOICE = "publish";

/** Is this the question with which a party decides whether and how its report is published? */
export const asksConsent = (question: FormQuestion): boolean => question.kind === "group" && question.fields.some(({ id }) => id === CHOICE);

/** What was decided on publication, of answers without their hidden fields. A template that does not ask publishes all that is not confidential. */
export function releaseOf(definition: Definition, answers: readonly { question: string; value: unknown }[]): { release: string; releaseAfter: Date | null } {
  const asked = allQuestionsOf(definition).find(asksConsent)?.code;
  const { [CHOICE]: choice, date } = asRow(answers.find(({ question }) => question === asked)?.value);
  const release = typeof choice === "string" ? choice : "all";
  return { release, releaseAfter: release === "after_date" && typeof date === "string" ? new Date(`${date}T00:00:00Z`) : null };
}

/** A choice that promises no answer is withheld while some are marked: which of the two is not meant, only the author knows. */
export function brokenPromise(given: unknown, env: Env): { field: string; marked: AnswerKey[] } | null {
  if (asRow(given)[CHOICE] !== "all") return null;
  const marked = markedIn(env);
  return marked.length > 0 ? { field: CHOICE, marked } : null;
}

const orderOf = ({ question, row }: AnswerKey): string => numbered(`${question} ${row}`);

/** The answers in sight that the author has marked confidential, also those that `env` knows only by the facts it was made from. */
export function markedIn(env: Env): AnswerKey[] {
  const whole = at(env, "");
  const seen = pagesOf(whole).flatMap((page) => markedOn(whole, page));
  const elsewhere = env.marked?.filter(({ question, row }) => !seen.some((own) => own.question === question && own.row === row)) ?? [];
  return [...seen, ...elsewhere].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const markedOn = (env: Env, page: Page): AnswerKey[] =>
  shownQuestionsOfPage(env, page).flatMap((question) => {
    const answer = env.answers.get(question.code, page.row);
    const counts = answer?.confidential && question.confidential === "allowed" && !isEmpty(question, answer.value);
    return counts ? [{ question: question.code, row: page.row }] : [];
  });
