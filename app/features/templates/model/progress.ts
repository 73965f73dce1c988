import { pagesOf, shownQuestionsOfPage, type Page } from "./pages";
import { PROBLEM_SEVERITY, problemsOf, type Problem } from "./problems";
import { asRow, fieldsOf, isChoice, isEmpty, isFixed, type FormQuestion } from "./values";
import { at, type Env } from "./visibility";

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

/** What the field is called that decides on publication, and its choice that promises no answer is withheld. */
const CONSENT = { field: "publish", all: "all" } as const;

/** How many answers in sight the author has marked confidential. */
const countMarked = (env: Env): number =>
  pagesOf(env)
    .flatMap((page) => shownQuestionsOfPage(env, page).map((question) => ({ question, answer: env.answers.get(question.code, page.row) })))
    .filter(({ question, answer }) => answer?.confidential && question.confidential === "allowed" && !isEmpty(question, answer.value)).length;

/** "Publish all, none is marked" while some are: one of the two is not what the author means, and only the author knows which. */
function consentProblems(question: FormQuestion, value: unknown, env: Env): Problem[] {
  if (question.kind !== "group" || !question.fields.some(({ id }) => id === CONSENT.field) || asRow(value)[CONSENT.field] !== CONSENT.all) return [];
  const count = countMarked(env);
  if (count === 0) return [];
  const code = "marked_answers";
  return [{ question: question.code, row: env.row, field: CONSENT.field, code, params: { count }, severity: PROBLEM_SEVERITY[code] }];
}

function assessPage(env: Env, page: Page): { progress: PageProgress; problems: Problem[] } {
  const counts: Counts = { total: 0, answered: 0, required: 0, requiredDone: 0 };
  const problems: Problem[] = [];
  for (const question of shownQuestionsOfPage(env, page)) {
    if (isFixed(question)) continue;
    const answer = env.answers.get(question.code, page.row);
    const here = at(env, page.row, answer?.language);
    const found = [...problemsOf(question, answer?.value ?? null, here), ...consentProblems(question, answer?.value, here)];
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

/** The state of every page in sight, and all problems: the final check. */
export function assess(env: Env): Assessment {
  const assessed = pagesOf(env).map((page) => assessPage(env, page));
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
