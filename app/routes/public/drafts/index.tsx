import { useLoaderData } from "@remix-run/react";
import { DraftList } from "~/features/negotiations/components/draft-list";
import { listDrafts } from "~/features/negotiations/queries/drafts.server";
import { publicLoader } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["negotiations", "documents"], title: (t) => t("negotiations:title") } satisfies PageHandle;
export const meta = publicMeta;

/** Every draft that was published for comment. */
export const loader = publicLoader({}, async ({ ctx, world }) => ({ origin: world.origin, drafts: await listDrafts(ctx) }));

export default function DraftsPage() {
  const { t } = useTranslation("negotiations");
  const { drafts } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <DraftList drafts={drafts} />
    </>
  );
}
