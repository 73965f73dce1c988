import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** Every expected refusal of handing over, with its HTTP status. */
export const handoverRefusals = {
  "handover.not_found": 404,
  "handover.leaving_unknown": 422,
  "handover.successor_required": 422,
  "handover.same_person": 422,
  "handover.date_unreadable": 422,
  "handover.date_past": 422,
  "handover.date_far": 422,
  "handover.note_too_long": 422,
  "handover.file_required": 422,
} as const;

export const MAX_NOTE = 2_000;
/** Size of a note verbale, in megabytes. */
export const MAX_FILE = 10;
/** Days ahead that a handover can be set for. */
export const MAX_DAYS_AHEAD = 366;
const DAY_MS = 86_400_000;

/** From when a handover set for a day holds: the beginning of that day (UTC), or now on the present one. Refuses `handover.date_past`, `handover.date_far`. */
export function startOf(day: string, now: Date): Result<Date, Refusal> {
  const today = now.toISOString().slice(0, 10);
  if (day < today) return refuse({ code: "handover.date_past", fields: { day: "handover.date_past" } });
  if (day === today) return ok(now);
  const start = new Date(`${day}T00:00:00Z`);
  if (start.getTime() - now.getTime() > MAX_DAYS_AHEAD * DAY_MS)
    return refuse({ code: "handover.date_far", params: { count: MAX_DAYS_AHEAD }, fields: { day: "handover.date_far" } });
  return ok(start);
}

/** Where a handover stands: `waiting` for the successor to accept, `lapsed` where they did not, `ahead` of its day, or `done`. */
export type HandoverState = "waiting" | "lapsed" | "ahead" | "done";
type Invited = { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date };
export function stateOf({ startsAt, invitation }: { startsAt: Date; invitation: Invited | null }, now: Date): HandoverState {
  if (invitation && !invitation.acceptedAt) return invitation.revokedAt || invitation.expiresAt <= now ? "lapsed" : "waiting";
  return startsAt > now ? "ahead" : "done";
}

/** A handover as the party and the secretariat read it. */
export type HandoverDto = {
  id: string;
  state: HandoverState;
  leaving: string;
  successor: { name: string; email: string };
  startsAt: string;
  note: string;
  file: string | null;
  by: string;
  at: string;
};

/** A focal point who can hand over, with the steps of the party's clearance in which they are named: `alone` where nobody else is. */
export type Leaving = { membershipId: string; name: string; isSelf: boolean; steps: { name: string; alone: boolean }[]; asked: number; assigned: number };

export type HandoverPage = {
  party: { code: string; name: string };
  /** Null for those who only read. */
  form: { leaving: Leaving[]; members: { id: string; name: string }[]; drafts: string[]; needsFile: boolean; today: string } | null;
  handovers: HandoverDto[];
  next: string | null;
};
