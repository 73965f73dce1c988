import { useLoaderData } from "@remix-run/react";
import { useFreshData } from "~/ui/use-fresh-data";
import { LiveBoardView } from "~/features/publication/components/live-board";
import { liveBoard } from "~/features/publication/queries/live-board.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["outreach", "public"], title: (t) => t("outreach:live.title") } satisfies PageHandle;
export const meta = publicMeta;

/** Seconds after which the board is brought up to date, and without JavaScript. */
const REFRESH_SECONDS = 20;
const REFRESH_SECONDS_WITHOUT_SCRIPT = 60;

export const loader = publicLoader({}, async ({ ctx, world }) => ({ origin: world.origin, board: await liveBoard(ctx) }));

/** The board of a meeting room: read from afar, always up to date, public facts alone. */
export default function LiveStatusPage() {
  const { t } = useTranslation("outreach");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { board } = useLoaderData<typeof loader>();
  useFreshData(REFRESH_SECONDS);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(REFRESH_SECONDS_WITHOUT_SCRIPT)} />
      </noscript>
      <PageHeader
        title={t("live.title")}
        lead={board?.cycle}
        breadcrumbs={[{ label: shared("status.title"), to: links.status(language) }, { label: t("live.title") }]}
      />
      {board ? <LiveBoardView board={board} /> : <EmptyState title={shared("home.noCycle")} />}
    </>
  );
}
