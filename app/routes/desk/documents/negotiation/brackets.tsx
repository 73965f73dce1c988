import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { decide } from "~/features/negotiations/commands/decisions.server";
import { CleanView, ParagraphsView, ProponentsView } from "~/features/negotiations/components/brackets-view";
import { NegotiationHeader } from "~/features/negotiations/components/negotiation-header";
import { draftLinks } from "~/features/negotiations/model/address";
import { VIEWS, type BracketsPage, type View } from "~/features/negotiations/model/pages";
import { getBrackets } from "~/features/negotiations/queries/desk.server";
import { versionParams } from "~/features/documents/schema";
import { decisionSchema } from "~/features/negotiations/schema";
import { ProposalsForm } from "~/features/papers/components/version-form";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: BracketsPage };
export const handle = {
  texts: ["negotiations", "documents", "desk"],
  title: (t, data) => [t("negotiations:desk.brackets"), data?.page.draft.title].filter(Boolean).join(" · "),
} satisfies PageHandle<Data>;

const viewOf = (request: Request): View => VIEWS.find((known) => known === new URL(request.url).searchParams.get("view")) ?? "paragraphs";

/** All that is proposed for a published draft: paragraph by paragraph in brackets, by proponent, or the clean text. */
export const loader = securedLoader({ can: "desk.read", params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const page = valueOr404(await getBrackets(ctx, document, number), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: `negotiation ${number}` });
  return { page, view: viewOf(request) };
});

export const action = securedAction({ can: "desk.decide", params: versionParams, form: decisionSchema }, async ({ ctx, params: asked, input, request }) => {
  const decided = await decide(ctx, asked, input);
  if (!decided.ok) return formRefusal({ ...decided.error, typed: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)])) });
  const anchor = "paragraph" in input ? `#paragraph-${input.paragraph}` : `#input-${input.input}`;
  return redirect(draftLinks.brackets(ctx.language, asked.document, asked.number, viewOf(request)) + anchor);
});

export default function BracketsPageView() {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const { page, view } = useLoaderData<typeof loader>();
  const { document, number } = page.draft;
  const answer = useActionData<typeof action>();
  return (
    <>
      <NegotiationHeader draft={page.draft} current={view} />
      <div className="grid gap-8">
        <p>{t("count.brackets", { count: page.brackets })}</p>
        {view === "clean" && <CleanView page={page} />}
        {view === "proponents" && <ProponentsView page={page} answer={answer} />}
        {view === "paragraphs" && <ParagraphsView page={page} answer={answer} />}
        <ProposalsForm key={view} action={draftLinks.bracketsFile(language, document, number)} view={view === "clean" ? "clean" : "brackets"} />
      </div>
    </>
  );
}
