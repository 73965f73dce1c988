import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { takeTexts } from "~/features/documents/commands/take-texts.server";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { documentLinks } from "~/features/documents/model/address";
import { getDocument } from "~/features/documents/queries/documents.server";
import { BringDraft, TakeDraft } from "~/features/redrafts/components/redraft-files";
import { RedraftForm } from "~/features/redrafts/components/redraft-form";
import { isFaulty } from "~/features/redrafts/model/again";
import { holdAgain, holdRedraft } from "~/features/redrafts/queries/hold.server";
import { redraftSchema } from "~/features/redrafts/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["documents", "negotiations", "desk", "history"], title: (t) => t("documents:redraft.title") } satisfies PageHandle;

const params = z.object({ document: z.string() });

export const loader = securedLoader({ can: "desk.decide", params }, async ({ ctx, params: { document }, request }) => {
  const { id, title, language } = valueOr404(await getDocument(ctx, document), request, ctx);
  return { document: { id, title, language } };
});

const isTicked = ({ ticked }: { ticked: boolean }): boolean => ticked;

/** First the file, compared with the text and nothing more; then the paragraphs somebody has agreed to. What was not saved comes back as it was sent. */
export const action = securedAction({ can: "desk.decide", params, form: redraftSchema }, async ({ ctx, params: { document }, input }) => {
  if (input.intent === "take") {
    const isRefused = isFaulty(input);
    const taken = isRefused ? null : await takeTexts(ctx, document, { texts: input.items.filter(isTicked), added: input.added.filter(isTicked) });
    if (taken && !taken.ok) return formRefusal(taken.error);
    const rest = await holdAgain(ctx, document, input, taken ? [...taken.value.taken, ...taken.value.added] : []);
    if (!rest.ok) return formRefusal(rest.error);
    const isAll = rest.value.items.length + rest.value.added.length + rest.value.problems.length === 0;
    return data({ taken: taken && taken.value, plan: isAll ? null : rest.value }, isRefused ? 422 : 200);
  }
  const held = await holdRedraft(ctx, document, new Uint8Array(await input.file.arrayBuffer()));
  return held.ok ? { taken: null, plan: held.value } : formRefusal(held.error);
});

/** The text of a document taken away as a Word file, and brought back: what differs is seen before anything is saved. */
export default function RedraftPage() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const { document } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const taken = answer && "taken" in answer ? answer.taken : null;
  const plan = answer && "plan" in answer ? answer.plan : null;
  const count = taken ? taken.taken.length + taken.added.length : 0;
  return (
    <>
      <DocumentHeader document={document} current={null} title={t("redraft.title")} lead={t("redraft.lead")} />
      <div className="grid grid-cols-1 gap-6">
        {answer && "refusal" in answer && <RefusalSummary refusal={answer.refusal} prefix="redraft" />}
        {count > 0 && (
          <Notice tone="success" live>
            {t("redraft.done", { count })}
          </Notice>
        )}
        {taken && taken.orphans > 0 && (
          <Notice tone="warning" live>
            {t("redraft.orphaned", { count: taken.orphans })}
          </Notice>
        )}
        {taken && taken.refused.length > 0 && (
          <Notice tone="warning" live>
            {t("redraft.refused", { count: taken.refused.length })}
          </Notice>
        )}
        {taken && count + taken.refused.length === 0 && <Notice live>{t("redraft.nothingChosen")}</Notice>}
        {plan ? <RedraftForm plan={plan} language={document.language} /> : <TakeDraft action={documentLinks.draftFile(language, document.id)} />}
        <BringDraft />
      </div>
    </>
  );
}
