import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PhaseList } from "~/features/publication/components/phase-list";
import { publicTimeline } from "~/features/publication/queries/consultation.server";
import { publicLoader } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["public"], title: (t) => t("public:timeline.title") } satisfies PageHandle;
export const meta = publicMeta;

export const loader = publicLoader({}, async ({ ctx, world }) => ({ origin: world.origin, timeline: await publicTimeline(ctx) }));

export default function TimelinePage() {
  const { t } = useTranslation("public");
  const { timeline } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("timeline.title")} lead={t("timeline.lead")} />
      {timeline ? <PhaseList steps={timeline.steps} detailed /> : <EmptyState title={t("home.noCycle")} />}
    </>
  );
}
