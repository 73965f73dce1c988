import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { codingLinks } from "~/features/codings/model/address";
import { askWording } from "~/features/documents/commands/ask-wording.server";
import { layOutChapter } from "~/features/documents/commands/lay-out.server";
import { ChapterName } from "~/features/documents/components/chapter-name";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { LaidText, LayOutForm, LayoutRules } from "~/features/documents/components/layout-view";
import { WordingForm } from "~/features/documents/components/wording-view";
import { documentLinks } from "~/features/documents/model/address";
import type { LayoutPage } from "~/features/documents/model/pages";
import { getLayout } from "~/features/documents/queries/layout.server";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["synthesis", "documents", "coding", "desk"],
  title: (t, data) => (data ? `${t("synthesis:title")} · ${data.document.title}` : t("synthesis:title")),
} satisfies PageHandle<LayoutPage>;

const params = z.object({ document: z.string(), chapter: z.string() });

/** The text that can be laid out for a chapter from what was coded, before it is added. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document, chapter }, request, world }) => {
  const page = valueOr404(await getLayout(ctx, document, chapter, world.wording), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: chapter });
  return page;
});

const form = z.object({ digest: z.string(), intent: z.literal("ask").optional(), wording: z.string().max(40).default("") });

export const action = securedAction({ can: "desk.decide", params, form }, async ({ ctx, params: { document, chapter }, input, world }) => {
  const { intent, digest, wording } = input;
  if (intent === "ask") {
    const asked = await askWording(ctx, world.wording, document, { chapter, digest });
    return asked.ok ? redirect(documentLinks.layout(ctx.language, document, chapter)) : formRefusal({ ...asked.error, typed: { intent } });
  }
  const made = await layOutChapter(ctx, document, { chapter, digest, wording });
  return made.ok ? redirect(`${documentLinks.one(ctx.language, document)}#chapter-${chapter}`) : formRefusal({ ...made.error, typed: {} });
});

export default function LayoutPageView() {
  const { t } = useTranslation("synthesis");
  const { t: coding } = useTranslation("coding");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { document, chapter, paragraphs, stands, wording } = page;
  const isAsked = answer?.typed.intent === "ask";
  return (
    <>
      <DocumentHeader document={document} current={null} title={t("title")} lead={t("lead")} />
      <div className="grid gap-10">
        <p className="text-lg font-semibold">
          <ChapterName chapter={chapter} language={document.language} />
        </p>
        {page.blind ? (
          <Notice tone="info">
            {t("blind")} <Link to={codingLinks.start(language)}>{coding("title")}</Link>
          </Notice>
        ) : (
          <>
            {stands > 0 && <Notice tone="info">{t("stands", { count: stands })}</Notice>}
            {paragraphs.length === 0 ? stands === 0 && <EmptyState title={t("none")} /> : <LaidText page={page} />}
            {page.mayWrite && paragraphs.length > 0 && <LayOutForm page={page} answer={isAsked ? undefined : answer} />}
            {page.mayWrite && wording && wording.sentences > 0 && <WordingForm wording={wording} digest={page.digest} answer={isAsked ? answer : undefined} />}
          </>
        )}
        <LayoutRules />
      </div>
    </>
  );
}
