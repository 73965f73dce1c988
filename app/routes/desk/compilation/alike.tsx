import { useLoaderData } from "@remix-run/react";
import { CompiledAnswerView } from "~/features/compilations/components/compiled-answers";
import { compilationLinks, readCompilation, writeCompilation } from "~/features/compilations/model/address";
import { getAlike } from "~/features/compilations/queries/compilation.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { alike: { question: string } };
export const handle = {
  texts: ["compilation", "desk", "reports"],
  title: (t, data) => (data ? `${t("compilation:alike.title")} · ${data.alike.question}` : t("compilation:title")),
} satisfies PageHandle<Data>;

/** The answers to a question that are nearly the same text. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const asked = readCompilation(new URL(request.url).searchParams);
  const alike = valueOr404(await getAlike(ctx, asked), request, ctx);
  noteRead(ctx, { type: "compilation.read", subject: `question:${asked.template}/${asked.question}`, detail: asked.row });
  return { alike, kept: writeCompilation(asked) };
});

export default function AlikePage() {
  const { t } = useTranslation("compilation");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { alike, kept } = useLoaderData<typeof loader>();
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
      {groups.length === 0 ? (
        <EmptyState title={t("alike.none")} />
      ) : (
        <div className="grid gap-10">
          {groups.map(({ answer, count, parties }) => (
            <section key={`${answer.submission} ${answer.row}`} className="grid gap-2">
              <h2 className="border-b-2 border-line-strong pb-2 text-xl">{t("alike.group", { count })}</h2>
              <CompiledAnswerView answer={answer} texts={texts} oneRow={row !== ""} />
              <h3 className="text-base">{t("alike.by")}</h3>
              <ul className="flex flex-wrap gap-x-6 gap-y-1">
                {parties.map(({ code, name }) => (
                  <li key={code}>
                    <bdi>{name}</bdi>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <p>{t("alike.rest", { count: rest })}</p>
        </div>
      )}
    </>
  );
}
