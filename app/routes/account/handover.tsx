import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { handOver } from "~/features/handovers/commands/hand-over.server";
import { HandoverForm, WhatStays } from "~/features/handovers/components/handover-form";
import { HandoverList } from "~/features/handovers/components/handover-list";
import { getHandoverPage } from "~/features/handovers/queries.server";
import { handoverSchema } from "~/features/handovers/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["account"], title: (t) => t("account:handover.title") } satisfies PageHandle;

const params = z.object({ party: z.string().regex(/^[A-Za-z0-9-]{2,40}$/) });

/** Whose handovers these are decides the query: another party's page is not found. */
export const loader = securedLoader({ params, can: "account.own" }, async ({ params: { party }, ctx, request }) => {
  const asked = new URL(request.url).searchParams;
  const page = valueOr404(await getHandoverPage(ctx, party, { after: asked.get("after") }), request, ctx);
  return { page, isLater: asked.has("after"), isDone: asked.has("done") };
});

export const action = securedAction({ params, can: "account.own", form: handoverSchema }, async ({ params: { party }, ctx, input, world }) => {
  const { file, ...rest } = input;
  const given = file && file.size > 0 ? { name: file.name, content: new Uint8Array(await file.arrayBuffer()) } : null;
  const made = await handOver(ctx, world.files, party, { ...rest, file: given });
  return made.ok ? redirect(`${links.handover(ctx.language, party)}?done`) : formRefusal({ ...made.error, typed: rest });
});

/** The role of a focal point is handed over, and the record of it. */
export default function HandoverPage() {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const { page, isLater, isDone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { party, form, handovers, next } = page;
  const here = links.handover(language, party.code);
  return (
    <>
      <PageHeader
        title={t("handover.title")}
        lead={t("handover.lead")}
        breadcrumbs={[{ label: t("settings.title"), to: links.account(language) }, { label: party.name }, { label: t("handover.title") }]}
      />
      <div className="grid gap-8">
        {answer && <RefusalSummary refusal={answer.refusal} prefix="handover" />}
        {isDone && !answer && <Notice tone="success" live title={t("handover.done")} />}
        {form && form.leaving.length > 0 && !isLater && (
          <>
            <WhatStays form={form} />
            <HandoverForm key={handovers[0]?.id ?? "first"} form={form} answer={answer} />
          </>
        )}
        <section aria-labelledby="handovers" className="grid gap-4">
          <h2 id="handovers">{t("handover.list")}</h2>
          <HandoverList party={party.code} handovers={handovers} />
          <Pager label={t("handover.pager")} earlier={isLater ? here : null} later={next && `${here}?after=${encodeURIComponent(next)}`} />
        </section>
      </div>
    </>
  );
}
