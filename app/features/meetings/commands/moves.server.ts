import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Meeting, MeetingItem, MeetingTurn } from "../model";
import { capacityOf, movedBetween, placeTurns, type Placed, type Turn } from "../model/speakers";
import { writeTurnMail, type MailedMeeting } from "./mails.server";

/** The turns of an item as they stand with its minutes. */
export const listOf = ({ slot }: Pick<Meeting, "slot">, { minutes, turns }: { minutes: number; turns: MeetingTurn[] }): Placed<MeetingTurn>[] =>
  placeTurns(turns, capacityOf(minutes, slot));

type Moves = { meeting: MailedMeeting; item: Pick<MeetingItem, "id" | "title">; before: Placed<MeetingTurn>[]; after: Placed<Turn>[] };

/** Writes down who moved up from the waiting list, and who has come onto it, and tells whoever asked for them by mail. Called by the commands that move them. Audit events. */
export async function recordMoves(tx: Tx, ctx: UserCtx, { meeting, item, before, after }: Moves): Promise<void> {
  const moved = movedBetween(before, after);
  for (const way of ["up", "down"] as const)
    for (const party of moved[way]) {
      const turn = before.find((known) => known.party === party)!;
      await recordEvent(tx, ctx, { type: `meeting.turn_moved_${way}`, subject: `meeting:${meeting.id}`, data: { item: item.id, party, turn: turn.id } });
      await writeTurnMail(tx, ctx, meeting, { item, turn }, way);
    }
}
