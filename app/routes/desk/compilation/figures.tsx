import { useLoaderData, useSearchParams } from "@remix-run/react";
import { FigureChart } from "~/features/compilations/components/figure-chart";
import { FigureFiles } from "~/features/compilations/components/figure-files";
import { FigureTable } from "~/features/compilations/components/figure-table";
import { QuestionHeader } from "~/features/compilations/components/question-header";
import { groupingOf, GROUPINGS } from "~/features/compilations/model";
import { compilationLinks, readCompilation, writeCompilation } from "~/features/compilations/model/address";
import { ANYTHING } from "~/features/compilations/model/picks";
import { getFigures } from "~/features/compilations/queries/figures.server";
import { SubmissionFilterForm } from "~/features/reports/components/submission-filter-form";
import { SUBJECT_FILTERS, useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import { filterValues } from "~/features/reports/model/submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { directionOf } from "~/lib/languages";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { figures: { question: string; label: string } };
export const handle = {
  texts: ["compilation", "desk", "public"],
  title: (t, data) => (data ? `${t("compilation:figures.title")} · ${data.figures.question} ${data.figures.label}` : t("compilation:title")),
} satisfies PageHandle<Data>;

const FILTERS = ["q", ...SUBJECT_FILTERS] as const;
/** What the filters leave as it is. */
const ASKED = ["kind", "question", "row"] as const;

/** How often each choice was made in a field of a question. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCompilation(searchParams);
  const [found, options] = await Promise.all([
    getFigures(ctx, asked, { field: searchParams.get("field") ?? "", item: searchParams.get("item") ?? "" }),
    filterOptions(ctx),
  ]);
  const figures = valueOr404(found, request, ctx);
  noteRead(ctx, { type: "compilation.read", subject: `question:${asked.template}/${asked.question}`, detail: asked.row });
  return { figures, options, kept: writeCompilation({ ...asked, choice: undefined }), by: groupingOf(asked.by), values: filterValues(searchParams, FILTERS) };
});

export default function FiguresPage() {
  const { t } = useTranslation("compilation");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const [search] = useSearchParams();
  const { figures, options, kept, by, values } = useLoaderData<typeof loader>();
  const { field, fields, item, items, rows, answered } = figures;
  const subjects = useSubmissionFilters(options, SUBJECT_FILTERS);
  return (
    <>
      <QuestionHeader
        head={figures}
        what={t("figures.title")}
        facts={[t("answers", { count: answered ?? 0 })]}
        actions={<LinkButton to={compilationLinks.answers(language, kept)}>{t("figures.toAnswers")}</LinkButton>}
      />
      <p className="mb-4 max-w-measure">{t("figures.lead")}</p>
      <SubmissionFilterForm
        label={t("filter")}
        search={{ label: shared("filter.search"), hint: shared("filter.searchHint") }}
        filters={[
          ...(fields.length > 1
            ? [
                {
                  name: "field",
                  label: t("figures.field"),
                  any: fields[0]!.label,
                  options: fields.slice(1).map(({ key, label: name }) => ({ value: key, label: name })),
                },
              ]
            : []),
          ...(items.length > 0
            ? [
                {
                  name: "item",
                  label: t("figures.item"),
                  any: t("figures.allItems"),
                  options: items.map(({ key, label: name }) => ({ value: key, label: name })),
                },
              ]
            : []),
          {
            name: "by",
            label: t("figures.by"),
            any: t("by.kind"),
            options: GROUPINGS.slice(1).map((value) => ({ value, label: value === "group" ? t("figures.group") : t(`by.${value}`) })),
          },
          ...subjects,
        ]}
        more={shared("filter.more")}
        values={{ ...values, by: by === "kind" ? "" : by, field: field === fields[0]!.key ? "" : field, item }}
        submit={t("figures.show")}
      >
        {ASKED.map((name) => (search.get(name) ? <input key={name} type="hidden" name={name} value={search.get(name)!} /> : null))}
      </SubmissionFilterForm>
      {answered === 0 ? (
        <EmptyState title={t("figures.none")} />
      ) : (
        <div className="grid gap-8">
          {rows.length > 0 && (
            <figure>
              <FigureChart
                rows={rows}
                answered={answered}
                title={`${figures.question} ${figures.label}`}
                rightToLeft={directionOf(language) === "rtl"}
                counted={({ label: name, total }) => t("figures.chart", { label: name, count: total, total: answered })}
              />
            </figure>
          )}
          <section aria-labelledby="figures-table">
            <h2 id="figures-table" className="mb-3 text-xl">
              {t("figures.table")}
            </h2>
            <FigureTable
              label={figures.label}
              figures={figures}
              before={figures.before}
              coverage={figures.coverage}
              words={{ rows: t("figures.choice"), answered: t("figures.answered") }}
              listOf={(choice, part) =>
                compilationLinks.answers(language, {
                  ...kept,
                  field,
                  ...(item && { item }),
                  choice: choice ?? ANYTHING,
                  ...(part !== null && { by, part }),
                })
              }
            />
          </section>
          <FigureFiles
            formats={["csv", "xlsx", "svg"]}
            at={(format) => compilationLinks.figuresFile(language, { ...kept, field, ...(item && { item }), format })}
          />
        </div>
      )}
    </>
  );
}
