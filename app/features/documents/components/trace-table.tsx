import { Link } from "@remix-run/react";
import { Code } from "~/ui/bdi";
import { DataTable } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { useTranslation } from "~/ui/use-translation";
import type { CountedAnswer, Trace } from "../model/pages";
import { readTogether } from "../model/traces";
import { useVersionName } from "./use-version-name";

type TraceTableProps = { traces: readonly Trace[]; linkOf: (draft: NonNullable<Trace["draft"]>, paragraph: string) => string };

/** Where each answer of a report went: the paragraphs of a version it is cited in, each with a link where everybody reads them, or why it was set aside or left unread. */
export function TraceTable({ traces, linkOf }: TraceTableProps) {
  const { t } = useTranslation("documents");
  const nameOf = useVersionName();
  return (
    <DataTable
      caption={t("traces.title")}
      captionHidden
      rows={readTogether(traces)}
      rowKey={([{ question, row, document, stage, revision, hash }]) => [question, row, document, stage, revision, hash].join(" ")}
      empty={<EmptyState title={t("traces.none")} />}
      columns={[
        {
          key: "answer",
          header: t("traces.answer"),
          rowHeader: true,
          cell: (answers) => (
            <span className="flex max-w-80 flex-wrap gap-x-3">
              {answers.map(({ question, row, hash }) => (
                <Code key={`${question} ${row} ${hash}`}>{[question, row].filter(Boolean).join(" ")}</Code>
              ))}
            </span>
          ),
        },
        {
          key: "version",
          header: t("versions.version"),
          cell: ([trace]) => (
            <>
              <bdi>{trace.document}</bdi> · {nameOf(trace)}
            </>
          ),
        },
        {
          key: "went",
          header: t("traces.went"),
          cell: ([{ paragraphs, reason, waived, draft }]) =>
            paragraphs.length > 0 ? (
              <>
                {t("traces.cited")}{" "}
                <ul className="inline-flex flex-wrap gap-x-3">
                  {paragraphs.map(({ id, number }) => (
                    <li key={id}>
                      {draft ? (
                        <Link to={linkOf(draft, id)} aria-label={t("paragraph.title", { number })}>
                          <Code>{number}</Code>
                        </Link>
                      ) : (
                        <Code>{number}</Code>
                      )}
                    </li>
                  ))}
                </ul>
              </>
            ) : (
              <>
                {t(waived ? "traces.waived" : "traces.aside")} <span dir="auto">{reason}</span>
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
