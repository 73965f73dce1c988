import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Meeting, MeetingItem } from "../model";
import { mayWithMeetings } from "../policy";
import { loadMeeting } from "../queries/load.server";

type Change<T> = (tx: Tx, meeting: Meeting) => Promise<Result<T, Refusal>>;

/** Runs a change of a meeting with all of it in hand, one at a time: two who ask for the last slot ask one after the other. Refuses `meeting.not_found`, `meeting.cancelled`. */
export async function withMeeting<T>(ctx: UserCtx, id: string, change: Change<T>): Promise<Result<T, Refusal>> {
  if (!isUuid(id)) return refuse({ code: "meeting.not_found" });
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from meeting where id = ${id}::uuid for update`;
    const meeting = await loadMeeting(tx, id);
    if (!meeting) return refuse({ code: "meeting.not_found" });
    return meeting.cancelled === null ? change(tx, meeting) : refuse({ code: "meeting.cancelled" });
  });
}

/** The same for the desk. Refuses `meeting.not_found` also to those who may not write. */
export const withMeetingAtDesk = async <T>(ctx: UserCtx, id: string, change: Change<T>): Promise<Result<T, Refusal>> =>
  mayWithMeetings(ctx.actor, "write") ? withMeeting(ctx, id, change) : refuse({ code: "meeting.not_found" });

/** An item that stands on the agenda. */
export const itemOf = ({ items }: Meeting, id: string): MeetingItem | undefined => items.find((item) => item.id === id && !item.removed);
