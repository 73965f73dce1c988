import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { grantExtension, revokeExtension } from "~/features/extensions/commands/grant.server";
import { DeadlineTable } from "~/features/extensions/components/deadline-table";
import { GrantForm, RevokeForm } from "~/features/extensions/components/extension-forms";
import { ExtensionTable } from "~/features/extensions/components/extension-table";
import { getDeadlinePage } from "~/features/extensions/queries/deadlines.server";
import { extensionSchema } from "~/features/extensions/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["deadlines", "desk"], title: (t) => t("deadlines:page.title") } satisfies PageHandle;

const DONE = ["granted", "revoked"] as const;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const after = searchParams.get("after");
  const page = valueOr404(await getDeadlinePage(ctx, { after }), request, ctx);
  const revoking = page.mayGrant ? page.extensions.find(({ id, ended }) => id === searchParams.get("revoke") && !ended) : undefined;
  return { page, revoking: revoking ?? null, started: after === null, done: DONE.find((known) => known === searchParams.get("done")) ?? null };
});

export const action = securedAction({ can: "desk.decide", form: extensionSchema }, async ({ ctx, input }) => {
  const { intent, ...typed } = input;
  const acted = input.intent === "granted" ? await grantExtension(ctx, input) : await revokeExtension(ctx, input);
  return acted.ok ? redirect(`${links.deskDeadlines(ctx.language)}?done=${intent}`) : formRefusal({ ...acted.error, typed: { intent, ...typed } });
});

/** All deadlines of the cycle, how far its parties are, and who was given longer. */
export default function DeadlinesPage() {
  const { t } = useTranslation("deadlines");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { page, revoking, started, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const answerTo = (intent: (typeof DONE)[number]) => (answer && answer.typed.intent === intent ? answer : undefined);
  return (
    <>
      <PageHeader
        title={t("page.title")}
        lead={t("page.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("page.title") }]}
        actions={page.mayGrant && <LinkButton to={links.deskReminders(language)}>{t("reminder.title")}</LinkButton>}
      />
      <div className="grid gap-10">
        {done && !answer && <Notice tone="success" live title={t(`done.${done}`)} />}
        {!page.cycle && <EmptyState title={t("page.none")} />}
        {page.cycle && (
          <>
            <DeadlineTable deadlines={page.deadlines} />
            <p>
              <a href={links.calendar(language)} download>
                {t("calendar.cycle")}
              </a>
            </p>
            {revoking && <RevokeForm extension={revoking} answer={answerTo("revoked")} />}
            <ExtensionTable extensions={page.extensions} mayGrant={page.mayGrant} />
            <div className="grid gap-4">
              <Pager label={t("extension.caption")} earlier={null} later={page.next && `?after=${page.next}`} />
              {!started && <Link to={links.deskDeadlines(language)}>{t("page.toStart")}</Link>}
            </div>
            {page.mayGrant && <GrantForm templates={page.templates} lines={page.lines} answer={answerTo("granted")} />}
          </>
        )}
      </div>
    </>
  );
}
