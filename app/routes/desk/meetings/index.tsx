import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createMeeting } from "~/features/meetings/commands/meetings.server";
import { MeetingForm } from "~/features/meetings/components/meeting-form";
import { MeetingTable } from "~/features/meetings/components/meeting-table";
import { meetingLinks } from "~/features/meetings/model/address";
import { listMeetingDocuments } from "~/features/meetings/queries/desk.server";
import { listMeetings } from "~/features/meetings/queries/meetings.server";
import { meetingSchema } from "~/features/meetings/schema";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["meetings", "desk"], title: (t) => t("meetings:title") } satisfies PageHandle;

/** Meetings at the desk, where they are called. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx }) => ({
  meetings: await listMeetings(ctx),
  documents: await listMeetingDocuments(ctx),
}));

export const action = securedAction({ can: "desk.decide", form: meetingSchema }, async ({ ctx, input }) => {
  const made = await createMeeting(ctx, input);
  return made.ok ? redirect(meetingLinks.deskOne(ctx.language, made.value.id)) : formRefusal({ ...made.error, typed: { ...input, slot: String(input.slot) } });
});

export default function DeskMeetingsPage() {
  const { t } = useTranslation("meetings");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { meetings, documents } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("desk.lead")}
        actions={<LinkButton to={meetingLinks.all(language)}>{t("desk.public")}</LinkButton>}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("title") }]}
      />
      <div className="grid gap-10">
        <MeetingTable meetings={meetings} linkOf={(id) => meetingLinks.deskOne(language, id)} />
        {meetings.mayWrite && meetings.hasCycle && (
          <MeetingForm title={t("form.create")} button={t("form.createButton")} intent="create" documents={documents} answer={answer} />
        )}
      </div>
    </>
  );
}
