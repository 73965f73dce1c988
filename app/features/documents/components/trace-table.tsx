import { Code } from "~/ui/bdi";
import { DataTable } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { useTranslation } from "~/ui/use-translation";
import type { CountedAnswer, Trace } from "../model/pages";
import { useVersionName } from "./use-version-name";

/** Where each answer of a report went: the paragraphs of a version it is cited in, or why it was set aside. */
export function TraceTable({ traces }: { traces: readonly Trace[] }) {
  const { t } = useTranslation("documents");
  const nameOf = useVersionName();
  return (
    <DataTable
      caption={t("traces.title")}
      captionHidden
      rows={traces}
      rowKey={({ question, row, document, stage, revision, hash }) => [question, row, document, stage, revision, hash].join(" ")}
      empty={<EmptyState title={t("traces.none")} />}
      columns={[
        { key: "answer", header: t("traces.answer"), rowHeader: true, cell: ({ question, row }) => <Code>{[question, row].filter(Boolean).join(" ")}</Code> },
        {
          key: "version",
          header: t("versions.version"),
          cell: (trace) => (
            <>
              <bdi>{trace.document}</bdi> · {nameOf(trace)}
            </>
          ),
        },
        {
          key: "went",
          header: t("traces.went"),
          cell: ({ paragraphs, reason }) =>
            paragraphs.length > 0 ? (
              <>
                {t("traces.cited")} <Code>{paragraphs.join(", ")}</Code>
              </>
            ) : (
              <>
                {t("traces.aside")} <span dir="auto">{reason}</span>
              </>
            ),
        },
      ]}
    />
  );
}

/** The themes under which each answer is counted. */
export function ThemeTable({ counted }: { counted: readonly CountedAnswer[] }) {
  const { t } = useTranslation("documents");
  return (
    <DataTable
      caption={t("traces.themes")}
      rows={counted}
      rowKey={({ hash }) => hash}
      columns={[
        { key: "answer", header: t("traces.answer"), rowHeader: true, cell: ({ question, row }) => <Code>{[question, row].filter(Boolean).join(" ")}</Code> },
        {
          key: "themes",
          header: t("traces.counted"),
          cell: ({ themes }) => (
            <ul>
              {themes.map(({ id, name, language }) => (
                <li key={id}>
                  <bdi lang={language}>{name}</bdi>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
