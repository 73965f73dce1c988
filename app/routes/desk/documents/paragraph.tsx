import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { changeParagraph } from "~/features/documents/commands/change-paragraph.server";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { EvidenceView, OrphanList, SentenceList } from "~/features/documents/components/evidence-view";
import { LiveDocument } from "~/features/documents/components/live-document";
import { ChangeForms, EditForm, ParagraphHistory } from "~/features/documents/components/paragraph-forms";
import { documentLinks } from "~/features/documents/model/address";
import type { ParagraphPage } from "~/features/documents/model/pages";
import { getParagraph } from "~/features/documents/queries/paragraph.server";
import { paragraphSchema } from "~/features/documents/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { paragraph: ParagraphPage };
export const handle = {
  texts: ["documents", "desk", "history"],
  title: (t, data) => (data ? `${t("documents:paragraph.title", { number: data.paragraph.number })} · ${data.paragraph.document.title}` : t("documents:title")),
} satisfies PageHandle<Data>;

const params = z.object({ document: z.string(), paragraph: z.string() });
const DONE = ["saved", "orphaned", "changed"] as const;
const sentenceOf = (search: URLSearchParams): number | null => (/^\d{1,4}$/.test(search.get("sentence") ?? "") ? Number(search.get("sentence")) : null);

/** A paragraph with its history and, of one sentence, what it rests on. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document, paragraph }, request }) => {
  const { searchParams } = new URL(request.url);
  const page = valueOr404(await getParagraph(ctx, document, paragraph, sentenceOf(searchParams)), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: paragraph });
  return { paragraph: page, done: DONE.find((known) => known === searchParams.get("done")) ?? null };
});

export const action = securedAction({ can: "desk.decide", params, form: paragraphSchema }, async ({ ctx, params: asked, input, request }) => {
  const acted = await changeParagraph(ctx, asked, input);
  if (!acted.ok) return formRefusal(acted.error);
  const { at, done } = acted.value;
  if (at === null) return redirect(`${documentLinks.one(ctx.language, asked.document)}${done === "orphaned" ? "#orphans" : ""}`);
  const sentence = at === asked.paragraph ? sentenceOf(new URL(request.url).searchParams) : null;
  const to = documentLinks.paragraph(ctx.language, asked.document, at, { ...(sentence !== null && { sentence }), done });
  return redirect(sentence === null ? to : `${to}#evidence`);
});

/** Forms that stand with the sentence that is looked at. */
const OF_SENTENCE = ["cite", "editorial", "untie", "retie"];

export default function ParagraphPageView() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const { paragraph, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { document, number, next, chosen, mayWrite, agreed } = paragraph;
  const intent = answer?.typed.intent ?? "";
  return (
    <>
      <DocumentHeader
        document={document}
        current={null}
        title={t("paragraph.title", { number: `\u2066${number}\u2069` })}
        lead={paragraph.chapter.title}
        actions={
          next && <LinkButton to={`${documentLinks.paragraph(language, document.id, next.paragraph, { sentence: next.at })}#evidence`}>{t("next")}</LinkButton>
        }
      />
      <LiveDocument
        key={paragraph.id}
        document={document.id}
        paragraph={paragraph.id}
        numbers={Object.fromEntries([paragraph, ...paragraph.places.flatMap(({ paragraphs }) => paragraphs)].map((one) => [one.id, one.number]))}
        shown={{ [paragraph.id]: paragraph.revision }}
      />
      <div className="grid gap-10">
        {done && !answer && <Notice tone={done === "orphaned" ? "warning" : "success"} live title={t(`done.${done}`)} />}
        <SentenceList paragraph={paragraph} />
        {chosen && (
          <EvidenceView
            key={`${chosen.at} ${chosen.groups.flatMap(({ regions }) => regions.flatMap(({ quotes }) => quotes)).length}`}
            paragraph={paragraph}
            chosen={chosen}
            answer={OF_SENTENCE.includes(intent) ? answer : undefined}
          />
        )}
        <OrphanList paragraph={paragraph} />
        {agreed && <Notice title={t("paragraph.agreed")} />}
        {mayWrite && !agreed && <EditForm paragraph={paragraph} answer={intent === "save" ? answer : undefined} />}
        {mayWrite && !agreed && <ChangeForms paragraph={paragraph} answer={["move", "split", "merge", "delete"].includes(intent) ? answer : undefined} />}
        <ParagraphHistory paragraph={paragraph} />
      </div>
    </>
  );
}
