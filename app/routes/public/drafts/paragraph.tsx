import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { act } from "~/features/negotiations/commands/inputs.server";
import { DraftBadge, DraftName } from "~/features/negotiations/components/draft-facts";
import { CommentForm, ProposalForm } from "~/features/negotiations/components/input-forms";
import { CommentList, ProposalList } from "~/features/negotiations/components/proposal-list";
import { draftLinks } from "~/features/negotiations/model/address";
import type { ParagraphPage } from "~/features/negotiations/model/pages";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import { versionParams } from "~/features/documents/schema";
import { paragraphSchema } from "~/features/negotiations/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { DateTimeInZones } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: ParagraphPage };
export const handle = {
  texts: ["negotiations", "documents"],
  title: (t, data) => (data ? `${t("negotiations:paragraph.title", { number: data.page.number })} · ${data.page.draft.title}` : t("negotiations:title")),
} satisfies PageHandle<Data>;

const params = versionParams.extend({ paragraph: z.uuid() });
const DONE = ["comment", "propose", "support", "withdraw"] as const;

/** A paragraph of a published draft, for those who act for a party: what is proposed for it, and the forms to say something. */
export const loader = securedLoader({ can: "reports.read", params }, async ({ ctx, params: { document, number, paragraph }, request }) => ({
  page: valueOr404(await getDraftParagraph(ctx, document, number, paragraph), request, ctx),
  done: DONE.find((known) => known === new URL(request.url).searchParams.get("done")) ?? null,
}));

export const action = securedAction({ can: "reports.write", params, form: paragraphSchema }, async ({ ctx, params: asked, input }) => {
  const acted = await act(ctx, asked, input);
  if (!acted.ok) return formRefusal({ ...acted.error, typed: input });
  return redirect(draftLinks.paragraph(ctx.language, asked.document, asked.number, asked.paragraph, input.intent));
});

export default function DraftParagraphPage() {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const { page, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { draft, number, text, agreed, commentFor, proposeFor, proposals, comments } = page;
  const answerTo = (intent: string) => (answer?.typed.intent === intent ? answer : undefined);
  // Only what is said for the reader's own parties empties the form.
  const ownProposals = proposals.filter(({ own }) => own).length;
  const ofList = answerTo("support") ?? answerTo("withdraw");
  return (
    <>
      <PageHeader
        title={t("paragraph.title", { number })}
        lead={<DraftName draft={draft} />}
        badge={<DraftBadge draft={draft} />}
        breadcrumbs={[
          { label: t("title"), to: draftLinks.all(language) },
          { label: <DraftName draft={draft} />, to: draftLinks.one(language, draft.document, draft.number) },
          { label: t("paragraph.title", { number }) },
        ]}
      />
      <div className="grid gap-10">
        {done && !answer && <Notice tone="success" live title={t(`done.${done}`)} />}
        <blockquote lang={draft.language} dir="auto" className="max-w-measure border-s-4 border-accent ps-4 whitespace-pre-line">
          {text}
        </blockquote>
        <p className="grid gap-1">
          <span className="text-sm text-ink-soft">{t(draft.open ? "draft.until" : "draft.closedOn")}</span>
          <DateTimeInZones at={draft.closesAt} />
        </p>
        {agreed && <Notice title={t("paragraph.agreed")} />}
        <ProposalList page={page} answer={ofList} />
        <CommentList page={page} answer={ofList} />
        {draft.open && commentFor.length > 0 && <CommentForm key={`comment ${comments.length}`} parties={commentFor} answer={answerTo("comment")} />}
        {draft.open && !agreed && proposeFor.length > 0 && <ProposalForm key={`propose ${ownProposals}`} parties={proposeFor} answer={answerTo("propose")} />}
        {draft.open && proposeFor.length === 0 && <p className="max-w-measure text-ink-soft">{t("propose.notYours")}</p>}
      </div>
    </>
  );
}
