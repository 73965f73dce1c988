import { useLoaderData } from "@remix-run/react";
import { MeetingTable } from "~/features/meetings/components/meeting-table";
import { meetingLinks } from "~/features/meetings/model/address";
import { listMeetings } from "~/features/meetings/queries/meetings.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["meetings", "public"], title: (t) => t("meetings:title") } satisfies PageHandle;
export const meta = publicMeta;

/** The meetings of the consultation, for everybody. */
export const loader = publicLoader({}, async ({ ctx, world }) => ({ origin: world.origin, meetings: await listMeetings(ctx) }));

export default function MeetingsPage() {
  const { t } = useTranslation("meetings");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { meetings } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: shared("timeline.title"), to: links.timeline(language) }, { label: t("title") }]}
      />
      <MeetingTable meetings={meetings} linkOf={(id) => meetingLinks.one(language, id)} />
    </>
  );
}
