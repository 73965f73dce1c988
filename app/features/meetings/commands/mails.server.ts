import { heldAt, type Names } from "~/features/identity/model";
import { deadlineTimes } from "~/lib/dates";
import { firstLanguage, type Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMails } from "~/platform/mail/write.server";
import type { Meeting, MeetingItem, MeetingTurn } from "../model";
import { meetingLinks } from "../model/address";

/** What a mail says of a meeting. */
export type MailedMeeting = Pick<Meeting, "id" | "title" | "language" | "startsAt">;
/** A turn with the item it is on. */
type OnItem = { item: Pick<MeetingItem, "title">; turn: MeetingTurn };
type Person = { email: string; language: string | null; timeZone: string | null };

/** Tells whoever asked for a turn, in their own language, that it moved up from the waiting list, or onto it. */
export async function writeTurnMail(tx: Tx, ctx: UserCtx, meeting: MailedMeeting, on: OnItem, told: "up" | "down"): Promise<void> {
  const [asked] = await readAskers(tx, ctx, [on]);
  if (!asked) return;
  const written = writtenTo(asked.person, meeting);
  const facts = { party: partyOf(on.turn, written.language), item: on.item.title };
  await writeMails(tx, [letterOf(ctx, meeting, { told, ...written, facts, paragraphs: [written.starts] })]);
}

/**
 * Tells whoever asked for the floor of a meeting, each once and in their own language, with all they asked for: that it is
 * cancelled and why, or at which time and place it is now. As with their turns, it is no letter one can do without.
 */
export async function writeMeetingMails(
  tx: Tx,
  ctx: UserCtx,
  meeting: MailedMeeting & Pick<Meeting, "place" | "link" | "items">,
  news: { told: "moved" } | { told: "cancelled"; reason: string },
): Promise<void> {
  const turns = meeting.items.flatMap((item) => (item.removed ? [] : item.turns.flatMap((turn) => (turn.state === "asked" ? [{ item, turn }] : []))));
  const mails = (await readAskers(tx, ctx, turns)).map(({ person, own }) => {
    const written = writtenTo(person, meeting);
    const { t, language, starts } = written;
    const floor = own.map(({ item, turn }) => t("mail:meeting.turn", { party: partyOf(turn, language), item: item.title }));
    const where = [meeting.place, meeting.link].filter(Boolean);
    const now = [starts, ...(where.length > 0 ? [[t("mail:meeting.where"), ...where].join("\n")] : [])];
    const paragraphs = [[t("mail:meeting.floor"), ...floor].join("\n"), ...(news.told === "moved" ? now : [t("mail:meeting.reason", { text: news.reason })])];
    return letterOf(ctx, meeting, { told: news.told, ...written, facts: {}, paragraphs });
  });
  await writeMails(tx, mails);
}

/** Whoever asked for these turns, with theirs. Nobody is told of what they did themselves, or who has left the party. */
async function readAskers(tx: Tx, ctx: UserCtx, turns: readonly OnItem[]): Promise<{ person: Person; own: OnItem[] }[]> {
  const people = await tx.user.findMany({
    where: { id: { in: turns.map(({ turn }) => turn.askedById), not: ctx.actor.id }, disabledAt: null },
    orderBy: { email: "asc" },
    select: { id: true, email: true, language: true, timeZone: true, memberships: { where: heldAt(ctx.now()), select: { partyId: true } } },
  });
  return people.flatMap(({ id, memberships, ...person }) => {
    const own = turns.filter(({ turn }) => turn.askedById === id && memberships.some(({ partyId }) => partyId === turn.party));
    return own.length > 0 ? [{ person, own }] : [];
  });
}

const partyOf = ({ names }: MeetingTurn, language: Language): string => (names as Names)[language];

type Written = { language: Language; t: ReturnType<typeof translator>; starts: string };

/** How somebody is written to: in which language, and when a meeting begins by their clock. */
function writtenTo(person: Person, meeting: MailedMeeting): Written & { to: string } {
  const language = firstLanguage(person.language, meeting.language);
  const t = translator(language);
  const times = deadlineTimes(meeting.startsAt, language, person.timeZone, { geneva: t("common:zone.geneva"), newYork: t("common:zone.newYork") });
  return { to: person.email, language, t, starts: [t("mail:meeting.starts"), ...times].join("\n") };
}

type Letter = Written & { to: string; told: "up" | "down" | "moved" | "cancelled"; facts: Record<string, string>; paragraphs: string[] };

function letterOf({ origin }: UserCtx, { id, title }: MailedMeeting, { to, language, t, told, facts: given, paragraphs }: Letter) {
  const facts = { ...given, meeting: title };
  return {
    to,
    language,
    kind: `meeting.${told}`,
    ...renderMail({
      language,
      subject: t(`mail:meeting.${told}.subject`, facts),
      paragraphs: [t(`mail:meeting.${told}.text`, facts), ...paragraphs],
      link: { label: t("mail:meeting.link"), href: origin + meetingLinks.one(language, id) },
    }),
  };
}
