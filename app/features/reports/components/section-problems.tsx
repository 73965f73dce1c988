import { useWatch } from "react-hook-form";
import { questionKey } from "~/features/templates/model/texts";
import type { Problem } from "~/features/templates/model/problems";
import { isFixed, type FormQuestion } from "~/features/templates/model/values";
import { ErrorSummary } from "~/ui/error-summary";
import { useTranslation } from "~/ui/use-translation";
import { elementIdOf, placeOf, useProblemWords } from "./problem-words";

/** Everything that stands between this page and its submission, with links. */
export function SectionProblems({
  questions,
  find,
  texts,
  attempt,
}: {
  questions: readonly FormQuestion[];
  find: (question: FormQuestion) => Problem[];
  texts: Readonly<Record<string, string>>;
  attempt: number;
}) {
  const { t } = useTranslation("reports");
  const words = useProblemWords();
  const values = useWatch();
  const items = questions
    .filter((question) => !isFixed(question))
    .flatMap((question) =>
      find(question).map((problem) => ({
        fieldId: elementIdOf(question, problem, values[question.code]),
        message: t("section.problem", {
          code: question.code,
          place: placeOf(question, problem, values[question.code], texts) || texts[questionKey(question, "label")],
          what: words(problem),
        }),
      })),
    );
  return (
    <div className="mb-6">
      <ErrorSummary items={items} title={t("section.problems", { count: items.length })} attempt={attempt} />
    </div>
  );
}
