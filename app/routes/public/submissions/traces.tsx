import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ThemeTable, TraceTable } from "~/features/documents/components/trace-table";
import { draftLinks } from "~/features/negotiations/model/address";
import { listPublicTraces } from "~/features/documents/queries/traces.server";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Code } from "~/ui/bdi";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { party: string };
export const handle = {
  texts: ["documents", "public"],
  title: (t, data) =>
    data ? t("public:submission.pageTitle", { party: data.party, title: t("documents:traces.wentTitle") }) : t("documents:traces.wentTitle"),
} satisfies PageHandle<Data>;
export const meta = publicMeta;

/** What became of the published answers of a party that lets everybody read it; for all others there is no such page. */
export const loader = publicLoader({ params: z.object({ symbol: z.string() }) }, async ({ params, ctx, request, world }) => {
  const shown = valueOr404(await listPublicTraces(ctx, params.symbol), request, ctx);
  return { origin: world.origin, ...shown };
});

export default function PublicTracesPage() {
  const { t } = useTranslation("documents");
  const { t: pages } = useTranslation("public");
  const language = useLanguage();
  const { party, symbol, traces, counted } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("traces.wentTitle")}
        lead={party}
        breadcrumbs={[
          { label: pages("submissions.title"), to: links.submissions(language) },
          { label: <Code>{symbol}</Code>, to: links.submission(language, symbol) },
          { label: t("traces.wentTitle") },
        ]}
      />
      <div className="grid gap-10">
        <TraceTable traces={traces} linkOf={({ document, number }, paragraph) => draftLinks.place(language, document, number, paragraph)} />
        {counted.length > 0 && <ThemeTable counted={counted} />}
      </div>
    </>
  );
}
