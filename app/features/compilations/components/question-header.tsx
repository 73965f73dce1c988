import type { ReactNode } from "react";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { QuestionHead } from "../model";
import { compilationLinks } from "../model/address";

type QuestionHeaderProps = {
  head: Pick<QuestionHead, "question" | "label" | "title" | "row" | "rowName">;
  /** What of the question the page shows, before its words. */
  what?: string;
  /** What else is said of it: how many answers, which of them. */
  facts: readonly string[];
  actions?: ReactNode;
};

/** The head of a page about one question: its words, its template, its action line, and the way back. */
export function QuestionHeader({ head: { question, label, title, row, rowName }, what, facts, actions }: QuestionHeaderProps) {
  const { t } = useTranslation("compilation");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  return (
    <PageHeader
      title={
        <>
          {what && `${what} · `}
          <Code>{question}</Code> {label}
        </>
      }
      lead={
        <>
          {title}
          {row && (
            <>
              {" · "}
              <Code>{row}</Code> {rowName}
            </>
          )}
          {facts.map((fact) => ` · ${fact}`).join("")}
        </>
      }
      actions={actions}
      breadcrumbs={[
        { label: desk("queue.title"), to: links.desk(language) },
        { label: t("title"), to: compilationLinks.chapters(language) },
        { label: <Code>{question}</Code> },
      ]}
    />
  );
}
