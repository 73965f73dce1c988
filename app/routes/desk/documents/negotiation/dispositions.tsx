import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { answerInput, publishDispositions } from "~/features/negotiations/commands/dispositions.server";
import { DispositionFiles, DispositionList } from "~/features/negotiations/components/disposition-table";
import { NegotiationHeader } from "~/features/negotiations/components/negotiation-header";
import { draftLinks } from "~/features/negotiations/model/address";
import type { DispositionsPage } from "~/features/negotiations/model/pages";
import { getDispositions } from "~/features/negotiations/queries/dispositions.server";
import { versionParams } from "~/features/documents/schema";
import { dispositionSchema } from "~/features/negotiations/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["negotiations", "documents", "desk"],
  title: (t, data) => [t("negotiations:dispositions.title"), data?.draft.title].filter(Boolean).join(" · "),
} satisfies PageHandle<DispositionsPage>;

/** What the desk says became of everything that was said to a draft. */
export const loader = securedLoader({ can: "desk.read", params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const page = valueOr404(await getDispositions(ctx, document, number), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: `dispositions ${number}` });
  return page;
});

export const action = securedAction({ can: "desk.decide", params: versionParams, form: dispositionSchema }, async ({ ctx, params: asked, input }) => {
  const done = input.intent === "publish" ? await publishDispositions(ctx, asked) : await answerInput(ctx, asked, input);
  return done.ok ? redirect(draftLinks.answers(ctx.language, asked.document, asked.number)) : formRefusal({ ...done.error, typed: input });
});

export default function DispositionsPageView() {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { draft, mayDecide, unanswered } = page;
  return (
    <>
      <NegotiationHeader draft={draft} current="answers" />
      <div className="grid gap-8">
        <p>{t("dispositions.unanswered", { count: unanswered })}</p>
        <DispositionFiles hrefOf={(format) => draftLinks.answersFile(language, draft.document, draft.number, format)} />
        <DispositionList page={page} answer={answer} mayAnswer={mayDecide && !draft.disposed} />
        {draft.disposed && <Notice title={t("dispositions.public")} />}
        {mayDecide && !draft.disposed && (
          <Card title={t("dispositions.publish")}>
            <p className="max-w-measure">{t("dispositions.publishEffect")}</p>
            <RefusalSummary refusal={answer?.typed.intent === "publish" ? answer.refusal : undefined} prefix="publish" />
            <Form method="post">
              <Button type="submit" variant="primary" name="intent" value="publish">
                {t("dispositions.publish")}
              </Button>
            </Form>
          </Card>
        )}
      </div>
    </>
  );
}
