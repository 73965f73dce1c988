import type { Names } from "~/features/identity/model";
import type { Language } from "~/lib/languages";
import { isUuid } from "~/lib/keyset";
import type { Tx } from "~/platform/db/client.server";
import type { Format, Meeting } from "../model";
import type { TurnState } from "../model/speakers";

/** A meeting as it stands, or null; meetings are public. In a transaction that changes it, it is locked before. */
export async function loadMeeting(db: Tx, id: string): Promise<Meeting | null> {
  if (!isUuid(id)) return null;
  const found = await db.meeting.findUnique({
    where: { id },
    include: {
      cycle: { select: { code: true } },
      document: { select: { id: true, title: true, language: true } },
      items: {
        orderBy: [{ position: "asc" }, { id: "asc" }],
        include: {
          chapter: { select: { id: true, title: true } },
          turns: { orderBy: [{ position: "asc" }, { partyId: "asc" }], include: { party: { select: { code: true, names: true } } } },
        },
      },
    },
  });
  if (!found) return null;
  const { id: _, cycle, document, items, cancelledAt, cancelReason, ...own } = found;
  return {
    id,
    cycle: cycle.code,
    title: own.title,
    language: own.language as Language,
    format: own.format as Format,
    startsAt: own.startsAt,
    endsAt: own.endsAt,
    place: own.place,
    link: own.link,
    document: document && { ...document, language: document.language as Language },
    slot: own.slot,
    edition: own.edition,
    cancelled: cancelledAt && cancelReason,
    items: items.map(({ id: item, title, minutes, chapter, removedAt, turns }) => ({
      id: item,
      title,
      minutes,
      chapter,
      removed: removedAt !== null,
      turns: turns.map(({ id: turn, partyId, party, state, position, reason, askedById }) => ({
        id: turn,
        party: partyId,
        code: party.code,
        names: party.names as Names,
        state: state as TurnState,
        position,
        reason,
        askedById,
      })),
    })),
  };
}
