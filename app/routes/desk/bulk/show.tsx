import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { carryOutBulk, undoBulk } from "~/features/review/commands/bulk.server";
import { BulkControls } from "~/features/review/components/bulk-controls";
import { BulkLines, BulkMails } from "~/features/review/components/bulk-lines";
import { getBulk } from "~/features/review/queries/bulk.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { PlainText } from "~/ui/plain-text";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["queue", "desk", "errors"], title: (t) => t("queue:bulk.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });
const form = z.object({ intent: z.enum(["act", "undo"]) });

export const loader = securedLoader({ params, can: "desk.decide" }, async ({ params: { id }, ctx, request }) =>
  valueOr404(await getBulk(ctx, id), request, ctx),
);

/** One step of the act or of its undoing; the page it ends on says how far it is and asks for the next. */
export const action = securedAction({ params, can: "desk.decide", form }, async ({ params: { id }, ctx, input }) => {
  const step = await (input.intent === "act" ? carryOutBulk(ctx, id) : undoBulk(ctx, id));
  return step.ok ? redirect(links.deskBulk(ctx.language, id) + (step.value.left > 0 ? `?go=${input.intent}` : "")) : formRefusal(step.error);
});

/** A bulk act: its rehearsal, how far it is, what came of it, and its undoing. */
export default function BulkPage() {
  const { t } = useTranslation("queue");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const act = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader
        title={desk(`action.${act.action}.button`)}
        lead={t(`bulk.phases.${act.phase}`)}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("bulk.title"), to: links.deskBulks(language) },
          { label: desk(`action.${act.action}.button`) },
        ]}
      />
      <div className="grid grid-cols-1 gap-8">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {act.action === "assign_officer" && (
          <p>
            {desk("queue.officer")}: <bdi>{act.officer ?? desk("queue.nobody")}</bdi>
          </p>
        )}
        {act.reason && <PlainText text={act.reason} />}
        <BulkControls act={act} going={answer ? null : search.get("go")} />
        {act.phase === "rehearsed" && <BulkMails mails={act.mails} />}
        <BulkLines lines={act.lines} phase={act.phase} />
      </div>
    </>
  );
}
