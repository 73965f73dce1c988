import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { CellList, CodeTable, TableLine } from "../model";
import { codingLinks } from "../model/address";
import type { Cell } from "../model/table";
import { CodeLabel } from "./code-label";

/** How many parties and answers have each code, a column for each kind of who answered; behind each number the answers. */
export function CodeTableView({ table: { by, columns, lines } }: { table: CodeTable }) {
  const { t } = useTranslation("coding");
  const language = useLanguage();
  const shown = ({ parties, answers }: Cell, line: TableLine, part: string | null) =>
    answers === 0 ? (
      "–"
    ) : (
      <Link
        to={`${codingLinks.table(language, { by, code: line.id, ...(part !== null && { part }) })}#answers`}
        aria-label={t("table.cell", { code: line.name, part: columns.find(({ key }) => key === part)?.label ?? t("table.all"), parties, answers })}
      >
        {t("table.numbers", { parties: formatNumber(parties, language), answers: formatNumber(answers, language) })}
      </Link>
    );
  const head: Column<TableLine>[] = [
    {
      key: "code",
      header: t("code"),
      rowHeader: true,
      cell: (line) => (
        <span style={{ paddingInlineStart: `${line.depth}rem` }}>
          <CodeLabel code={line} /> {line.retired && <Badge tone="warning">{t("retired")}</Badge>}
        </span>
      ),
    },
    { key: "all", header: t("table.all"), align: "end", cell: (line) => shown(line.total, line, null) },
    ...columns.map(({ key, label }, index): Column<TableLine> => ({
      key: key || "none",
      header: label,
      align: "end",
      cell: (line) => shown(line.cells[index]!, line, key),
    })),
  ];
  return <DataTable caption={t("table.caption")} columns={head} rows={lines} rowKey={({ id }) => id} empty={<EmptyState title={t("codebook.none")} />} />;
}

/** The answers behind one number. */
export function CellAnswers({ cell: { code, part, answers } }: { cell: CellList }) {
  const { t } = useTranslation("coding");
  const { t: reports } = useTranslation("reports");
  const language = useLanguage();
  return (
    <section aria-labelledby="answers" className="grid gap-4">
      <h2 id="answers" className="text-xl">
        <CodeLabel code={code} />
        {part && ` · ${part}`}
      </h2>
      {answers.length === 0 && <p>{t("table.noAnswers")}</p>}
      <ul className="grid gap-5">
        {answers.map(({ asked, symbol, party, question, row, language: written, confidential, quotes }) => (
          <li key={`${symbol} ${question} ${row}`} className="grid gap-2">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <strong>
                <bdi>{party}</bdi>
              </strong>
              <Link to={codingLinks.answer(language, asked)}>
                <Code>{[symbol, question, row].filter(Boolean).join(" ")}</Code>
              </Link>
              <Badge icon="language">
                <span lang={written}>{LANGUAGE_NAMES[written]}</span>
              </Badge>
              {confidential && <Badge icon="lock">{reports("answerView.confidential")}</Badge>}
            </p>
            {quotes === null ? (
              <p className="text-sm text-ink-soft">{t("table.blind")}</p>
            ) : (
              quotes.map((quote) => (
                <blockquote key={quote} lang={written} dir="auto" className="whitespace-pre-line border-s-4 border-line ps-4">
                  {quote}
                </blockquote>
              ))
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
