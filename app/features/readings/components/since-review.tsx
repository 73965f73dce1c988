import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { ChangedAnswer, ChangesInWords } from "../model";
import { AnswerPieces, ChangedFiles } from "./changed-answers";

type ChangesSinceReviewProps = {
  reportId: string;
  /** Null where what was reviewed is not known any more. */
  changes: ChangesInWords | null;
  /** The page of the form on which an answer is given. */
  pageIdOf: (answer: ChangedAnswer) => string;
  hrefOf: (sha256: string) => string;
};

/** Why a report was not signed: what came and went in it since its signatory opened the review. */
export function ChangesSinceReview({ reportId, changes, pageIdOf, hrefOf }: ChangesSinceReviewProps) {
  const { t } = useTranslation("signing");
  const language = useLanguage();
  // The same answers under another hash: it is the form that was changed, and all of it is to be read.
  if (!changes || changes.answers.length === 0) return <Notice tone="warning">{t("review.changedLongAgo")}</Notice>;
  return (
    <Notice tone="warning" title={t("review.changed", { count: changes.answers.length })}>
      <ul className="grid grid-cols-1 gap-4">
        {changes.answers.map((answer) => {
          const { question, row, label } = answer;
          return (
            <li key={`${question}/${row}`} className="grid grid-cols-1 gap-2">
              <p>
                <a href={`#${[question, row].filter(Boolean).join("-")}-answer`}>
                  <Code>{[row, question].filter(Boolean).join(" ")}</Code> {label}
                </a>{" "}
                (<a href={`${links.section(language, reportId, pageIdOf(answer))}#${question}`}>{t("review.edit")}</a>)
              </p>
              <AnswerPieces answer={answer} />
            </li>
          );
        })}
      </ul>
      <ChangedFiles files={changes.files} hrefOf={hrefOf} />
    </Notice>
  );
}
