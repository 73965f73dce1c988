import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { DocumentAnswer, DocumentSection } from "~/features/reports/model/document";
import { questionKey } from "~/features/templates/model/texts";
import { LANGUAGE_NAMES, type Language } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { AnswerView } from "./answer-view";
import type { FileHref, Texts } from "./field-value";

type ReportDocumentProps = {
  sections: readonly DocumentSection[];
  texts: Texts;
  /** The report's language; an answer in another one says so. */
  language: Language;
  fileHref?: FileHref;
  /** What its reader does with an answer, beside its question. */
  beside?: (answer: DocumentAnswer) => ReactNode;
  /** What stands in the place of an answer, given the answer as it was signed: a translation, for instance. */
  shownAs?: (answer: DocumentAnswer, signed: ReactNode) => ReactNode;
};

/** A whole report, to be read: section by section, question by question. */
export function ReportDocument({ sections, ...given }: ReportDocumentProps) {
  const { texts } = given;
  return (
    <div className="grid gap-10">
      {sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} className="grid gap-2">
          <h2 id={`${section.id}-title`} className="border-b-2 border-line-strong pb-2 text-xl">
            <span className="me-3 text-ink-soft">
              <Code>{section.id}</Code>
            </span>
            {texts[section.titleKey] ?? section.id}
          </h2>
          {section.answers.map((answer) => (
            <AnsweredQuestion key={`${answer.question.code}/${answer.row}`} answer={answer} {...given} />
          ))}
        </section>
      ))}
    </div>
  );
}

function AnsweredQuestion({ answer, texts, language, fileHref, beside, shownAs }: { answer: DocumentAnswer } & Omit<ReportDocumentProps, "sections">) {
  const { t } = useTranslation("reports");
  const { question, row } = answer;
  const signed = (
    <AnswerView question={question} value={answer.value} texts={texts} language={answer.language} withheld={answer.withheld} fileHref={fileHref} />
  );
  return (
    <div
      id={[question.code, row].filter(Boolean).join("-") + "-answer"}
      className="grid gap-2 border-b border-line py-5 last:border-b-0 sm:grid-cols-[3.5rem_minmax(0,1fr)]"
    >
      <p className="text-sm text-ink-soft sm:pt-0.5">
        <Code>{question.code}</Code>
      </p>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <h3 className="max-w-measure text-base">{texts[questionKey(question, "label")]}</h3>
          {answer.confidential && !answer.withheld && <Badge icon="lock">{t("answerView.confidential")}</Badge>}
          {answer.language !== language && answer.value !== null && (
            <Badge icon="language">
              <span lang={answer.language}>{LANGUAGE_NAMES[answer.language]}</span>
            </Badge>
          )}
          {beside?.(answer)}
        </div>
        {shownAs ? shownAs(answer, signed) : signed}
      </div>
    </div>
  );
}
