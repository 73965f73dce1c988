import { useId } from "react";
import { ChangedText } from "~/features/reports/components/changed-text";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { useTranslation } from "~/ui/use-translation";
import type { ChangedAnswer, ChangedFile } from "../model";

/** The answers in which two versions differ, each with what came and what went in it. */
export function ChangedAnswers({ answers }: { answers: readonly ChangedAnswer[] }) {
  const { t } = useTranslation("readings");
  if (answers.length === 0) return null;
  return (
    <section aria-labelledby="changed-answers" className="grid grid-cols-1 gap-2">
      <h2 id="changed-answers" className="text-xl">
        {t("changes.answers")}
      </h2>
      <ol className="grid grid-cols-1">
        {answers.map((answer) => (
          <li key={`${answer.question}/${answer.row}`} className="grid grid-cols-1 gap-3 border-b border-line py-5 last:border-b-0">
            <AnswerHeading answer={answer} />
            <AnswerPieces answer={answer} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function AnswerHeading({ answer: { question, label, page, kind } }: { answer: ChangedAnswer }) {
  const { t } = useTranslation("readings");
  return (
    <div className="grid gap-1">
      <p className="text-sm text-ink-soft">{page}</p>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h3 className="max-w-measure text-base">
          <span className="me-3 font-normal text-ink-soft">
            <Code>{question}</Code>
          </span>
          {label}
        </h3>
        <Badge tone={kind === "removed" ? "danger" : kind === "added" ? "success" : "warning"}>{t(`changes.kind.${kind}`)}</Badge>
      </div>
    </div>
  );
}

/** What came and what went in an answer, word by word. */
export function AnswerPieces({ answer: { pieces, language, isOtherLanguage, marked } }: { answer: ChangedAnswer }) {
  const { t } = useTranslation("readings");
  const isQuiet = pieces.length === 0 && !isOtherLanguage && marked === null;
  return (
    <>
      {isOtherLanguage && <p>{t("changes.language", { language: LANGUAGE_NAMES[language] })}</p>}
      {marked !== null && <p>{t(marked ? "changes.marked" : "changes.unmarked")}</p>}
      {isQuiet && <p>{t("changes.order")}</p>}
      {pieces.map(({ key, label, changes }) => (
        <div key={key} className="grid grid-cols-1 gap-1">
          {label && <p className="text-sm font-semibold">{label}</p>}
          <ChangedText changes={changes} shows="each" language={language} />
        </div>
      ))}
    </>
  );
}

/** Files that came, were replaced or went. What is still there can be opened. */
export function ChangedFiles({ files, hrefOf }: { files: readonly ChangedFile[]; hrefOf: (sha256: string) => string }) {
  const { t } = useTranslation("readings");
  const id = useId();
  if (files.length === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="text-xl">
        {t("changes.files")}
      </h2>
      <ul className="grid gap-2">
        {files.map(({ question, kind, name, sha256 }) => (
          <li key={`${question} ${kind} ${sha256}`} className="wrap-anywhere">
            <span className="text-ink-soft">
              <Code>{question}</Code>
            </span>{" "}
            {t(`changes.file.${kind}`)} {kind === "removed" ? <bdi>{name}</bdi> : <a href={hrefOf(sha256)}>{<bdi>{name}</bdi>}</a>}
          </li>
        ))}
      </ul>
    </section>
  );
}
