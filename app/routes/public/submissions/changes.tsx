import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getComparison } from "~/features/publication/queries/comparison.server";
import { ChangedAnswers, ChangedFiles } from "~/features/readings/components/changed-answers";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { party: { name: string } };
export const handle = {
  texts: ["public", "readings", "history"],
  title: (t, data) =>
    data
      ? t("public:submission.pageTitle", { party: data.party.name, title: t("public:submission.comparison.title") })
      : t("public:submission.comparison.title"),
} satisfies PageHandle<Data>;
export const meta = publicMeta;

export const loader = publicLoader({ params: z.object({ symbol: z.string() }) }, async ({ params, ctx, request, world }) => {
  const comparison = valueOr404(await getComparison(ctx, params.symbol), request, ctx);
  return { ...comparison, origin: world.origin, standsAt: links.submission(ctx.language, comparison.current.symbol) };
});

/** What has changed since a public version that was replaced. */
export default function ComparisonPage() {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const { party, title, earlier, current, answers, files } = useLoaderData<typeof loader>();
  const versions = [
    { label: t("submission.comparison.earlier"), ...earlier },
    { label: t("submission.replaced.by"), ...current },
  ];
  return (
    <>
      <PageHeader
        title={t("submission.comparison.title")}
        lead={t("submission.comparison.lead")}
        breadcrumbs={[
          { label: t("submissions.title"), to: links.submissions(language) },
          { label: <Code>{earlier.symbol}</Code>, to: links.submission(language, earlier.symbol) },
          { label: t("submission.comparison.title") },
        ]}
      />
      <div className="grid grid-cols-1 gap-8">
        <div className="grid gap-1">
          <p>
            <bdi>{party.name}</bdi> · {title}
          </p>
          {versions.map(({ label, symbol, publishedAt }) => (
            <p key={symbol}>
              {label}{" "}
              <Link to={links.submission(language, symbol)}>
                <Code>{symbol}</Code>
              </Link>{" "}
              (<DateTime at={publishedAt} show="day" />)
            </p>
          ))}
        </div>
        {answers.length === 0 && <p>{t("submission.comparison.none")}</p>}
        <ChangedAnswers answers={answers} />
        <ChangedFiles files={files} hrefOf={(sha256) => links.submissionFile(language, current.symbol, sha256)} />
      </div>
    </>
  );
}
