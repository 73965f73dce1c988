import { Link, useLoaderData } from "@remix-run/react";
import { DraftList } from "~/features/negotiations/components/draft-list";
import { draftLinks } from "~/features/negotiations/model/address";
import { listDrafts } from "~/features/negotiations/queries/drafts.server";
import { publicLoader } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["negotiations", "documents", "public"], title: (t) => t("negotiations:title") } satisfies PageHandle;
export const meta = publicMeta;

/** The drafts that were published for comment, a page at a time. */
export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  const after = new URL(request.url).searchParams.get("after");
  return { origin: world.origin, ...(await listDrafts(ctx, { after })), started: after === null };
});

export default function DraftsPage() {
  const { t } = useTranslation("negotiations");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { items, next, started } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <DraftList drafts={items} />
      <div className="mt-8 grid gap-4">
        <Pager label={t("title")} earlier={null} later={next && draftLinks.all(language, next)} />
        {!started && <Link to={draftLinks.all(language)}>{shared("filter.toStart")}</Link>}
      </div>
    </>
  );
}
