import { data } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { documentLinks } from "~/features/documents/model/address";
import { hasPublicTraces } from "~/features/documents/queries/traces.server";
import { PaperForm } from "~/features/papers/components/paper-form";
import { ReplacedNotice } from "~/features/publication/components/replaced-notice";
import { WithdrawnReport } from "~/features/publication/components/withdrawn-report";
import type { PublishedReport as Published } from "~/features/publication/model";
import { VersionList } from "~/features/publication/components/version-list";
import { getPublished } from "~/features/publication/queries/published.server";
import { unitOf } from "~/features/reports/model";
import { ReportDocument } from "~/features/reports/components/report-document";
import { UnitName } from "~/features/reports/components/unit-name";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { AnswerInTranslation, ReadInLanguages } from "~/features/translations/components/read-in-translation";
import type { PublicTranslations } from "~/features/translations/model";
import { listPublicTranslations } from "~/features/translations/queries/public.server";
import { statusOf } from "~/http/refusals.server";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { isLanguage, LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";

type Data = { report: { title: string; party: { name: string } } | null };
export const handle = {
  texts: ["public", "reports", "download"],
  title: (t, data) =>
    data?.report ? t("public:submission.pageTitle", { party: data.report.party.name, title: data.report.title }) : t("public:submissions.title"),
} satisfies PageHandle<Data>;
export const meta = publicMeta;

/** A version that has been replaced is shown as it was published; of one its party has withdrawn only that is said. */
export const loader = publicLoader({ params: z.object({ symbol: z.string() }) }, async ({ params, ctx, request, world }) => {
  const found = await getPublished(ctx, params.symbol);
  if (!found.ok && found.error.code === "submission.withdrawn")
    return data({ report: null, symbol: params.symbol.toUpperCase(), refusal: found.error }, { status: statusOf(found.error) });
  const report = valueOr404(found, request, ctx);
  const inLanguage = new URL(request.url).searchParams.get("in");
  const asked = isLanguage(inLanguage) ? inLanguage : null;
  const [{ groups }, translations, isTraced] = await Promise.all([
    filterOptions(ctx),
    listPublicTranslations(ctx, report, asked),
    hasPublicTraces(ctx, report.symbol),
  ]);
  return {
    origin: world.origin,
    standsAt: report.replacedBy && links.submission(ctx.language, report.replacedBy.symbol),
    report,
    translations,
    isTraced,
    groups: groups.filter(({ value }) => report.groups.includes(value)).map(({ label }) => label),
  };
});

export default function SubmissionPage() {
  const shown = useLoaderData<typeof loader>();
  return shown.report === null ? <WithdrawnReport symbol={shown.symbol} refusal={shown.refusal} /> : <PublishedReport {...shown} />;
}

type PublishedReportProps = { report: Published; groups: readonly string[]; translations: PublicTranslations; isTraced: boolean };

function PublishedReport({ report, groups, translations, isTraced }: PublishedReportProps) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const fileHref = (sha256: string): string => links.submissionFile(language, report.symbol, sha256);
  return (
    <article>
      <PageHeader
        title={report.party.name}
        lead={report.title}
        badge={report.replacedBy ? <Badge>{t("submission.replaced.badge")}</Badge> : <Badge tone="success">{t("submission.published")}</Badge>}
        breadcrumbs={[{ label: t("submissions.title"), to: links.submissions(language) }, { label: <Code>{report.symbol}</Code> }]}
      />
      <div className="mb-10 grid gap-5">
        {report.replacedBy && <ReplacedNotice symbol={report.symbol} by={report.replacedBy} />}
        <dl className="grid gap-x-8 gap-y-4 rounded-md border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-3">
          <Fact label={t("submission.symbol")}>
            <Code>{report.symbol}</Code>
          </Fact>
          <Fact label={t("submission.version")}>{report.version}</Fact>
          <Fact label={t("submission.language")}>
            <span lang={report.language}>{LANGUAGE_NAMES[report.language]}</span>
          </Fact>
          {report.line && (
            <Fact label={t("submission.line")}>
              <Code>{report.line}</Code>
            </Fact>
          )}
          {report.unit && (
            <Fact label={t("filter.unit")}>
              <UnitName {...report} />
            </Fact>
          )}
          {groups.length > 0 && <Fact label={t("filter.group")}>{groups.join("; ")}</Fact>}
          <Fact label={t("submission.submittedAt")}>
            <DateTime at={report.submittedAt} />
          </Fact>
          <Fact label={t("submission.publishedAt")}>
            <DateTime at={report.publishedAt} show="day" />
          </Fact>
          <Fact label={t("submission.cycle")}>{report.cycle}</Fact>
          <Fact label={t("submission.receipt")}>
            <Link to={links.verify(language, report.receipt)}>
              <Code>{report.receipt}</Code>
            </Link>
          </Fact>
          <div className="sm:col-span-full">
            <dt className="text-sm text-ink-soft">{t("submission.hash")}</dt>
            <dd className="text-xs">
              <Code mono>{report.contentHash}</Code>
            </dd>
          </div>
        </dl>
        <p className="max-w-measure text-sm text-ink-soft">
          {translations.read === null && t("submission.original")} {report.withheld > 0 && t("submission.withheld", { count: report.withheld })}
        </p>
        {isTraced && <Link to={documentLinks.publicTraces(language, report.symbol)}>{t("submission.traces")}</Link>}
        {report.versions.length > 1 && <VersionList versions={report.versions} shown={report.symbol} />}
        <nav aria-label={t("template.contents")} className="print:hidden">
          <h2 className="mb-2 text-lg">{t("template.contents")}</h2>
          <ol className="sm:columns-2">
            {report.sections.map(({ id, titleKey }) => (
              <li key={id} className="py-0.5">
                <a href={`#${id}`}>
                  <span className="me-2">
                    <Code>{id}</Code>
                  </span>
                  {report.texts[titleKey] ?? id}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </div>
      <ReadInLanguages symbol={report.symbol} translations={translations} />
      <ReportDocument
        sections={report.sections}
        texts={report.texts}
        language={report.language}
        fileHref={fileHref}
        shownAs={({ question, row }, signed) => {
          const translation = translations.answers[unitOf({ question: question.code, row })];
          if (!translation) return signed;
          return (
            <AnswerInTranslation question={question} translation={translation} texts={report.texts} fileHref={fileHref}>
              {signed}
            </AnswerInTranslation>
          );
        }}
      />
      <PaperForm action={links.apiSubmissionPaper(report.symbol)} />
    </article>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
