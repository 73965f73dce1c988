import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { PaperForm } from "~/features/papers/components/paper-form";
import { AskForm } from "~/features/exports/components/ask-form";
import { MAX_SELECTED, PAGE_FORMATS } from "~/features/papers/model";
import { ExportLinks } from "~/features/publication/components/export-links";
import { PublishedList } from "~/features/publication/components/published-list";
import { listPublished } from "~/features/publication/queries/published.server";
import { SubmissionFilterForm } from "~/features/reports/components/submission-filter-form";
import { SUBJECT_FILTERS, useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import { filterValues, readFilters, writeFilters } from "~/features/reports/model/submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["public", "download", "exports"], title: (t) => t("public:submissions.title") } satisfies PageHandle;
export const meta = publicMeta;

const FILTERS = ["kind", ...SUBJECT_FILTERS, "unit", "lang"] as const;

export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  const { searchParams } = new URL(request.url);
  const after = searchParams.get("after");
  const filters = readFilters(searchParams);
  const [page, options] = await Promise.all([listPublished(ctx, filters, { after }), filterOptions(ctx)]);
  const values = filterValues(searchParams, ["q", ...FILTERS]);
  return { origin: world.origin, ...page, options, values, chosen: writeFilters(filters), started: after === null, isSignedIn: ctx.actor !== null };
});

export default function SubmissionsPage() {
  const { t } = useTranslation(["public", "download"]);
  const language = useLanguage();
  const { items, next, options, values, chosen, started, isSignedIn } = useLoaderData<typeof loader>();
  const at = (after?: string): string => `?${new URLSearchParams({ ...chosen, ...(after && { after }) }).toString()}`;
  const filters = useSubmissionFilters(options, FILTERS);
  return (
    <>
      <PageHeader title={t("submissions.title")} lead={t("submissions.lead")} />
      <SubmissionFilterForm
        label={t("filter.label")}
        search={{ label: t("filter.search"), hint: t("filter.searchHint") }}
        filters={filters}
        more={t("filter.more")}
        values={values}
        submit={t("filter.submit")}
      />
      {items.length > 0 ? (
        <PublishedList items={items} />
      ) : (
        <EmptyState
          title={Object.keys(chosen).length > 0 ? t("submissions.noneFound") : t("submissions.none")}
          actions={Object.keys(chosen).length > 0 && <LinkButton to={links.submissions(language)}>{t("filter.clear")}</LinkButton>}
        />
      )}
      <div className="mt-8 grid gap-4">
        <Pager label={t("submissions.title")} earlier={null} later={next && at(next)} />
        {!started && <Link to={at()}>{t("filter.toStart")}</Link>}
      </div>
      {items.length > 0 && (
        <>
          <PaperForm
            action={links.apiSelectionPaper()}
            formats={PAGE_FORMATS}
            languageName="names"
            kept={chosen}
            lead={t("download:selection", { max: MAX_SELECTED })}
          />
          <AskForm source="published" filters={chosen} signedOut={isSignedIn ? undefined : { here: `${links.submissions(language)}${at()}` }} />
          <ExportLinks filters={chosen} />
        </>
      )}
    </>
  );
}
