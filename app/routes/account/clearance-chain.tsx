import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { configureChain } from "~/features/clearances/commands/configure.server";
import { ChainForm } from "~/features/clearances/components/chain-form";
import { getChainPage } from "~/features/clearances/queries/pages.server";
import { chainSchema } from "~/features/clearances/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary, useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["clearances", "account"], title: (t) => t("clearances:chain.title") } satisfies PageHandle;

const params = z.object({ party: z.string().regex(/^[A-Za-z0-9-]{2,40}$/) });

/** Whose chain it is decides the query: another party's page is not found. */
export const loader = securedLoader({ params, can: "account.own" }, async ({ params: { party }, ctx, request }) =>
  valueOr404(await getChainPage(ctx, party), request, ctx),
);

export const action = securedAction({ params, can: "account.own", form: chainSchema }, async ({ params: { party }, ctx, input }) => {
  const { steps, days, name1, name2, people1, people2 } = input;
  const saved = await configureChain(ctx, party, input);
  const typed = { steps: String(steps), days: String(days), name1, name2, people1: people1.join("\n"), people2: people2.join("\n") };
  return saved.ok ? redirect(`${links.clearanceChain(ctx.language, party)}?done`) : formRefusal({ ...saved.error, typed });
});

/** How a party clears its reports before they are signed. */
export default function ClearanceChainPage() {
  const { t } = useTranslation("clearances");
  const { t: account } = useTranslation("account");
  const refusalText = useRefusalText();
  const language = useLanguage();
  const { party, chain, candidates, openReports } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer === undefined && search.has("done");
  const inUse = { code: "clearance.chain_in_use", params: { count: openReports } };
  return (
    <>
      <PageHeader
        title={t("chain.title")}
        lead={t("chain.lead")}
        breadcrumbs={[{ label: account("settings.title"), to: links.account(language) }, { label: party.name }, { label: t("chain.title") }]}
      />
      <div className="grid gap-8">
        {answer && <RefusalSummary refusal={answer.refusal} prefix="chain" />}
        {done && <Notice tone="success" live title={t("chain.saved")} />}
        {!answer && openReports > 0 && <Notice tone="warning">{refusalText(inUse)}</Notice>}
        <ChainForm chain={chain} candidates={candidates} answer={answer} />
      </div>
    </>
  );
}
