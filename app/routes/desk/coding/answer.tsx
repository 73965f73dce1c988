import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { addMarks, finishAnswer, removeMark } from "~/features/codings/commands/marks.server";
import { CodingPages } from "~/features/codings/components/coding-pages";
import { DoneForms } from "~/features/codings/components/done-forms";
import { MarkList, SuggestionList } from "~/features/codings/components/mark-lists";
import { MarkingForm } from "~/features/codings/components/marking-form";
import { SentenceText } from "~/features/codings/components/sentence-text";
import { codingLinks } from "~/features/codings/model/address";
import { readPart } from "~/features/codings/model/parts";
import { getCodingPage } from "~/features/codings/queries/answer.server";
import { codingSchema, typedAct } from "~/features/codings/schema";
import { compilationLinks, readCompilation, writeCompilation } from "~/features/compilations/model/address";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: { question: string; party: string } };
export const handle = {
  texts: ["coding", "desk", "reports", "compilation"],
  title: (t, data) => (data ? `${data.page.question} · ${data.page.party} · ${t("coding:title")}` : t("coding:title")),
} satisfies PageHandle<Data>;

const DONE = ["mark", "take", "remove", "done", "pass"] as const;

/** One answer of a compilation, to be coded. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCompilation(searchParams);
  const page = valueOr404(await getCodingPage(ctx, asked, searchParams.get("at")), request, ctx);
  noteRead(ctx, { type: "compilation.read", subject: `question:${asked.template}/${asked.question}`, detail: asked.row });
  return { page, kept: writeCompilation(asked) };
});

export const action = securedAction({ can: "desk.code", form: codingSchema }, async ({ ctx, request, input }) => {
  const { searchParams } = new URL(request.url);
  const run = () => {
    switch (input.intent) {
      case "mark":
        return addMarks(ctx, { ...input, parts: [...input.parts, ...input.selected].flatMap((part) => readPart(part) ?? []) });
      case "take":
        return addMarks(ctx, { ...input, parts: input.parts.flatMap((part) => readPart(part) ?? []) });
      case "remove":
        return removeMark(ctx, input.id);
      case "done":
      case "pass":
        return finishAnswer(ctx, { hash: input.hash, coded: input.intent === "done" });
    }
  };
  const done = await run();
  if (!done.ok) return formRefusal({ ...done.error, typed: typedAct(input) });
  return redirect(codingLinks.answer(ctx.language, { ...writeCompilation(readCompilation(searchParams)), done: input.intent }, searchParams.get("at")));
});

export default function CodingAnswer() {
  const { t } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const { t: reports } = useTranslation("reports");
  const refused = useRefusalText();
  const language = useLanguage();
  const { page, kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : DONE.find((known) => known === search.get("done"));
  const { question, label, party, symbol, row, rowName, confidential, texts, marks, codes, mayCode, number, count, previous, following } = page;
  const at = (place: string): string => codingLinks.answer(language, kept, place);
  const isMarking = answer?.typed.intent === "mark";
  return (
    <>
      <PageHeader
        title={<bdi>{party}</bdi>}
        lead={
          <>
            <Code>{question}</Code> {label}
          </>
        }
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: codingLinks.start(language) },
          { label: <Code>{question}</Code>, to: compilationLinks.answers(language, kept) },
          { label: <Code>{symbol}</Code> },
        ]}
      />
      <CodingPages />
      <p className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Link to={links.deskSubmission(language, page.submission)}>
          <Code>{symbol}</Code>
        </Link>
        {row && (
          <span>
            <Code>{row}</Code> {rowName}
          </span>
        )}
        <Badge icon="language">
          <span lang={page.language}>{LANGUAGE_NAMES[page.language]}</span>
        </Badge>
        {confidential && <Badge icon="lock">{reports("answerView.confidential")}</Badge>}
        <span className="text-sm text-ink-soft">{t("place", { number, count })}</span>
      </p>
      <div className="grid gap-10">
        {answer && !isMarking && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`said.${done}`)}
          </Notice>
        )}
        {mayCode && codes.length === 0 && (
          <EmptyState title={t("codebook.none")} actions={<LinkButton to={codingLinks.codebook(language)}>{t("page.codebook")}</LinkButton>} />
        )}
        {mayCode && codes.length > 0 ? (
          // What was marked leaves an empty form.
          <MarkingForm key={`${page.hash} ${marks.length}`} page={page} answer={isMarking ? answer : undefined} />
        ) : (
          texts.map(({ place, label: name, sentences }) => (
            <section key={place} aria-label={name || t("mark.sentences")} className="grid gap-2">
              {name && <h2 className="text-lg">{name}</h2>}
              {sentences.map(({ start, pieces }) => (
                <p key={start}>
                  <SentenceText pieces={pieces} language={page.language} />
                </p>
              ))}
            </section>
          ))
        )}
        <MarkList page={page} />
        <SuggestionList page={page} />
        <DoneForms page={page} />
        <nav aria-label={t("pager")} className="flex flex-wrap justify-between gap-3 print:hidden">
          {previous && (
            <LinkButton to={at(previous)} rel="prev" icon="back">
              {t("previous")}
            </LinkButton>
          )}
          {following && (
            <LinkButton to={at(following)} rel="next" icon="forward" className="ms-auto">
              {t("next")}
            </LinkButton>
          )}
        </nav>
      </div>
    </>
  );
}
