import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { hasAbility } from "~/features/identity/policy";
import { AskForm } from "~/features/exports/components/ask-form";
import { StateBadge } from "~/features/review/components/state-badge";
import { NO_OFFICER, type QueueItem } from "~/features/review/model";
import { listOfficers, listQueue } from "~/features/review/queries/queue.server";
import { UnitName } from "~/features/reports/components/unit-name";
import { SubmissionFilterForm } from "~/features/reports/components/submission-filter-form";
import { SUBMISSION_STATES } from "~/features/reports/model";
import { filterValues, readFilters, readText } from "~/features/reports/model/submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { securedLoader } from "~/http/secured.server";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["desk", "public", "exports", "download"], title: (t) => t("desk:queue.title") } satisfies PageHandle;

const NAMES = ["q", "state", "kind", "region", "group", "line", "sdg", "category", "unit", "lang", "officer"] as const;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const after = searchParams.get("after");
  const state = SUBMISSION_STATES.find((known) => known === searchParams.get("state"));
  const [queue, officers, options] = await Promise.all([
    listQueue(ctx, { ...readFilters(searchParams), state, officer: readText(searchParams, "officer") }, { after }),
    listOfficers(ctx),
    filterOptions(ctx),
  ]);
  return {
    ...queue,
    officers,
    options,
    values: filterValues(searchParams, NAMES),
    started: after === null,
    decides: hasAbility(ctx.actor, "desk.decide"),
  };
});

export default function DeskPage() {
  const { t } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { items, next, counts, officers, options, values, started, decides } = useLoaderData<typeof loader>();
  const chosen = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const at = (more: Record<string, string>): string => `?${new URLSearchParams({ ...chosen, ...more }).toString()}`;
  const any = shared("filter.any");
  const filters = [
    { name: "state", label: t("queue.state"), any, options: SUBMISSION_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    {
      name: "officer",
      label: t("queue.officer"),
      any,
      options: [{ value: NO_OFFICER, label: t("queue.nobody") }, ...officers.map(({ id, name }) => ({ value: id, label: name }))],
    },
    { name: "kind", label: shared("filter.kind"), any, options: options.templates },
    {
      name: "region",
      label: shared("filter.region"),
      any,
      options: [
        { group: shared("filter.unGroups"), options: options.unGroups },
        { group: shared("filter.ituRegions"), options: options.ituRegions },
      ],
    },
    { name: "group", label: shared("filter.group"), any, options: options.groups },
    { name: "line", label: shared("filter.line"), any, options: options.lines },
    { name: "sdg", label: shared("filter.sdg"), any, options: options.sdgs },
    { name: "category", label: shared("filter.category"), any, options: options.categories },
    { name: "unit", label: shared("filter.unit"), any, options: options.units },
    { name: "lang", label: shared("filter.language"), any, options: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })) },
  ];
  const columns: Column<QueueItem>[] = [
    {
      key: "party",
      header: t("queue.party"),
      rowHeader: true,
      cell: ({ id, party, title, unit, unitName }) => (
        <span className="grid">
          <Link to={links.deskSubmission(language, id)}>{party.name}</Link>
          <span className="text-sm font-normal text-ink-soft">{title}</span>
          {unit && (
            <span className="text-sm font-normal text-ink-soft">
              <UnitName unit={unit} unitName={unitName} />
            </span>
          )}
        </span>
      ),
    },
    { key: "symbol", header: t("queue.symbol"), cell: ({ symbol }) => <Code>{symbol}</Code> },
    { key: "state", header: t("queue.state"), cell: ({ state }) => <StateBadge state={state} /> },
    {
      key: "submitted",
      header: t("queue.submitted"),
      cell: ({ submittedAt, late }) => (
        <span className="flex flex-wrap gap-x-3">
          <DateTime at={submittedAt} />
          {late && <Badge tone="warning">{t("queue.late")}</Badge>}
        </span>
      ),
    },
    { key: "language", header: shared("filter.language"), cell: ({ language: written }) => <span lang={written}>{LANGUAGE_NAMES[written]}</span> },
    { key: "officer", header: t("queue.officer"), cell: ({ officer }) => officer ?? t("queue.nobody") },
  ];
  return (
    <>
      <PageHeader
        title={t("queue.title")}
        lead={t("queue.lead")}
        actions={
          <>
            {decides && <LinkButton to={links.deskRegistrations(language)}>{t("queue.registrations")}</LinkButton>}
            <LinkButton to={links.deskStatus(language)}>{t("queue.status")}</LinkButton>
            <LinkButton to={links.deskOutreach(language)}>{t("queue.outreach")}</LinkButton>
            <LinkButton to={links.deskMatrix(language)}>{t("matrix.title")}</LinkButton>
            <LinkButton to={links.deskFacilitators(language)}>{t("facilitators.title")}</LinkButton>
            <LinkButton to={links.deskDeadlines(language)}>{t("queue.deadlines")}</LinkButton>
            {decides && <LinkButton to={links.deskMail(language)}>{t("queue.mail")}</LinkButton>}
            <LinkButton to={links.deskCycles(language)}>{t("cycles.title")}</LinkButton>
          </>
        }
      />
      <nav aria-label={t("queue.byState")} className="mb-6 print:hidden">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {SUBMISSION_STATES.map((state) => (
            <li key={state}>
              <Link to={at({ state })} aria-current={values.state === state ? "true" : undefined} className="aria-[current]:font-semibold">
                {t("queue.counted", { state: t(`state.${state}`), count: counts[state] })}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <SubmissionFilterForm
        label={t("queue.filter")}
        search={{ label: shared("filter.search"), hint: t("queue.searchHint") }}
        filters={filters}
        more={shared("filter.more")}
        values={values}
        submit={shared("filter.submit")}
      />
      <DataTable
        caption={t("queue.caption")}
        captionHidden
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={t("queue.empty")}
            actions={Object.keys(chosen).length > 0 && <LinkButton to={links.desk(language)}>{shared("filter.clear")}</LinkButton>}
          />
        }
      />
      <div className="mt-8 grid gap-4">
        <Pager label={t("queue.title")} earlier={null} later={next && at({ after: next })} />
        {!started && <Link to={at({})}>{shared("filter.toStart")}</Link>}
      </div>
      {items.length > 0 && <AskForm source="desk" filters={chosen} />}
    </>
  );
}
