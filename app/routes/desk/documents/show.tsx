import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { changeChapters } from "~/features/documents/commands/change-chapters.server";
import { addParagraph } from "~/features/documents/commands/paragraphs.server";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { LiveDocument } from "~/features/documents/components/live-document";
import { OrphanSentences, Outline, SentenceCounts } from "~/features/documents/components/outline";
import { ChapterForm, MoveChapterForm, ParagraphForm } from "~/features/documents/components/outline-forms";
import { documentLinks } from "~/features/documents/model/address";
import type { DocumentPage } from "~/features/documents/model/pages";
import { getDocument } from "~/features/documents/queries/documents.server";
import { outlineSchema } from "~/features/documents/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["documents", "desk"], title: (t, data) => data?.title ?? t("documents:title") } satisfies PageHandle<DocumentPage>;

const params = z.object({ document: z.string() });

/** A document whole: its text, and what its sentences rest on. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document }, request }) => {
  const page = valueOr404(await getDocument(ctx, document), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}` });
  return page;
});

export const action = securedAction({ can: "desk.decide", params, form: outlineSchema }, async ({ ctx, params: { document }, input }) => {
  const at = documentLinks.one(ctx.language, document);
  if (input.intent !== "paragraph") {
    const done = await changeChapters(ctx, document, input);
    return done.ok ? redirect(`${at}#chapter-${done.value.chapter}`) : formRefusal({ ...done.error, typed: input });
  }
  const made = await addParagraph(ctx, document, input);
  if (made.ok) return redirect(`${at}#paragraph-${made.value.paragraph}`);
  const { intent, text, place } = input;
  return formRefusal({ ...made.error, typed: { intent, text, place: place.after ? `${place.chapter}/${place.after}` : place.chapter } });
});

export default function DocumentPageView() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const places = page.chapters.map(({ id, title, paragraphs }) => ({ chapter: id, title, paragraphs }));
  const paragraphs = page.chapters.flatMap((chapter) => chapter.paragraphs);
  const answerTo = (intent: string) => (answer?.typed.intent === intent ? answer : undefined);
  return (
    <>
      <DocumentHeader
        document={page}
        current="text"
        actions={
          page.next && (
            <LinkButton to={`${documentLinks.paragraph(language, page.id, page.next.paragraph, { sentence: page.next.at })}#evidence`}>{t("next")}</LinkButton>
          )
        }
      />
      <LiveDocument
        document={page.id}
        numbers={Object.fromEntries(paragraphs.map(({ id, number }) => [id, number]))}
        shown={Object.fromEntries(paragraphs.map(({ id, revision }) => [id, revision]))}
      />
      <div className="grid gap-10">
        <SentenceCounts counts={page.counts} worded={page.worded} />
        {page.chapters.length === 0 ? <EmptyState title={t("chapter.none")} /> : <Outline document={page} rename={answerTo("chapter_rename")} />}
        <OrphanSentences document={page} />
        {page.mayWrite && places.length > 0 && (
          <ParagraphForm key={page.counts.neither} places={places} last={lastPlace(page)} answer={answerTo("paragraph")} />
        )}
        {page.mayWrite && places.length > 0 && (
          <p>
            <LinkButton to={documentLinks.redraft(language, page.id)}>{t("redraft.title")}</LinkButton>
          </p>
        )}
        {page.mayWrite && <ChapterForm key={places.length} answer={answerTo("chapter")} />}
        {page.mayWrite && page.chapters.length > 1 && <MoveChapterForm chapters={page.chapters} answer={answerTo("chapter_move")} />}
      </div>
    </>
  );
}

/** After the last paragraph that was written, where the next one mostly belongs. */
function lastPlace({ chapters }: Pick<DocumentPage, "chapters">): string | undefined {
  const last = chapters.findLast(({ paragraphs }) => paragraphs.length > 0);
  return last && `${last.id}/${last.paragraphs.at(-1)!.id}`;
}
