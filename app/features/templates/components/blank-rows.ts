import { asTable } from "../model/values";
import type { Question } from "../schema";

/** Empty rows that stand ready: as many as a demanded table still lacks, and one where another row was asked for. */
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
        const demanded = question.required ? Math.max(1, question.minRows) - count : 0;
        const wanted = Math.max(0, demanded, more === question.code ? 1 : 0);
        return [question.code, Array.from({ length: wanted }, (_, index) => `${seed}${question.code}${index || ""}`)];
      }),
  );
}
