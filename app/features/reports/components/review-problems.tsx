import { useTranslation } from "~/ui/use-translation";
import type { Problem } from "~/features/templates/model/problems";
import type { Definition } from "~/features/templates/schema";
import { links } from "~/lib/links";
import { ErrorSummary } from "~/ui/error-summary";
import { useLanguage } from "~/ui/use-language";
import { unitOf, type AnswerDto } from "../model";
import { elementIdOf, placeOf, useProblemWords } from "./problem-words";
import { pageIdOf, questionAt } from "./review-data";

type ReviewProblemsProps = {
  reportId: string;
  definition: Definition;
  answers: readonly AnswerDto[];
  problems: readonly Problem[];
  texts: Readonly<Record<string, string>>;
};

/** Everything that stands between the report and its submission, each with a link to where it is put right. */
export function ReviewProblems({ reportId, definition, answers, problems, texts }: ReviewProblemsProps) {
  const { t } = useTranslation(["reports", "signing"]);
  const language = useLanguage();
  const words = useProblemWords();
  const values = new Map(answers.map((answer) => [unitOf(answer), answer.value]));
  const items = problems.flatMap((problem) => {
    const question = questionAt(definition, problem.question, problem.row);
    if (!question) return [];
    const value = values.get(unitOf(problem)) ?? null;
    const page = pageIdOf(definition, problem);
    const href = `${links.section(language, reportId, page)}?check#${encodeURIComponent(elementIdOf(question, problem, value))}`;
    const code = [problem.row, problem.question].filter(Boolean).join(" ");
    return [{ href, message: t("section.problem", { code, place: placeOf(question, problem, value, texts), what: words(problem) }) }];
  });
  return <ErrorSummary items={items} title={t("signing:review.problems", { count: items.length })} />;
}
