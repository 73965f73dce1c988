import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isOpen, type RegistrationMove, type RegistrationState } from "../model";
import { decideRegistration, type Who } from "../policy";

/** Columns that change with the state. */
type Changes = Partial<{
  passwordHash: null;
  confirmedAt: Date;
  answerHash: string;
  question: string;
  answer: string | null;
  reason: string;
}>;

/** A registration as the door needs to know it. */
export type Standing = { id: string; state: string; stateRevision: number; email: string };

const EVENTS = {
  confirm: "registration.confirmed",
  ask: "registration.asked",
  answer: "registration.answered",
  accept: "registration.accepted",
  decline: "registration.declined",
} as const satisfies Record<RegistrationMove, string>;

/**
 * The one door for the state of a registration. Inside the caller's transaction: the policy and the model allow the move,
 * the row is changed only while it stands where it was read, and the event goes to the audit log. Of two who move it at
 * once one is refused. Refuses `registration.not_allowed` and `registration.wrong_state`.
 */
export async function moveRegistration(
  ctx: Ctx,
  tx: Tx,
  row: Standing,
  { who, move, set = {}, facts = {} }: { who: Who; move: RegistrationMove; set?: Changes; facts?: Record<string, unknown> },
): Promise<Result<RegistrationState, Refusal>> {
  const from = row.state as RegistrationState;
  const allowed = decideRegistration(who, move, from);
  if (!allowed.ok) return allowed;
  const to = allowed.value;
  const { count } = await tx.registration.updateMany({
    where: { id: row.id, state: from, stateRevision: row.stateRevision },
    data: { ...set, state: to, stateRevision: { increment: 1 }, openEmail: isOpen(to) ? row.email : null },
  });
  if (count !== 1) return refuse({ code: "registration.wrong_state", params: { state: from } });
  await recordEvent(tx, ctx, { type: EVENTS[move], subject: `registration:${row.id}`, data: { from, ...facts } });
  return ok(to);
}
