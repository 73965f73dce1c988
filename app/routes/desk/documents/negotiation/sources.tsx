import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { proposeFromReport } from "~/features/negotiations/commands/sources.server";
import { NegotiationHeader } from "~/features/negotiations/components/negotiation-header";
import { ReportProposals } from "~/features/negotiations/components/report-proposals";
import { draftLinks } from "~/features/negotiations/model/address";
import type { SourcesPage } from "~/features/negotiations/model/pages";
import { getReportProposals } from "~/features/negotiations/queries/sources.server";
import { versionParams } from "~/features/documents/schema";
import { sourceSchema } from "~/features/negotiations/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import type { PageHandle } from "~/ui/page-handle";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["negotiations", "documents", "desk"],
  title: (t, data) => [t("negotiations:desk.sources"), data?.draft.title].filter(Boolean).join(" · "),
} satisfies PageHandle<SourcesPage>;

/** What published reports propose for the outcome, to be put on paragraphs of a draft. */
export const loader = securedLoader({ can: "desk.read", params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const page = valueOr404(await getReportProposals(ctx, document, number, new URL(request.url).searchParams.get("after")), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: `proposals ${number}` });
  return page;
});

export const action = securedAction({ can: "desk.decide", params: versionParams, form: sourceSchema }, async ({ ctx, params: asked, input, request }) => {
  const made = await proposeFromReport(ctx, asked, input);
  if (!made.ok) return formRefusal({ ...made.error, typed: input });
  return redirect(draftLinks.sources(ctx.language, asked.document, asked.number, new URL(request.url).searchParams.get("after") ?? undefined));
});

export default function SourcesPageView() {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { draft, next } = page;
  return (
    <>
      <NegotiationHeader draft={draft} current="sources" />
      <div className="grid gap-8">
        <p className="max-w-measure">{t("sources.lead")}</p>
        <ReportProposals page={page} answer={answer} />
        {next && <Pager label={t("desk.sources")} earlier={null} later={draftLinks.sources(language, draft.document, draft.number, next)} />}
      </div>
    </>
  );
}
