import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { actAtDesk } from "~/features/meetings/commands/act.server";
import { ItemPlan, ItemTitle } from "~/features/meetings/components/agenda";
import { AddItemForm, CancelForm, ItemForms } from "~/features/meetings/components/agenda-forms";
import { MeetingFacts } from "~/features/meetings/components/meeting-facts";
import { MeetingForm } from "~/features/meetings/components/meeting-form";
import { SpeakerList } from "~/features/meetings/components/speaker-list";
import { ParagraphNumbers, StatementList } from "~/features/meetings/components/statement-list";
import type { DeskMeetingPage } from "~/features/meetings/model";
import { meetingLinks } from "~/features/meetings/model/address";
import { getDeskMeeting } from "~/features/meetings/queries/desk.server";
import { deskMeetingSchema } from "~/features/meetings/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["meetings", "desk"], title: (t, data) => data?.meeting.title ?? t("meetings:title") } satisfies PageHandle<DeskMeetingPage>;

const params = z.object({ meeting: z.string() });

/** A meeting at the desk: its facts, agenda and speakers, and the statements by paragraph. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { meeting }, request }) =>
  valueOr404(await getDeskMeeting(ctx, meeting), request, ctx),
);

export const action = securedAction({ can: "desk.decide", params, form: deskMeetingSchema }, async ({ ctx, params: { meeting }, input }) => {
  const done = await actAtDesk(ctx, meeting, input);
  if (done.ok) return redirect(meetingLinks.deskOne(ctx.language, meeting) + (done.value.item ? `#item-${done.value.item}` : ""));
  return formRefusal({ ...done.error, typed: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)])) });
});

export default function DeskMeetingPageView() {
  const { t } = useTranslation("meetings");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { meeting, items, byParagraph, mayWrite, chapters } = page;
  const answerTo = (intent: string) => (answer?.typed.intent === intent ? answer : undefined);
  const name = (
    <bdi lang={meeting.language} dir="auto">
      {meeting.title}
    </bdi>
  );
  return (
    <>
      <PageHeader
        title={name}
        actions={
          <>
            <LinkButton to={meetingLinks.floor(language, meeting.id)}>{t("floor.title")}</LinkButton>
            <LinkButton to={meetingLinks.one(language, meeting.id)}>{t("desk.public")}</LinkButton>
          </>
        }
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("title"), to: meetingLinks.desk(language) }, { label: name }]}
      />
      <div className="grid gap-10">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        <MeetingFacts meeting={meeting} />
        <section aria-labelledby="agenda" className="grid gap-5">
          <h2 id="agenda" className="text-xl">
            {t("agenda")}
          </h2>
          {items.length === 0 && <p className="text-ink-soft">{t("agendaNone")}</p>}
          {items.map((item) => (
            <div key={item.id} id={`item-${item.id}`}>
              <Card
                level={3}
                title={<ItemTitle item={item} written={meeting.language} />}
                badge={item.removed && <Badge tone="danger">{t("item.removed")}</Badge>}
              >
                <ItemPlan item={item} />
                <SpeakerList turns={item.turns} />
                {mayWrite && !item.removed && (
                  <ItemForms
                    item={item}
                    others={items.filter((other) => other !== item && !other.removed)}
                    chapters={chapters}
                    answer={answer && (answer.typed.item === item.id || item.turns.some(({ id }) => id === answer.typed.turn)) ? answer : undefined}
                  />
                )}
              </Card>
            </div>
          ))}
        </section>
        {mayWrite && <AddItemForm key={items.length} chapters={chapters} answer={answerTo("item_add")} />}
        {byParagraph.length > 0 && (
          <section aria-labelledby="statements" className="grid gap-5">
            <h2 id="statements" className="text-xl">
              {t("desk.byParagraph")}
            </h2>
            {byParagraph.map(({ number, statements }) => (
              <Card key={number} level={3} title={number ? <ParagraphTitle number={number} /> : t("desk.untied")}>
                <StatementList meeting={meeting.id} statements={statements} />
              </Card>
            ))}
          </section>
        )}
        {mayWrite && (
          <>
            <MeetingForm
              title={t("form.change")}
              button={t("form.changeButton")}
              intent="change"
              documents={page.documents}
              values={{ ...meeting, starts: page.starts, ends: page.ends, document: page.documentId, slot: String(meeting.slot) }}
              answer={answerTo("change")}
            />
            <CancelForm answer={answerTo("cancel")} />
          </>
        )}
      </div>
    </>
  );
}

function ParagraphTitle({ number }: { number: string }) {
  const { t } = useTranslation("meetings");
  return (
    <>
      {t("desk.paragraph")} <ParagraphNumbers numbers={[number]} />
    </>
  );
}
