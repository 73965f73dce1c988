import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { codingLinks } from "~/features/codings/model/address";
import { isCodable } from "~/features/codings/model/texts";
import { CompiledAnswers } from "~/features/compilations/components/compiled-answers";
import { PartCounts } from "~/features/compilations/components/part-counts";
import { QuestionHeader } from "~/features/compilations/components/question-header";
import { ARRANGEMENTS } from "~/features/compilations/model";
import { isLikened } from "~/features/compilations/model/alike";
import { compilationLinks, readCompilation, writeCompilation } from "~/features/compilations/model/address";
import { getCompilation } from "~/features/compilations/queries/compilation.server";
import { chosenName } from "~/features/compilations/queries/scheme.server";
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
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { compilation: { question: string; label: string } };
export const handle = {
  texts: ["compilation", "coding", "desk", "public", "reports", "download", "translations"],
  title: (t, data) => (data ? `${data.compilation.question} ${data.compilation.label}` : t("compilation:title")),
} satisfies PageHandle<Data>;

/** What the filters leave as it is. */
const ASKED = ["cycle", "kind", "question", "row", "field", "item", "choice"] as const;
/** And where a figure of one part led here, that part. */
const OF_PART = ["by", "part"] as const;
const FILTERS = ["q", ...SUBJECT_FILTERS, "lang"] as const;

/** One screen of all answers to a question. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCompilation(searchParams);
  const after = searchParams.get("after");
  const [found, options] = await Promise.all([getCompilation(ctx, asked, after), filterOptions(ctx)]);
  const compilation = valueOr404(found, request, ctx);
  const hashes = compilation.items.filter((item) => item.language !== ctx.language).map(({ hash }) => hash);
  const translations = await listTranslations(ctx, hashes, ctx.language);
  noteRead(ctx, { type: "compilation.read", subject: `question:${asked.template}/${asked.question}`, detail: asked.row });
  return {
    compilation,
    translations,
    options,
    kept: writeCompilation(asked),
    by: asked.by,
    // Whoever comes from a figure sees which choice the answers are narrowed to.
    chosen: asked.choice ? chosenName(ctx.language, compilation, asked.choice) : null,
    part: asked.part ?? null,
    values: filterValues(searchParams, FILTERS),
    started: after === null,
  };
});

export default function CompiledQuestionPage() {
  const { t } = useTranslation("compilation");
  const { t: coding } = useTranslation("coding");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { compilation, translations, options, kept, by, chosen, part, values, started } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const cycle = search.get("cycle");
  const { question, row, texts, count, parties, parts, items, next } = compilation;
  const at = (more: Readonly<Record<string, string>>): string => compilationLinks.answers(language, { ...kept, ...more });
  const subjects = useSubmissionFilters(options, [...SUBJECT_FILTERS, "lang"]);
  return (
    <>
      <QuestionHeader
        head={compilation}
        facts={[
          t("answers", { count }),
          t("parties", { count: parties }),
          ...(chosen === null ? [] : [t("figures.chosen", { choice: chosen })]),
          ...(part === null ? [] : [t("only", { part: parts[0]?.label ?? part })]),
        ]}
        actions={
          <>
            {items[0] && isLikened(items[0].question) && <LinkButton to={compilationLinks.alike(language, kept)}>{t("alike.title")}</LinkButton>}
            {items[0] && isCodable(items[0].question) && !cycle && <LinkButton to={codingLinks.answer(language, kept)}>{coding("title")}</LinkButton>}
          </>
        }
      />
      <p className="mb-4">{t("original")}</p>
      <SubmissionFilterForm
        label={t("filter")}
        search={{ label: shared("filter.search"), hint: shared("filter.searchHint") }}
        filters={[
          // Whoever comes from a figure stays with its part.
          ...(part === null
            ? [{ name: "by", label: t("by.label"), any: t("by.kind"), options: ARRANGEMENTS.slice(1).map((value) => ({ value, label: t(`by.${value}`) })) }]
            : []),
          ...subjects,
        ]}
        more={shared("filter.more")}
        values={{ ...values, by: by === "kind" ? "" : by }}
        submit={shared("filter.submit")}
      >
        {[...ASKED, ...(part === null ? [] : OF_PART)].map((name) =>
          search.has(name) ? <input key={name} type="hidden" name={name} value={search.get(name)!} /> : null,
        )}
      </SubmissionFilterForm>
      {count === 0 ? (
        <EmptyState
          title={t("empty")}
          actions={
            <LinkButton to={compilationLinks.answers(language, writeCompilation({ template: kept.kind, question, row, filters: cycle ? { cycle } : {} }))}>
              {shared("filter.clear")}
            </LinkButton>
          }
        />
      ) : (
        <>
          <PartCounts parts={parts} by={by} />
          <CompiledAnswers
            items={items}
            parts={parts}
            texts={texts}
            oneRow={row !== ""}
            below={(answer) => {
              const translation = translations[answer.hash];
              if (!translation) return null;
              return <TranslationBelow places={textPlaces(answer.question, answer.value, texts)} translation={translation} language={language} />;
            }}
          />
        </>
      )}
      <div className="mt-8 grid gap-4">
        <Pager label={t("title")} earlier={null} later={next && at({ after: next })} />
        {!started && <Link to={at({})}>{shared("filter.toStart")}</Link>}
      </div>
      {count > 0 && <CompilationForm action={compilationLinks.paper(language)} kept={kept} />}
    </>
  );
}
