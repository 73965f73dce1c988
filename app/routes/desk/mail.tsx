import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { sendAgain } from "~/features/notifications/commands/outbox.server";
import { OutboxTable } from "~/features/notifications/components/outbox-table";
import { MAIL_STATES } from "~/features/notifications/model";
import { listOutbox } from "~/features/notifications/queries/outbox.server";
import { sendAgainSchema } from "~/features/notifications/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["deadlines", "desk"], title: (t) => t("deadlines:outbox.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.decide" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const after = searchParams.get("after");
  const state = MAIL_STATES.find((known) => known === searchParams.get("state")) ?? null;
  const page = valueOr404(await listOutbox(ctx, { state, after }), request, ctx);
  return { ...page, state, started: after === null, isDone: searchParams.get("done") === "again" };
});

export const action = securedAction({ can: "desk.decide", form: sendAgainSchema }, async ({ ctx, input }) => {
  const sent = await sendAgain(ctx, input.id);
  return sent.ok ? redirect(`${links.deskMail(ctx.language)}?done=again`) : formRefusal(sent.error);
});

/** What the portal has written to whom, and what has become of it. */
export default function MailPage() {
  const { t } = useTranslation("deadlines");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const { items, next, counts, state, started, isDone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const at = (more: Record<string, string>): string => `?${new URLSearchParams({ ...(state && { state }), ...more }).toString()}`;
  return (
    <>
      <PageHeader
        title={t("outbox.title")}
        lead={t("outbox.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("outbox.title") }]}
      />
      <nav aria-label={t("outbox.byState")} className="mb-6">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          <li>
            <Link to={links.deskMail(language)} aria-current={state ? undefined : "true"} className="aria-[current]:font-semibold">
              {t("outbox.all")}
            </Link>
          </li>
          {MAIL_STATES.map((known) => (
            <li key={known}>
              <Link to={`?state=${known}`} aria-current={state === known ? "true" : undefined} className="aria-[current]:font-semibold">
                {t("preview.counted", { state: t(`mailState.${known}`), count: counts[known] })}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-6">
        {isDone && !answer && <Notice tone="success" live title={t("done.again")} />}
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        <OutboxTable mails={items} />
        <Pager label={t("outbox.title")} earlier={null} later={next && at({ after: next })} />
        {!started && <Link to={at({})}>{t("page.toStart")}</Link>}
      </div>
    </>
  );
}
