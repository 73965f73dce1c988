import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { ChangesToSign } from "../model";
import { ChangedAnswers, ChangedFiles } from "./changed-answers";

type ChangesToSignProps = { reportId: string; changes: ChangesToSign; hrefOf: (sha256: string) => string };

/** Before a further signature: what differs from the version that was signed last. */
export function ChangesBeforeSigning({ reportId, changes: { version, submittedAt, answers, files, unchanged }, hrefOf }: ChangesToSignProps) {
  const { t } = useTranslation("readings");
  const language = useLanguage();
  return (
    <section aria-labelledby="changes-to-sign" className="grid grid-cols-1 gap-4 rounded-md border border-line p-4">
      <h2 id="changes-to-sign" className="text-xl">
        {t("toSign.title")}
      </h2>
      <p>
        {t("toSign.since", { version })} <DateTime at={submittedAt} />
      </p>
      {unchanged.length > 0 && (
        <Notice tone="warning" title={t("toSign.same")} actions={<Link to={links.clarifications(language, reportId)}>{t("toSign.open")}</Link>}>
          <p>{t("toSign.sameText")}</p>
          <ul className="mt-2 grid list-disc gap-1 ps-5">
            {unchanged.map(({ question, row, label }) => (
              <li key={`${question}/${row}`}>
                <Code>{[row, question].filter(Boolean).join(" ")}</Code> {label}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {answers.length === 0 && <p>{t("toSign.none")}</p>}
      <ChangedAnswers answers={answers} />
      <ChangedFiles files={files} hrefOf={hrefOf} />
    </section>
  );
}
