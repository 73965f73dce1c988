import { useLoaderData } from "@remix-run/react";
import { DispositionFiles, DispositionList } from "~/features/negotiations/components/disposition-table";
import { DraftName } from "~/features/negotiations/components/draft-facts";
import { draftLinks } from "~/features/negotiations/model/address";
import type { DispositionsPage } from "~/features/negotiations/model/pages";
import { getPublicDispositions } from "~/features/negotiations/queries/dispositions.server";
import { versionParams } from "~/features/documents/schema";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: DispositionsPage };
export const handle = {
  texts: ["negotiations", "documents"],
  title: (t, data) => [t("negotiations:dispositions.title"), data?.page.draft.title].filter(Boolean).join(" · "),
} satisfies PageHandle<Data>;
export const meta = publicMeta;

/** What became of everything that was said to a draft, once that is public. */
export const loader = publicLoader({ params: versionParams }, async ({ ctx, params: { document, number }, request, world }) => ({
  origin: world.origin,
  page: valueOr404(await getPublicDispositions(ctx, document, number), request, ctx),
}));

export default function DispositionsPageView() {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const { page } = useLoaderData<typeof loader>();
  const { draft } = page;
  return (
    <>
      <PageHeader
        title={t("dispositions.title")}
        lead={<DraftName draft={draft} />}
        breadcrumbs={[
          { label: t("title"), to: draftLinks.all(language) },
          { label: <DraftName draft={draft} />, to: draftLinks.one(language, draft.document, draft.number) },
          { label: t("dispositions.title") },
        ]}
      />
      <div className="grid gap-8">
        <DispositionFiles hrefOf={(format) => draftLinks.dispositionsFile(language, draft.document, draft.number, format)} />
        <DispositionList page={page} />
      </div>
    </>
  );
}
