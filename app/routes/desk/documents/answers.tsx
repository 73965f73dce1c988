import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { setAside, undoSetAside } from "~/features/documents/commands/set-aside.server";
import { AnswerStandings, TreatmentFilter, StandingTable } from "~/features/documents/components/answer-standings";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { TREATMENTS, STANDINGS } from "~/features/documents/model";
import { documentLinks } from "~/features/documents/model/address";
import type { AnswerList } from "~/features/documents/model/pages";
import { listAnswerStandings } from "~/features/documents/queries/answers.server";
import { standingSchema } from "~/features/documents/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { isUuid } from "~/lib/keyset";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { Pager } from "~/ui/pager";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { list: AnswerList };
export const handle = {
  texts: ["documents", "desk"],
  title: (t, data) => (data ? `${t("documents:answers.title")} · ${data.list.document.title}` : t("documents:title")),
} satisfies PageHandle<Data>;

const DONE = ["aside", "undo"] as const;
const params = z.object({ document: z.string() });

/** What is asked for: answers of a chapter or of all, by where they stand, all of them or those treated in a way. */
function read(search: URLSearchParams) {
  const chapter = search.get("chapter") ?? "";
  return {
    chapter: isUuid(chapter) ? chapter : "",
    standing: STANDINGS.find((known) => known === search.get("standing")) ?? STANDINGS[0],
    treatment: TREATMENTS.find((known) => known === search.get("treatment")) ?? null,
  };
}

/** The answers of a document's chapters: those that are neither cited nor set aside before all. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document }, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = read(searchParams);
  const found = await listAnswerStandings(ctx, document, { ...asked, after: searchParams.get("after") });
  const list = valueOr404(found, request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: asked.standing });
  return { list, asked, done: DONE.find((known) => known === searchParams.get("done")) ?? null };
});

export const action = securedAction({ can: "desk.decide", params, form: standingSchema }, async ({ ctx, params: { document }, input, request }) => {
  const done = input.intent === "aside" ? await setAside(ctx, document, input) : await undoSetAside(ctx, document, input.hash);
  const { chapter, standing, treatment } = read(new URL(request.url).searchParams);
  return done.ok
    ? redirect(documentLinks.answers(ctx.language, document, { ...(chapter && { chapter }), standing, ...(treatment && { treatment }), done: input.intent }))
    : formRefusal({ ...done.error, typed: input });
});

export default function AnswersPage() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const { list, asked, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { document, chapters, items, next, mayWrite } = list;
  const at = (treatment: string | null, more: Readonly<Record<string, string>> = {}): string =>
    documentLinks.answers(language, document.id, {
      ...(asked.chapter && { chapter: asked.chapter }),
      standing: asked.standing,
      ...(treatment && { treatment }),
      ...more,
    });
  return (
    <>
      <DocumentHeader document={document} current="answers" title={t("answers.title")} lead={t("answers.lead")} />
      <div className="grid gap-10">
        {answer?.typed.intent === "undo" && <RefusalSummary refusal={answer.refusal} prefix="undo" />}
        {done && !answer && <Notice tone="success" live title={t(`done.${done}`)} />}
        <StandingTable chapters={chapters} linkOf={(chapter, standing) => `${documentLinks.answers(language, document.id, { chapter, standing })}#answers`} />
        <section id="answers" aria-labelledby="answers-title" className="grid gap-4">
          <h2 id="answers-title" className="text-xl">
            {t("answers.list", { standing: t(`standing.${asked.standing}`) })}
          </h2>
          <TreatmentFilter current={asked.treatment} linkOf={(treatment) => `${at(treatment)}#answers`} />
          {items.length === 0 ? (
            <EmptyState title={t("answers.none")} />
          ) : (
            <AnswerStandings items={items} chapters={chapters} mayWrite={mayWrite} answer={answer} />
          )}
          <Pager label={t("answers.title")} earlier={null} later={next && at(asked.treatment, { after: next })} />
        </section>
      </div>
    </>
  );
}
