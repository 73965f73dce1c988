import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { markTurn } from "~/features/meetings/commands/turns.server";
import { ItemPlan, ItemTitle } from "~/features/meetings/components/agenda";
import { CurrentSpeaker, FloorItems, MarkedSpeakers, NextSpeakers, NoItems } from "~/features/meetings/components/floor-view";
import { meetingLinks } from "~/features/meetings/model/address";
import { getFloor } from "~/features/meetings/queries/desk.server";
import { markSchema } from "~/features/meetings/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useFreshData } from "~/ui/use-fresh-data";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["meetings", "desk"], title: (t) => t("meetings:floor.title") } satisfies PageHandle;

/** Seconds after which the list is brought up to date, and without JavaScript. */
const REFRESH_SECONDS = 5;
const REFRESH_SECONDS_WITHOUT_SCRIPT = 30;

const params = z.object({ meeting: z.string() });

export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { meeting }, request }) =>
  valueOr404(await getFloor(ctx, meeting, new URL(request.url).searchParams.get("item")), request, ctx),
);

export const action = securedAction({ can: "desk.decide", params, form: markSchema }, async ({ ctx, params: { meeting }, input }) => {
  const marked = await markTurn(ctx, meeting, input);
  return marked.ok ? redirect(meetingLinks.floor(ctx.language, meeting, marked.value.item)) : formRefusal(marked.error);
});

/** The room: who speaks, who is next, and the chair's marks. */
export default function FloorPage() {
  const { t } = useTranslation("meetings");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const floor = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useFreshData(REFRESH_SECONDS);
  const { meeting, item, mayWrite } = floor;
  const name = <bdi lang={meeting.language}>{meeting.title}</bdi>;
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(REFRESH_SECONDS_WITHOUT_SCRIPT)} />
      </noscript>
      <PageHeader
        title={t("floor.title")}
        lead={name}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: meetingLinks.desk(language) },
          { label: name, to: meetingLinks.deskOne(language, meeting.id) },
          { label: t("floor.title") },
        ]}
      />
      <div className="grid gap-8">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {item ? (
          <>
            <CurrentSpeaker item={item} mayWrite={mayWrite} />
            <div className="grid gap-2">
              <p className="text-xl font-semibold">
                <ItemTitle item={item} written={meeting.language} />
              </p>
              <ItemPlan item={item} />
              <p>{t("floor.each", { count: meeting.slot })}</p>
            </div>
            <NextSpeakers item={item} />
            <MarkedSpeakers item={item} mayWrite={mayWrite} />
            {floor.items.length > 1 && <FloorItems floor={floor} />}
          </>
        ) : (
          <NoItems />
        )}
      </div>
    </>
  );
}
