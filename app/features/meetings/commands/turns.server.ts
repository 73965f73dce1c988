import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isOver, type Meeting, type MeetingItem, type MeetingTurn } from "../model";
import { actOn, capacityOf, placeTurns, putAfter, type Standing, type Turn } from "../model/speakers";
import { speaksFor } from "../policy";
import type { AskInput, MarkInput } from "../schema";
import { itemOf, withMeeting, withMeetingAtDesk } from "./lock-meeting.server";
import { listOf, recordMoves } from "./moves.server";

type Change = { meeting: Meeting; item: MeetingItem; next: readonly Turn[] };

/** Writes what has changed of turns that are there already, and who moved up or down by it. */
async function keepTurns(tx: Tx, ctx: UserCtx, { meeting, item, next }: Change, event: () => Promise<void>): Promise<void> {
  for (const { party, state, position } of next) {
    const known = item.turns.find((turn) => turn.party === party);
    if (known && (known.state !== state || known.position !== position)) await tx.speakerTurn.update({ where: { id: known.id }, data: { state, position } });
  }
  await event();
  await recordMoves(tx, ctx, { meeting, item, before: listOf(meeting, item), after: placeTurns(next, capacityOf(item.minutes, meeting.slot)) });
}

/**
 * Asks for the floor on an item for a party, or gives the turn back, so that the next one moves up. One turn for a party; who
 * does not fit waits. Refuses `meeting.not_found` (also for an item that is not there, and for a party one does not speak
 * for), `meeting.cancelled`, `meeting.over`, `meeting.turn_moved_on`. Audit event; mail to who moves up.
 */
export const changeOwnTurn = (ctx: UserCtx, id: string, { intent, item: at, party: code }: AskInput): Promise<Result<{ standing: Standing }, Refusal>> =>
  withMeeting(ctx, id, async (tx, meeting) => {
    const item = itemOf(meeting, at);
    const party = await tx.party.findFirst({ where: { code, id: { in: speaksFor(ctx.actor) } }, select: { id: true } });
    if (!item || !party) return refuse({ code: "meeting.not_found" });
    if (isOver(meeting, ctx.now())) return refuse({ code: "meeting.over" });
    const capacity = capacityOf(item.minutes, meeting.slot);
    const next = actOn(item.turns, capacity, party.id, intent);
    const own = next?.find((turn) => turn.party === party.id);
    if (!next || !own) return refuse({ code: "meeting.turn_moved_on" });
    const asked = { state: own.state, position: own.position, reason: "", askedById: ctx.actor.id, askedAt: ctx.now() };
    if (intent === "ask")
      await tx.speakerTurn.upsert({
        where: { itemId_partyId: { itemId: at, partyId: party.id } },
        create: { itemId: at, partyId: party.id, ...asked },
        update: asked,
      });
    const { standing } = placeTurns(next, capacity).find((turn) => turn.party === party.id)!;
    const type = intent === "ask" ? "meeting.floor_asked" : "meeting.floor_given_back";
    await keepTurns(tx, ctx, { meeting, item, next }, () =>
      recordEvent(tx, ctx, { type, subject: `meeting:${id}`, data: { item: at, party: party.id, standing } }),
    );
    return ok({ standing });
  });

/** The turn of an id, with its item. */
function findTurn({ items }: Meeting, id: string): { item: MeetingItem; turn: MeetingTurn } | null {
  for (const item of items) {
    const turn = item.removed ? undefined : item.turns.find((known) => known.id === id);
    if (turn) return { item, turn };
  }
  return null;
}

const MARKED = { speak: "meeting.turn_spoken", miss: "meeting.turn_absent", recall: "meeting.turn_recalled" } as const;

/**
 * Marks that a party has spoken or was absent, or takes such a mark back. Refuses `meeting.not_found`, `meeting.cancelled`,
 * and `meeting.turn_moved_on` where the turn stands otherwise by now. Audit event; mail to who moves up or down.
 */
export const markTurn = (ctx: UserCtx, id: string, { intent, turn: of }: MarkInput): Promise<Result<{ item: string }, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    const found = findTurn(meeting, of);
    const next = found && actOn(found.item.turns, capacityOf(found.item.minutes, meeting.slot), found.turn.party, intent);
    if (!found || !next) return refuse({ code: "meeting.turn_moved_on" });
    const { item, turn } = found;
    await keepTurns(tx, ctx, { meeting, item, next }, () =>
      recordEvent(tx, ctx, { type: MARKED[intent], subject: `meeting:${id}`, data: { item: item.id, party: turn.party } }),
    );
    return ok({ item: item.id });
  });

/**
 * Puts a party earlier or later on the list of an item, with a reason that stands beside it in public. Refuses
 * `meeting.not_found`, `meeting.cancelled`, and `meeting.turn_moved_on` where either turn is not there. Audit event; mail
 * to who moves up or down.
 */
export const placeTurn = (ctx: UserCtx, id: string, given: { turn: string; after: string; reason: string }): Promise<Result<{ item: string }, Refusal>> =>
  withMeetingAtDesk(ctx, id, async (tx, meeting) => {
    const found = findTurn(meeting, given.turn);
    const after = given.after === "" ? "" : found?.item.turns.find((turn) => turn.id === given.after)?.party;
    const next = found && after !== undefined ? putAfter(found.item.turns, found.turn.party, after) : null;
    if (!found || !next || found.turn.state !== "asked") return refuse({ code: "meeting.turn_moved_on" });
    const { item, turn } = found;
    await tx.speakerTurn.update({ where: { id: turn.id }, data: { reason: given.reason } });
    await keepTurns(tx, ctx, { meeting, item, next }, () =>
      recordEvent(tx, ctx, { type: "meeting.turn_placed", subject: `meeting:${id}`, data: { item: item.id, party: turn.party, after, reason: given.reason } }),
    );
    return ok({ item: item.id });
  });
