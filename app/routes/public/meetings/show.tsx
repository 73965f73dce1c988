import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { changeOwnTurn } from "~/features/meetings/commands/turns.server";
import { AgendaItem } from "~/features/meetings/components/agenda";
import { MeetingFacts } from "~/features/meetings/components/meeting-facts";
import { meetingLinks } from "~/features/meetings/model/address";
import { getMeeting } from "~/features/meetings/queries/meetings.server";
import { askSchema } from "~/features/meetings/schema";
import { formRefusal, publicLoader, securedAction, valueOr404 } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["meetings"],
  title: (t, data) => data?.page.meeting.title ?? t("meetings:title"),
} satisfies PageHandle<{ page: { meeting: { title: string } } }>;
export const meta = publicMeta;

const params = z.object({ meeting: z.string() });
const DONE = ["confirmed", "waiting", "withdrawn", "statement", "statementWithdrawn"] as const;

/** A meeting in public; whoever speaks for a party asks for the floor here. */
export const loader = publicLoader({ params }, async ({ ctx, params: { meeting }, request, world }) => {
  const done = new URL(request.url).searchParams.get("done");
  return { origin: world.origin, page: valueOr404(await getMeeting(ctx, meeting), request, ctx), done: DONE.find((known) => known === done) ?? null };
});

export const action = securedAction({ can: "reports.submit", params, form: askSchema }, async ({ ctx, params: { meeting }, input }) => {
  const changed = await changeOwnTurn(ctx, meeting, input);
  return changed.ok ? redirect(`${meetingLinks.one(ctx.language, meeting)}?done=${changed.value.standing}`) : formRefusal(changed.error);
});

export default function MeetingPage() {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  const { page, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { meeting, items, over } = page;
  const speaks = items.some(({ own }) => own.length > 0);
  return (
    <>
      <PageHeader
        title={
          <bdi lang={meeting.language} dir="auto">
            {meeting.title}
          </bdi>
        }
        breadcrumbs={[{ label: t("title"), to: meetingLinks.all(language) }, { label: <bdi lang={meeting.language}>{meeting.title}</bdi> }]}
      />
      <div className="grid gap-8">
        {answer && <RefusalSummary refusal={answer.refusal} prefix="meeting" />}
        {done && !answer && <Notice tone={done === "waiting" ? "warning" : "success"} live title={t(`done.${done}`)} />}
        <MeetingFacts meeting={meeting} />
        <p className="print:hidden">
          <a href={meetingLinks.calendar(language, meeting.id)} download>
            {t("calendar")}
          </a>
        </p>
        <section aria-labelledby="agenda" className="grid gap-5">
          <h2 id="agenda" className="text-xl">
            {t("agenda")}
          </h2>
          {items.length === 0 && <p className="text-ink-soft">{t("agendaNone")}</p>}
          {items.length > 0 && <p className="max-w-measure text-ink-soft">{t("speakers.rules", { count: meeting.slot })}</p>}
          {speaks && over && <p>{t("own.over")}</p>}
          {items.map((item) => (
            <AgendaItem key={item.id} meeting={meeting} item={item} />
          ))}
        </section>
      </div>
    </>
  );
}
