import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { EntryFacts } from "~/features/audit/components/entry-facts";
import { getSubmissionHistory } from "~/features/audit/queries/history.server";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { symbol: string };
export const handle = {
  texts: ["audit", "desk"],
  title: (t, data) => (data ? `${t("audit:history.title")}, ${data.symbol}` : t("audit:history.title")),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const after = new URL(request.url).searchParams.get("after");
  const history = valueOr404(await getSubmissionHistory(ctx, id, { after }), request, ctx);
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  return history;
});

/** Everything that was done with a report and its versions, as sentences. */
export default function SubmissionHistoryPage() {
  const { t } = useTranslation("audit");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { id, symbol, entries, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("history.title")}
        lead={t("history.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: <Code>{symbol}</Code>, to: links.deskSubmission(language, id) },
          { label: t("history.title") },
        ]}
      />
      <SubmissionPages id={id} current="history" />
      <ol className="grid gap-4">
        {entries.map(({ id: entry, at, actor, words, facts, version, thread }) => (
          <li key={entry} className="grid gap-0.5 border-s-4 border-line ps-4">
            <p className="font-semibold">{thread ? <Link to={links.deskComments(language, id, { thread })}>{words}</Link> : words}</p>
            <EntryFacts facts={facts.filter(({ name }) => name !== "version")} />
            <p className="text-sm text-ink-soft">
              {version === null ? t("history.ofReport") : t("history.ofVersion", { version })} · {actor ? <bdi>{actor}</bdi> : t("nobody")} ·{" "}
              <DateTime at={at} />
            </p>
          </li>
        ))}
      </ol>
      <div className="mt-8 grid gap-4">
        <Pager label={t("history.title")} earlier={null} later={next && `?after=${next}`} />
        <p className="max-w-measure text-sm text-ink-soft">{t("history.inside")}</p>
      </div>
    </>
  );
}
