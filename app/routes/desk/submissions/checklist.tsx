import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { tickItem } from "~/features/review/commands/tick.server";
import { Checklist } from "~/features/review/components/checklist";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { getChecklist } from "~/features/review/queries/checklist.server";
import { tickSchema } from "~/features/review/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { symbol: string };
export const handle = {
  texts: ["readings", "desk"],
  title: (t, data) => (data ? `${t("readings:checklist.title")}, ${data.symbol}` : t("readings:checklist.title")),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const checklist = valueOr404(await getChecklist(ctx, id), request, ctx);
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  return checklist;
});

/** Each tick ends on the page itself, at its item, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.decide", form: tickSchema }, async ({ params: { id }, ctx, input }) => {
  const { intent: done, item, note, last } = input;
  const ticked = await tickItem(ctx, id, { item, done, note, last });
  if (ticked.ok) return redirect(`${links.deskChecklist(ctx.language, id)}?done=tick#${item}`);
  return formRefusal({ ...ticked.error, typed: { item, note } });
});

/** What an officer looks at before a version is accepted, ticked here with a note. */
export default function ChecklistPage() {
  const { t } = useTranslation("readings");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { id, symbol, items, mayTick } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader
        title={t("checklist.title")}
        lead={t("checklist.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: <Code>{symbol}</Code>, to: links.deskSubmission(language, id) },
          { label: t("checklist.title") },
        ]}
      />
      <SubmissionPages id={id} current="checklist" />
      <div className="mb-8 grid gap-4 empty:hidden">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {!answer && search.get("done") === "tick" && (
          <Notice tone="success" live>
            {t("checklist.saved")}
          </Notice>
        )}
        {items.length === 0 && <Notice>{t("checklist.empty")}</Notice>}
      </div>
      <Checklist items={items} mayTick={mayTick} answer={answer} />
    </>
  );
}
