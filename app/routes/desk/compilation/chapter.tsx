import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { CompiledAnswers } from "~/features/compilations/components/compiled-answers";
import { PartCounts } from "~/features/compilations/components/part-counts";
import { ARRANGEMENTS } from "~/features/compilations/model";
import { compilationLinks, readChapter, writeChapter, writeCompilation } from "~/features/compilations/model/address";
import { ownChapter } from "~/features/compilations/model/chapters";
import { getChapter } from "~/features/compilations/queries/chapter.server";
import { CompilationForm } from "~/features/papers/components/compilation-form";
import { SubmissionFilterForm } from "~/features/reports/components/submission-filter-form";
import { SUBJECT_FILTERS, useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import { filterValues } from "~/features/reports/model/submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { TranslationBelow } from "~/features/translations/components/translations-beside";
import { textPlaces } from "~/features/translations/model";
import { listTranslations } from "~/features/translations/queries/translations.server";
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

type Data = { compiled: { code: string; name: string } };
export const handle = {
  texts: ["compilation", "desk", "public", "reports", "download", "translations"],
  title: (t, data) => (data?.compiled.code ? `${data.compiled.code} ${data.compiled.name}` : t("compilation:title")),
} satisfies PageHandle<Data>;

const params = z.object({ chapter: z.string() });
/** An action line is asked for by the chapter; what else narrows answers stands as on the page of a question. */
const SUBJECTS = SUBJECT_FILTERS.filter((name) => name !== "line");
const FILTERS = ["q", ...SUBJECTS, "lang"] as const;

/** One screen of all that feeds a chapter of the consolidated report, an action line's across the templates. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { chapter }, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readChapter(searchParams);
  const after = searchParams.get("after");
  const [found, options] = await Promise.all([getChapter(ctx, chapter, asked, after), filterOptions(ctx)]);
  const compiled = valueOr404(found, request, ctx);
  const items = compiled.questions.flatMap((question) => question.items);
  const hashes = items.filter((item) => item.language !== ctx.language).map(({ hash }) => hash);
  const translations = await listTranslations(ctx, hashes, ctx.language);
  noteRead(ctx, { type: "compilation.read", subject: `chapter:${compiled.key}` });
  return { compiled, translations, options, kept: writeChapter(asked), by: asked.by, values: filterValues(searchParams, FILTERS), started: after === null };
});

export default function CompiledChapterPage() {
  const { t } = useTranslation("compilation");
  const { t: desk } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { compiled, translations, options, kept, by, values, started } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { key, code, name, count, parties, parts, questions, next } = compiled;
  const own = ownChapter(key);
  const at = (more: Readonly<Record<string, string>>): string => compilationLinks.chapter(language, key, { ...kept, ...more });
  const subjects = useSubmissionFilters(options, [...SUBJECTS, "lang"]);
  const cycle = search.get("cycle");
  const ofCycle: Record<string, string> = cycle ? { cycle } : {};
  return (
    <>
      <PageHeader
        title={
          own ? (
            t(`chapter.${own}`)
          ) : (
            <>
              <Code>{code}</Code> {name}
            </>
          )
        }
        lead={[t("chapterPage.lead"), t("answers", { count }), t("parties", { count: parties })].join(" · ")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: compilationLinks.chapters(language, ofCycle) },
          { label: own ? t(`chapter.${own}`) : <Code>{code}</Code> },
        ]}
      />
      <p className="mb-4">{t("original")}</p>
      <SubmissionFilterForm
        label={t("filter")}
        search={{ label: shared("filter.search"), hint: shared("filter.searchHint") }}
        filters={[
          { name: "by", label: t("by.label"), any: t("by.kind"), options: ARRANGEMENTS.slice(1).map((value) => ({ value, label: t(`by.${value}`) })) },
          ...subjects,
        ]}
        more={shared("filter.more")}
        values={{ ...values, by: by === "kind" ? "" : by }}
        submit={shared("filter.submit")}
      >
        {cycle && <input type="hidden" name="cycle" value={cycle} />}
      </SubmissionFilterForm>
      {count === 0 ? (
        <EmptyState
          title={t("chapterPage.empty")}
          actions={<LinkButton to={compilationLinks.chapter(language, key, ofCycle)}>{shared("filter.clear")}</LinkButton>}
        />
      ) : (
        <>
          <PartCounts parts={parts} by={by} />
          <div className="grid gap-14">
            {questions.map(({ template, title, question, label, row, texts, count: given, items }) => (
              <section key={`${template} ${question}`} aria-labelledby={`${template}-${question}`} className="grid gap-4">
                <div className="grid gap-1">
                  <p className="text-sm text-ink-soft">{title}</p>
                  <h2 id={`${template}-${question}`} className="text-2xl">
                    <Code>{question}</Code>{" "}
                    <Link
                      to={compilationLinks.answers(
                        language,
                        writeCompilation({ template, question, row, by, filters: { ...ofCycle, ...(code && !row ? { line: code } : {}) } }),
                      )}
                    >
                      {label}
                    </Link>
                  </h2>
                  <p className="text-sm text-ink-soft">{t("answers", { count: given })}</p>
                </div>
                <CompiledAnswers
                  items={items}
                  parts={parts}
                  texts={texts}
                  oneRow={code !== ""}
                  under={`${template}-${question}`}
                  below={(answer) => {
                    const translation = translations[answer.hash];
                    if (!translation) return null;
                    return <TranslationBelow places={textPlaces(answer.question, answer.value, texts)} translation={translation} language={language} />;
                  }}
                />
              </section>
            ))}
          </div>
        </>
      )}
      <div className="mt-8 grid gap-4">
        <Pager label={t("title")} earlier={null} later={next && at({ after: next })} />
        {!started && <Link to={at({})}>{shared("filter.toStart")}</Link>}
      </div>
      {count > 0 && <CompilationForm action={compilationLinks.chapterPaper(language, key)} kept={kept} />}
    </>
  );
}
