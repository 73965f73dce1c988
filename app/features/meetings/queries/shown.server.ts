import { compareNumbers } from "~/features/documents/model/numbering";
import type { Names } from "~/features/identity/model";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { isReleased, type Meeting, type MeetingFacts, type MeetingItem, type Release, type ShownItem, type ShownStatement } from "../model";
import { capacityOf, placeTurns } from "../model/speakers";
import { mayWithMeetings, readsFor } from "../policy";

type StatementRow = { item: string; partyId: string; shown: ShownStatement };

/** The statements of a meeting that its reader may read: what is public, their own party's, and at the desk all that stand. */
export async function readStatements(ctx: Ctx, meeting: Meeting): Promise<StatementRow[]> {
  const rows = await ctx.db.statement.findMany({
    where: { item: { meetingId: meeting.id }, stands: true },
    orderBy: [{ givenAt: "asc" }, { id: "asc" }],
    include: { party: { select: { code: true, names: true } }, ties: { select: { number: true } } },
  });
  const own = readsFor(ctx.actor);
  const all = mayWithMeetings(ctx.actor, "read");
  return rows.flatMap(({ id, itemId, partyId, party, language, release, ties }) => {
    const isPublic = isReleased(release as Release, hasSpoken(meeting, itemId, partyId));
    if (!isPublic && !all && !own.includes(partyId)) return [];
    const shown: ShownStatement = {
      id,
      party: { code: party.code, name: (party.names as Names)[ctx.language] },
      language: language as Language,
      paragraphs: ties.map(({ number }) => number).sort(compareNumbers),
      public: isPublic,
    };
    return [{ item: itemId, partyId, shown }];
  });
}

/** Whether a party has spoken on an item. */
export const hasSpoken = ({ items }: Meeting, item: string, party: string): boolean =>
  items.find(({ id }) => id === item)?.turns.some((turn) => turn.party === party && turn.state === "spoken") ?? false;

/** What everybody reads of a meeting. */
export const factsOf = ({ items: _, edition: __, document, startsAt, endsAt, ...meeting }: Meeting): MeetingFacts => ({
  ...meeting,
  document: document && { title: document.title, language: document.language },
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

/** An item with its list of speakers and the statements its reader may read. `number`: its place on the agenda. */
export function shownItem(
  { language }: Pick<Ctx, "language">,
  { slot }: Meeting,
  item: MeetingItem,
  number: number,
  statements: readonly StatementRow[],
): ShownItem {
  const capacity = capacityOf(item.minutes, slot);
  return {
    id: item.id,
    number,
    title: item.title,
    minutes: item.minutes,
    chapter: item.chapter?.title ?? "",
    capacity,
    turns: placeTurns(item.turns, capacity).map(({ id, code, names, standing, reason }) => ({ id, party: { code, name: names[language] }, standing, reason })),
    statements: statements.flatMap((one) => (one.item === item.id ? [one.shown] : [])),
  };
}

/** The items that stand, each with its number. */
export const numbered = ({ items }: Meeting): [MeetingItem, number][] => items.filter(({ removed }) => !removed).map((item, index) => [item, index + 1]);
