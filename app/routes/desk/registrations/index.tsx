import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { RegistrationBadge } from "~/features/registrations/components/registration-badge";
import { SCREENED_STATES, type RegistrationItem } from "~/features/registrations/model";
import { listRegistrations } from "~/features/registrations/queries.server";
import { securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["registration", "desk"], title: (t) => t("registration:desk.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.decide" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const after = searchParams.get("after");
  const state = SCREENED_STATES.find((known) => known === searchParams.get("state"));
  return { ...(await listRegistrations(ctx, { state, after })), state: state ?? null, started: after === null };
});

export default function RegistrationsPage() {
  const { t } = useTranslation("registration");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { items, next, counts, state, started } = useLoaderData<typeof loader>();
  const at = (more: Record<string, string>): string => `?${new URLSearchParams({ ...(state && { state }), ...more }).toString()}`;
  const columns: Column<RegistrationItem>[] = [
    {
      key: "organisation",
      header: t("field.organisation"),
      rowHeader: true,
      cell: ({ id, organisation }) => (
        <Link to={links.deskRegistration(language, id)}>
          <bdi>{organisation}</bdi>
        </Link>
      ),
    },
    { key: "acronym", header: t("field.acronym"), cell: ({ acronym }) => <bdi>{acronym}</bdi> },
    { key: "category", header: t("field.category"), cell: ({ category }) => category },
    { key: "state", header: t("desk.state"), cell: ({ state: stands }) => <RegistrationBadge state={stands} /> },
    { key: "received", header: t("desk.received"), cell: ({ confirmedAt }) => <DateTime at={confirmedAt} /> },
  ];
  return (
    <>
      <PageHeader
        title={t("desk.title")}
        lead={t("desk.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("desk.title") }]}
      />
      <nav aria-label={t("desk.byState")} className="mb-6">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          <li>
            <Link to={links.deskRegistrations(language)} aria-current={state ? undefined : "true"} className="aria-[current]:font-semibold">
              {t("desk.all")}
            </Link>
          </li>
          {SCREENED_STATES.map((known) => (
            <li key={known}>
              <Link to={`?state=${known}`} aria-current={state === known ? "true" : undefined} className="aria-[current]:font-semibold">
                {t("desk.counted", { state: t(`state.${known}`), count: counts[known] })}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <DataTable
        caption={t("desk.title")}
        captionHidden
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("desk.empty")} />}
      />
      <div className="mt-8 grid gap-4">
        <Pager label={t("desk.title")} earlier={null} later={next && at({ after: next })} />
        {!started && <Link to={at({})}>{t("desk.toStart")}</Link>}
      </div>
    </>
  );
}
