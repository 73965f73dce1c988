import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { answerCosign } from "~/features/reports/commands/cosign.server";
import { CosignRequestView } from "~/features/reports/components/cosign-request";
import { COSIGN_ANSWERS } from "~/features/reports/model";
import { readCosign } from "~/features/reports/queries/cosign.server";
import { statusOf } from "~/http/refusals.server";
import { formRefusal, publicAction, publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";

export const handle = { texts: ["reports", "signing"], title: (t) => t("signing:cosign.title") } satisfies PageHandle;

const params = z.object({ token: z.string().min(1).max(200) });

/** A link that no longer works is explained on the page: whoever opens it did nothing wrong. */
export const loader = publicLoader({ params }, async ({ params: { token }, ctx }) => {
  const result = await readCosign(ctx, token);
  return result.ok ? data({ request: result.value, refusal: null }) : data({ request: null, refusal: result.error }, { status: statusOf(result.error) });
});

const form = z.object({ intent: z.enum(COSIGN_ANSWERS) });

export const action = publicAction({ params, form }, async ({ params: { token }, ctx, input }) => {
  const result = await answerCosign(ctx, token, input.intent);
  return result.ok ? redirect(links.cosign(ctx.language, token)) : formRefusal(result.error);
});

/** A contribution and the answer of one co-signatory to it; no account is needed. */
export default function CosignPage() {
  const { t } = useTranslation("signing");
  const text = useRefusalText();
  const { request, refusal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer?.refusal ?? refusal;
  return (
    <>
      <PageHeader
        title={request ? request.title : t("cosign.title")}
        lead={request && t("cosign.lead", request)}
        breadcrumbs={request ? [{ label: t("cosign.title") }, { label: <Code>{request.symbol}</Code> }] : undefined}
      />
      <div className="grid gap-6">
        {refused && (
          <Notice tone="warning" live={answer !== undefined}>
            {text(refused)}
          </Notice>
        )}
        {request && <CosignRequestView request={request} />}
      </div>
    </>
  );
}
