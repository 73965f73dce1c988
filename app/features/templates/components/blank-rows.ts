import { asTable } from "../model/values";
import type { Question } from "../schema";

/** Tables that stand ready with an empty row: demanded ones with none yet, and the one another row was asked for. */
export function blankRowIds(
  questions: readonly Question[],
  answers: readonly { question: string; value: unknown }[],
  more: string | null,
  seed: string,
): Record<string, string[]> {
  return Object.fromEntries(
    questions
      .filter((question) => question.kind === "table")
      .map((question): [string, string[]] => {
        const count = asTable(answers.find((answer) => answer.question === question.code)?.value).length;
        const isWanted = more === question.code || (count === 0 && question.required);
        return [question.code, isWanted ? [`${seed}${question.code}`] : []];
      }),
  );
}
