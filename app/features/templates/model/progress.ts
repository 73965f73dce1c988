import type { Sees } from "./narrowed";
import { pagesOf, questionsOfPage, shownQuestionsOfPage, type Page } from "./pages";
import { problemsAt, type Problem } from "./problems";
import { fieldsOf, isChoice, isEmpty, isFixed, type FormQuestion } from "./values";
import type { Env } from "./visibility";

/** How far a report is. It is complete exactly when the final check has nothing to say: both are the same list of problems. */

/**
 * `complete`: no problem left (also where nothing is demanded, even if nothing is answered: see `counts`).
 * `needs_attention`: something is wrong or over a limit. Else `not_started` or `in_progress`: something is missing.
 */
export type PageState = "not_started" | "in_progress" | "complete" | "needs_attention";

/** Questions that apply: how many, how many answered, how many demanded, and how many of those without a problem. */
export type Counts = { total: number; answered: number; required: number; requiredDone: number };

export type PageProgress = Page & { state: PageState; counts: Counts; problems: number };

/** `problems` in the order of the form. */
export type Assessment = { pages: PageProgress[]; problems: Problem[]; complete: boolean; counts: Counts };

/** Must this be answered, when it applies? */
export const isRequired = (question: FormQuestion): boolean =>
  isChoice(question) ? question.atLeast > 0 : question.required || (question.kind === "single" && fieldsOf(question).some((field) => field.required));

function assessPage(env: Env, page: Page, sees: Sees): { progress: PageProgress; problems: Problem[] } {
  const counts: Counts = { total: 0, answered: 0, required: 0, requiredDone: 0 };
  const problems: Problem[] = [];
  for (const question of shownQuestionsOfPage(env, page)) {
    if (isFixed(question) || !sees({ question: question.code, row: page.row })) continue;
    const answer = env.answers.get(question.code, page.row);
    const found = problemsAt(env, question, page.row);
    const required = isRequired(question);
    counts.total += 1;
    counts.answered += isEmpty(question, answer?.value ?? null) ? 0 : 1;
    counts.required += required ? 1 : 0;
    counts.requiredDone += required && found.length === 0 ? 1 : 0;
    problems.push(...found);
  }
  return { progress: { ...page, state: stateOf(problems, counts), counts, problems: problems.length }, problems };
}

function stateOf(problems: readonly Problem[], counts: Counts): PageState {
  if (problems.length === 0) return "complete";
  if (problems.some(({ severity }) => severity !== "missing")) return "needs_attention";
  return counts.answered === 0 ? "not_started" : "in_progress";
}

const everything: Sees = () => true;

/** The state of every page in sight, and all problems: the final check; for somebody who sees only some answers, of these alone. */
export function assess(env: Env, sees = everything): Assessment {
  const assessed = pagesOf(env)
    .filter((page) => sees === everything || questionsOfPage(env.definition, page).some(({ code }) => sees({ question: code, row: page.row })))
    .map((page) => assessPage(env, page, sees));
  const problems = assessed.flatMap((page) => page.problems);
  const pages = assessed.map((page) => page.progress);
  const sum = (count: keyof Counts): number => pages.reduce((total, page) => total + page.counts[count], 0);
  return {
    pages,
    problems,
    complete: problems.length === 0,
    counts: { total: sum("total"), answered: sum("answered"), required: sum("required"), requiredDone: sum("requiredDone") },
  };
}
