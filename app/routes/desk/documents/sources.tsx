import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readCompilation, writeCompilation } from "~/features/compilations/model/address";
import { changeParagraph } from "~/features/documents/commands/change-paragraph.server";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { SourceAnswers, SourceQuestions } from "~/features/documents/components/source-list";
import { documentLinks } from "~/features/documents/model/address";
import type { SourcesPage } from "~/features/documents/model/pages";
import { listSources } from "~/features/documents/queries/paragraph.server";
import { paragraphSchema } from "~/features/documents/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import type { PageHandle } from "~/ui/page-handle";
import { Pager } from "~/ui/pager";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: SourcesPage };
export const handle = {
  texts: ["documents", "compilation", "desk", "public", "reports"],
  title: (t, data) => (data ? `${t("documents:sources.title")} · ${data.page.document.title}` : t("documents:title")),
} satisfies PageHandle<Data>;

const params = z.object({ document: z.string(), paragraph: z.string() });

/** The answers a sentence can be tied to: the questions of its chapter, and the answers to one of them. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document, paragraph }, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("question") ? readCompilation(searchParams) : null;
  const at = Number(searchParams.get("sentence") ?? "0");
  const found = await listSources(ctx, document, paragraph, { at, asked, after: searchParams.get("after") });
  const page = valueOr404(found, request, ctx);
  if (asked) noteRead(ctx, { type: "compilation.read", subject: `question:${asked.template}/${asked.question}`, detail: asked.row });
  return { page, kept: asked ? writeCompilation(asked) : {} };
});

export const action = securedAction({ can: "desk.decide", params, form: paragraphSchema }, async ({ ctx, params: asked, input }) => {
  const acted = await changeParagraph(ctx, asked, input);
  if (!acted.ok) return formRefusal(acted.error);
  const sentence = "sentence" in input ? input.at : 0;
  return redirect(`${documentLinks.paragraph(ctx.language, asked.document, asked.paragraph, { sentence, done: acted.value.done })}#evidence`);
});

export default function SourcesPageView() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const { page, kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { document, paragraph, sentence, answers, questions } = page;
  const at = (more: Readonly<Record<string, string>>): string => documentLinks.sources(language, document.id, paragraph.id, { sentence: sentence.at, ...more });
  return (
    <>
      <DocumentHeader document={document} current={null} title={t("sources.title")} />
      <div className="grid gap-8">
        <section aria-label={t("sources.sentence")} className="grid gap-2">
          <blockquote lang={document.language} dir="auto" className="max-w-measure border-s-4 border-accent ps-4 font-semibold">
            {sentence.text}
          </blockquote>
          <Link to={`${documentLinks.paragraph(language, document.id, paragraph.id, { sentence: sentence.at })}#evidence`}>{t("sources.back")}</Link>
        </section>
        <RefusalSummary refusal={answer?.refusal} prefix="cite" />
        {answers && <SourceAnswers answers={answers} sentence={sentence} mayWrite={page.mayWrite} />}
        {answers?.next && <Pager label={t("sources.title")} earlier={null} later={at({ ...kept, after: answers.next })} />}
        <SourceQuestions
          questions={questions}
          linkOf={({ template, question, row, line }) => at(writeCompilation({ template, question, row, filters: line ? { line } : {} }))}
        />
      </div>
    </>
  );
}
