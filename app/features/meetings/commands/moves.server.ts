import { heldAt, type Names } from "~/features/identity/model";
import { deadlineTimes } from "~/lib/dates";
import { firstLanguage } from "~/lib/languages";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import type { Meeting, MeetingItem, MeetingTurn } from "../model";
import { meetingLinks } from "../model/address";
import { capacityOf, movedBetween, placeTurns, type Placed, type Turn } from "../model/speakers";

type Held = Pick<Meeting, "id" | "title" | "language" | "startsAt">;
/** The turns of an item as they stand with its minutes. */
export const listOf = ({ slot }: Pick<Meeting, "slot">, { minutes, turns }: { minutes: number; turns: MeetingTurn[] }): Placed<MeetingTurn>[] =>
  placeTurns(turns, capacityOf(minutes, slot));

type Moves = { meeting: Held; item: Pick<MeetingItem, "id" | "title">; before: Placed<MeetingTurn>[]; after: Placed<Turn>[] };

/** Writes down who moved up from the waiting list, and who has come onto it, and tells whoever asked for them by mail. Called by the commands that move them. Audit events. */
export async function recordMoves(tx: Tx, ctx: UserCtx, { meeting, item, before, after }: Moves): Promise<void> {
  const moved = movedBetween(before, after);
  for (const way of ["up", "down"] as const)
    for (const party of moved[way]) {
      const turn = before.find((known) => known.party === party)!;
      await recordEvent(tx, ctx, { type: `meeting.turn_moved_${way}`, subject: `meeting:${meeting.id}`, data: { item: item.id, party, turn: turn.id } });
      await writeTurnMail(tx, ctx, { told: way, meeting, item, turn });
    }
}

/** Tells whoever stands on a list of speakers that the meeting is cancelled, and why: a mail for each turn. */
export async function writeCancelMails(tx: Tx, ctx: UserCtx, meeting: Meeting, reason: string): Promise<void> {
  for (const item of meeting.items)
    for (const turn of item.turns)
      if (turn.state === "asked" && !item.removed) await writeTurnMail(tx, ctx, { told: "cancelled", meeting, item, turn, reason });
}

type Told = { told: "up" | "down" | "cancelled"; meeting: Held; item: Pick<MeetingItem, "title">; turn: MeetingTurn; reason?: string };

/** Tells whoever asked for a turn, in their own language. Nobody is told of what they did themselves, or who has left the party. */
async function writeTurnMail(tx: Tx, ctx: UserCtx, { told, meeting, item, turn, reason }: Told): Promise<void> {
  if (turn.askedById === ctx.actor.id) return;
  const person = await tx.user.findFirst({
    where: { id: turn.askedById, disabledAt: null, memberships: { some: { partyId: turn.party, ...heldAt(ctx.now()) } } },
    select: { email: true, language: true, timeZone: true },
  });
  if (!person) return;
  const language = firstLanguage(person.language, meeting.language);
  const t = translator(language);
  const facts = { party: (turn.names as Names)[language], meeting: meeting.title, item: item.title };
  const times = deadlineTimes(meeting.startsAt, language, person.timeZone, { geneva: t("common:zone.geneva"), newYork: t("common:zone.newYork") });
  await writeMail(tx, {
    to: person.email,
    language,
    kind: `meeting.${told}`,
    ...renderMail({
      language,
      subject: t(`mail:meeting.${told}.subject`, facts),
      paragraphs: [
        t(`mail:meeting.${told}.text`, facts),
        reason === undefined ? [t("mail:meeting.starts"), ...times].join("\n") : t("mail:meeting.reason", { text: reason }),
      ],
      link: { label: t("mail:meeting.link"), href: ctx.origin + meetingLinks.one(language, meeting.id) },
    }),
  });
}
