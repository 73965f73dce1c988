import { useLoaderData } from "@remix-run/react";
import { CrossChart } from "~/features/compilations/components/cross-chart";
import { CrossedReports } from "~/features/compilations/components/crossed-reports";
import { FigureFiles } from "~/features/compilations/components/figure-files";
import { FigureTable } from "~/features/compilations/components/figure-table";
import { compilationLinks, readCross, writeCross } from "~/features/compilations/model/address";
import { getCross } from "~/features/compilations/queries/cross.server";
import { crossWords } from "~/features/compilations/queries/figure-table.server";
import { SubmissionFilterForm } from "~/features/reports/components/submission-filter-form";
import { SUBJECT_FILTERS, useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import { filterValues } from "~/features/reports/model/submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { directionOf } from "~/lib/languages";
import { links } from "~/lib/links";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["compilation", "desk", "public"], title: (t) => t("compilation:cross.title") } satisfies PageHandle;

const FILTERS = ["q", ...SUBJECT_FILTERS] as const;

/** The reports on one template by any two attributes; with `row` or `column`, those of a cell too. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCross(searchParams);
  const [row, column] = [searchParams.get("row"), searchParams.get("column")];
  const isListed = row !== null || column !== null || searchParams.has("list");
  const [found, options] = await Promise.all([getCross(ctx, asked, isListed ? { row, column, after: searchParams.get("after") } : null), filterOptions(ctx)]);
  const cross = valueOr404(found, request, ctx);
  noteRead(ctx, { type: "compilation.read", subject: `template:${asked.template}`, detail: `${asked.rows} x ${asked.columns}` });
  return {
    cross,
    words: crossWords(ctx.language, cross),
    options,
    kept: writeCross(asked),
    asked,
    cell: { row, column },
    values: filterValues(searchParams, FILTERS),
  };
});

export default function CrossPage() {
  const { t } = useTranslation("compilation");
  const { t: shared } = useTranslation("public");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { cross, words, options, kept, asked, cell, values } = useLoaderData<typeof loader>();
  const { title, rowsLabel, columnsLabel, attributes, answered, rows, columns } = cross;
  const subjects = useSubmissionFilters(options, SUBJECT_FILTERS);
  const cellAt = (row: string | null, column: string | null): Record<string, string> => ({
    ...kept,
    ...(row !== null && { row }),
    ...(column !== null && { column }),
    ...(row === null && column === null && { list: "1" }),
  });
  const nameOf = (of: typeof rows | typeof columns, key: string | null): string =>
    key === null ? t("cross.all") : (of.find((one) => one.key === key)?.label ?? key);
  return (
    <>
      <PageHeader
        title={t("cross.title")}
        lead={
          <>
            {title} · {t("cross.reports", { count: answered ?? 0 })}
          </>
        }
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: compilationLinks.chapters(language) },
          { label: t("cross.title") },
        ]}
      />
      <p className="mb-4 max-w-measure">{t("cross.lead")}</p>
      <SubmissionFilterForm
        label={t("filter")}
        search={{ label: shared("filter.search"), hint: shared("filter.searchHint") }}
        filters={[
          { name: "rows", label: t("cross.rows"), any: t("by.kind"), options: attributes },
          { name: "columns", label: t("cross.columns"), any: t("by.un"), options: attributes },
          ...subjects,
        ]}
        more={shared("filter.more")}
        values={{ ...values, rows: asked.rows, columns: asked.columns }}
        submit={t("figures.show")}
      >
        <input type="hidden" name="kind" value={asked.template} />
      </SubmissionFilterForm>
      {answered === 0 ? (
        <EmptyState title={t("cross.empty")} />
      ) : (
        <div className="grid gap-8">
          <figure>
            <CrossChart
              table={cross}
              title={t("cross.of", { row: rowsLabel, column: columnsLabel })}
              rightToLeft={directionOf(language) === "rtl"}
              words={words}
            />
          </figure>
          <FigureTable
            label={t("cross.of", { row: rowsLabel, column: columnsLabel })}
            figures={cross}
            before={cross.before}
            words={{ rows: rowsLabel, answered: t("cross.answered") }}
            listOf={(row, column) => `${compilationLinks.cross(language, cellAt(row, column))}#cell`}
          />
          {cross.cell && (
            <section id="cell" aria-labelledby="cell-title">
              <h2 id="cell-title" className="mb-1 text-xl">
                {t("cross.cell")}
              </h2>
              <p className="mb-3 text-ink-soft">
                {t("cross.of", { row: nameOf(rows, cell.row), column: nameOf(columns, cell.column) })} · {t("cross.reports", { count: cross.cell.count })}
              </p>
              <CrossedReports reports={cross.cell.items} />
              <Pager
                label={t("cross.cell")}
                earlier={null}
                later={cross.cell.next && `${compilationLinks.cross(language, { ...cellAt(cell.row, cell.column), after: cross.cell.next })}#cell`}
              />
            </section>
          )}
          <FigureFiles formats={["csv", "xlsx", "svg"]} at={(format) => compilationLinks.crossFile(language, { ...kept, format })} />
        </div>
      )}
    </>
  );
}
