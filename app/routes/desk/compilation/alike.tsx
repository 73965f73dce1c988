import { Link, useLoaderData } from "@remix-run/react";
import { CompiledAnswers, CompiledAnswerView } from "~/features/compilations/components/compiled-answers";
import { answerAddress, compilationLinks, readCompilation, writeCompilation } from "~/features/compilations/model/address";
import { getAlike, getUnlike } from "~/features/compilations/queries/compilation.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { alike: { question: string } };
export const handle = {
  texts: ["compilation", "desk", "reports"],
  title: (t, data) => (data ? `${t("compilation:alike.title")} · ${data.alike.question}` : t("compilation:title")),
} satisfies PageHandle<Data>;

/** The answers to a question that are nearly the same text and, where that is asked for, those that are like no other. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCompilation(searchParams);
  const alike = valueOr404(await getAlike(ctx, asked), request, ctx);
  const rest = searchParams.has("rest") ? valueOr404(await getUnlike(ctx, asked, searchParams.get("after")), request, ctx) : null;
  noteRead(ctx, { type: "compilation.read", subject: `question:${asked.template}/${asked.question}`, detail: asked.row });
  return { alike, unlike: rest, kept: writeCompilation(asked) };
});

export default function AlikePage() {
  const { t } = useTranslation("compilation");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { alike, unlike, kept } = useLoaderData<typeof loader>();
  const { question, label, row, texts, groups, rest } = alike;
  return (
    <>
      <PageHeader
        title={t("alike.title")}
        lead={
          <>
            <Code>{question}</Code> {label}
          </>
        }
        actions={<LinkButton to={compilationLinks.answers(language, kept)}>{t("figures.toAnswers")}</LinkButton>}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: compilationLinks.chapters(language) },
          { label: <Code>{question}</Code>, to: compilationLinks.answers(language, kept) },
          { label: t("alike.title") },
        ]}
      />
      <p className="mb-8 max-w-measure">{t("alike.lead")}</p>
      {unlike ? (
        <section aria-labelledby="rest" className="grid gap-6">
          <h2 id="rest" className="text-2xl">
            {t("alike.rest", { count: rest })}
          </h2>
          <Link to={compilationLinks.alike(language, kept)}>{t("alike.back")}</Link>
          <CompiledAnswers items={unlike.items} parts={unlike.parts} texts={texts} oneRow={row !== ""} under="rest" />
          <Pager label={t("alike.title")} earlier={null} later={unlike.next && compilationLinks.alike(language, { ...kept, rest: "1", after: unlike.next })} />
        </section>
      ) : groups.length === 0 ? (
        <EmptyState
          title={t("alike.none")}
          actions={rest > 0 && <LinkButton to={compilationLinks.alike(language, { ...kept, rest: "1" })}>{t("alike.showRest")}</LinkButton>}
        />
      ) : (
        <div className="grid gap-10">
          {groups.map(({ answer, count, given }) => (
            <section key={`${answer.submission} ${answer.row}`} className="grid gap-2">
              <h2 className="border-b-2 border-line-strong pb-2 text-xl">{t("alike.group", { count })}</h2>
              <CompiledAnswerView answer={answer} texts={texts} oneRow={row !== ""} />
              <h3 className="text-base">{t("alike.by")}</h3>
              <ul className="flex flex-wrap gap-x-6 gap-y-1">
                {given.map((member) => (
                  <li key={`${member.submission} ${member.row}`}>
                    <Link to={answerAddress(language, { ...member, question: answer.question })} className="inline-flex min-h-11 items-center gap-2">
                      <bdi>{member.party.name}</bdi> <Code>{member.symbol}</Code>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <p>
            {t("alike.rest", { count: rest })} {rest > 0 && <Link to={compilationLinks.alike(language, { ...kept, rest: "1" })}>{t("alike.showRest")}</Link>}
          </p>
        </div>
      )}
    </>
  );
}
