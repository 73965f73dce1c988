import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { documentLinks } from "~/features/documents/model/address";
import { arrange } from "~/features/negotiations/commands/arrange.server";
import { BracketCount } from "~/features/negotiations/components/bracket-count";
import { ClosingForms, ConsultationTable, PublishForm } from "~/features/negotiations/components/consultation-forms";
import { draftLinks } from "~/features/negotiations/model/address";
import type { NegotiationPage } from "~/features/negotiations/model/pages";
import { getNegotiation } from "~/features/negotiations/queries/desk.server";
import { consultationSchema } from "~/features/negotiations/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["negotiations", "documents", "desk"],
  title: (t, data) => [t("negotiations:desk.title"), data?.document.title].filter(Boolean).join(" · "),
} satisfies PageHandle<NegotiationPage>;

const params = z.object({ document: z.string() });

/** What of a document is out for comment, and what came of it. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document }, request }) => {
  const page = valueOr404(await getNegotiation(ctx, document), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: "negotiation" });
  return page;
});

export const action = securedAction({ can: "desk.decide", params, form: consultationSchema }, async ({ ctx, params: { document }, input }) => {
  const arranged = await arrange(ctx, document, input);
  if (arranged.ok) return redirect(documentLinks.negotiation(ctx.language, document));
  const typed = Object.entries(input).map(([name, value]): [string, string] => [name, String(value)]);
  return formRefusal({ ...arranged.error, typed: Object.fromEntries(typed) });
});

export default function NegotiationPageView() {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { document, drafts, versions, mayDecide, days } = page;
  const [latest] = drafts;
  const intent = answer?.typed.intent ?? "";
  return (
    <>
      <DocumentHeader document={document} current="negotiation" title={t("desk.title")} />
      <div className="grid gap-10">
        <ConsultationTable page={page} />
        <BracketCount days={days} />
        {mayDecide && versions.length > 0 && <PublishForm key={versions.length} page={page} answer={intent === "open" ? answer : undefined} />}
        {mayDecide && latest && !latest.disposed && (
          <ClosingForms key={latest.closesAt} draft={latest} answer={["prolong", "close"].includes(intent) ? answer : undefined} />
        )}
        <p>
          <Link to={draftLinks.groups(language)}>{t("groups.title")}</Link>
        </p>
      </div>
    </>
  );
}
