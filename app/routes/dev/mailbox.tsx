import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { MailText } from "~/features/notifications/components/mail-text";
import { readMailbox } from "~/features/notifications/queries/mailbox.server";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { DataTable } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["account"], title: (t) => t("account:mailbox.title") } satisfies PageHandle;

/** What the portal would send, where there is no mail server: only in a demo. */
export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  const { searchParams } = new URL(request.url);
  const open = z.uuid().nullable().catch(null).parse(searchParams.get("mail"));
  const to = z.email().nullable().catch(null).parse(searchParams.get("to"));
  return { ...valueOr404(await readMailbox(ctx, world.demo, open, to), request, ctx), language: ctx.language };
});

export default function MailboxPage() {
  const { t } = useTranslation("account");
  const { mails, mail, to, language } = useLoaderData<typeof loader>();
  const addressOf = (asked: { mail?: string; to?: string }) => `?${new URLSearchParams({ lang: language, ...asked })}`;
  return (
    <>
      <PageHeader title={t("mailbox.title")} lead={t("mailbox.lead")} />
      <div className="grid gap-10">
        {mail && <MailText mail={mail} />}
        {to !== null && (
          <p>
            <Link to={addressOf({})}>{t("mailbox.all")}</Link>
          </p>
        )}
        <DataTable
          caption={t("mailbox.list")}
          rows={mails}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t("mailbox.empty")} />}
          columns={[
            {
              key: "subject",
              header: t("mailbox.subject"),
              rowHeader: true,
              cell: ({ id, subject, language: lang }) => (
                <Link to={addressOf({ mail: id, ...(to !== null && { to }) })} lang={lang} dir="auto">
                  {subject}
                </Link>
              ),
            },
            {
              key: "to",
              header: t("mailbox.to"),
              cell: ({ to: address }) => (
                <Link to={addressOf({ to: address })}>
                  <bdi dir="ltr">{address}</bdi>
                </Link>
              ),
            },
            { key: "at", header: t("mailbox.at"), cell: ({ createdAt }) => <DateTime at={createdAt} /> },
          ]}
        />
      </div>
    </>
  );
}
