import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { useTranslation } from "~/ui/use-translation";
import { hasAbility } from "~/features/identity/policy";
import { AskForm } from "~/features/exports/components/ask-form";
import { codingLinks } from "~/features/codings/model/address";
import { compilationLinks } from "~/features/compilations/model/address";
import { documentLinks } from "~/features/documents/model/address";
import { meetingLinks } from "~/features/meetings/model/address";
import { newIn } from "~/features/readings/model";
import { removeView, saveView, setDefaultView } from "~/features/review/commands/views.server";
import { BulkForm } from "~/features/review/components/bulk-form";
import { DeskPages } from "~/features/review/components/desk-pages";
import { QueueTable } from "~/features/review/components/queue-table";
import { QueueViews } from "~/features/review/components/queue-views";
import { NO_OFFICER } from "~/features/review/model";
import { QUEUE_NAMES, queryOf, readQueue, SORT_ORDER } from "~/features/review/model/queue-address";
import { countUnseen } from "~/features/readings/queries/unseen.server";
import { findUnfinished } from "~/features/review/queries/bulk.server";
import { listQueue } from "~/features/review/queries/queue.server";
import { findDefaultView, listViews } from "~/features/review/queries/views.server";
import { SubmissionFilterForm } from "~/features/reports/components/submission-filter-form";
import { SUBJECT_FILTERS, useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import { SUBMISSION_STATES } from "~/features/reports/model";
import { filterValues } from "~/features/reports/model/submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = {
  texts: ["desk", "public", "queue", "exports", "download", "comments", "compilation", "coding", "documents", "meetings"],
  title: (t) => t("desk:queue.title"),
} satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams, search } = new URL(request.url);
  // The queue opens with what its reader chose; `?all=1` asks for everything.
  const start = search === "" ? await findDefaultView(ctx) : null;
  if (start) throw redirect(`${links.desk(ctx.language)}?${start.query}${start.query && "&"}view=${start.id}`);
  const after = searchParams.get("after");
  const { filters, sort } = readQueue(searchParams);
  const [queue, options, views, unfinished] = await Promise.all([
    listQueue(ctx, filters, { after, sort }).then(async (page) => ({ ...page, unseen: await countUnseen(ctx, page.items) })),
    filterOptions(ctx),
    listViews(ctx),
    findUnfinished(ctx),
  ]);
  return {
    ...queue,
    options,
    views,
    unfinished,
    values: filterValues(searchParams, QUEUE_NAMES),
    query: queryOf(searchParams),
    current: searchParams.get("view") ?? "",
    started: after === null,
    decides: hasAbility(ctx.actor, "desk.decide"),
    runs: hasAbility(ctx.actor, "admin.manage"),
  };
});

const form = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save_view"), name: z.string(), query: z.string(), shared: z.string().optional(), opens: z.string().optional() }),
  z.object({ intent: z.enum(["default_view", "remove_view"]), id: z.string() }),
]);
const DONE = ["save_view", "default_view", "remove_view"] as const;

export const action = securedAction({ can: "desk.read", form }, async ({ ctx, input }) => {
  const at = links.desk(ctx.language);
  if (input.intent === "save_view") {
    const query = queryOf(new URLSearchParams(input.query));
    const saved = await saveView(ctx, { name: input.name, query, shared: input.shared === "1", opens: input.opens === "1" });
    if (!saved.ok) return formRefusal({ ...saved.error, typed: { intent: input.intent, name: input.name } });
    return redirect(`${at}?${query}${query && "&"}view=${saved.value.id}&done=save_view`);
  }
  const done = await (input.intent === "default_view" ? setDefaultView(ctx, input.id || null) : removeView(ctx, input.id));
  return done.ok ? redirect(`${at}?all=1&done=${input.intent}`) : formRefusal(done.error);
});

export default function DeskPage() {
  const { t } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { t: q } = useTranslation("queue");
  const refused = useRefusalText();
  const { items, unseen, next, counts, overdue, officers, options, views, unfinished, values, query, current, started, decides, runs } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : DONE.find((known) => known === search.get("done"));
  const total = values.state ? counts[values.state as keyof typeof counts] : Object.values(counts).reduce((sum, count) => sum + count, 0);
  const chosen = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const at = (more: Record<string, string>): string => `?${new URLSearchParams({ ...chosen, ...more }).toString()}`;
  const any = shared("filter.any");
  const subjects = useSubmissionFilters(options, ["kind", ...SUBJECT_FILTERS, "unit", "lang"]);
  const filters = [
    { name: "sort", label: q("sort.label"), any: q("sort.newest"), options: SORT_ORDER.map((value) => ({ value, label: q(`sort.${value}`) })) },
    { name: "overdue", label: q("due.filter"), any, options: [{ value: "1", label: q("due.only") }] },
    { name: "state", label: t("queue.state"), any, options: SUBMISSION_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    {
      name: "officer",
      label: t("queue.officer"),
      any,
      options: [{ value: NO_OFFICER, label: t("queue.nobody") }, ...officers.map(({ id, name }) => ({ value: id, label: name }))],
    },
    ...subjects,
  ];
  return (
    <>
      <PageHeader title={t("queue.title")} lead={t("queue.lead")} />
      <DeskPages
        decides={decides}
        runs={runs}
        compilation={compilationLinks.chapters(language)}
        coding={codingLinks.start(language)}
        documents={documentLinks.all(language)}
        meetings={meetingLinks.desk(language)}
      />
      <div className="mb-6 grid gap-4 empty:hidden">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {q(`views.done.${done}`)}
          </Notice>
        )}
        {unfinished && (
          <Notice tone="warning" actions={<LinkButton to={links.deskBulk(language, unfinished.id)}>{q("bulk.toUnfinished")}</LinkButton>}>
            {q("bulk.unfinished")}
          </Notice>
        )}
      </div>
      <QueueViews views={views} current={current} query={query} answer={answer} />
      <nav aria-label={t("queue.byState")} className="mb-6 print:hidden">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {SUBMISSION_STATES.map((state) => (
            <li key={state}>
              <Link to={at({ state })} aria-current={values.state === state ? "true" : undefined} className="aria-[current]:font-semibold">
                {t("queue.counted", { state: t(`state.${state}`), count: counts[state] })}
              </Link>
            </li>
          ))}
          <li>
            <Link to={at({ overdue: "1", sort: "due" })} aria-current={values.overdue ? "true" : undefined} className="aria-[current]:font-semibold">
              {q("due.counted", { count: overdue })}
            </Link>
          </li>
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
      <QueueTable
        items={items}
        unseen={Object.fromEntries(Object.entries(unseen).map(([id, reading]) => [id, newIn(reading)]))}
        chooses={decides}
        empty={
          <EmptyState
            title={t("queue.empty")}
            actions={Object.keys(chosen).length > 0 && <LinkButton to={`${links.desk(language)}?all=1`}>{shared("filter.clear")}</LinkButton>}
          />
        }
      />
      {decides && <BulkForm officers={officers} query={query} total={total} />}
      <div className="mt-8 grid gap-4">
        <Pager label={t("queue.title")} earlier={null} later={next && at({ after: next })} />
        {!started && <Link to={at({})}>{shared("filter.toStart")}</Link>}
      </div>
      {items.length > 0 && <AskForm source="desk" filters={chosen} />}
    </>
  );
}
