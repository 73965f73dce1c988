import type { SubmissionState } from "~/features/reports/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { carryOut, giveTo } from "./commands/carry-out.server";
import type { DecidingAction } from "./policy";
import { readChecklists } from "./queries/checklist.server";
import { findReviewed } from "./queries/subject.server";

/** `origin` is this portal's, for the links in mails. */
export type ReviewInput = { id: string; origin: string };
type Done = Result<{ state: SubmissionState }, Refusal>;

/** Tells the party that its version has arrived. Refuses `submission.*`. Audit event, mail. */
export const acknowledge = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "acknowledge");

/** Starts the review: from now on the party can no longer recall its version. Refuses `submission.*`. Audit event. */
export const startReview = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "start_review");

/** Accepts a version after review. Refuses `submission.*`, and `checklist.required` while an item it waits for is open. Audit event, mail. */
export const accept = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "accept");

/** Sends an accepted version to translation; it is published from there. Refuses `submission.*`. Audit event. */
export const sendToTranslation = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "translate");

/**
 * Publishes an accepted version, at once or from its date of release on. Earlier versions of the same report are
 * superseded; one that is public stays so until this one is. Refuses `submission.*`. Audit events, mail.
 */
export const publish = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "publish");

/** Decides not to publish an accepted version, with the reason the party is told. Refuses `submission.reason_required` and `submission.*`. Audit event, mail. */
export async function declineToPublish(ctx: UserCtx, { reason, ...input }: ReviewInput & { reason: string }): Promise<Done> {
  const given = reason.trim();
  if (given === "") return refuse({ code: "submission.reason_required", fields: { reason: "submission.reason_required" } });
  return act(ctx, { ...input, reason: given }, "decline");
}

/**
 * Withdraws a version that has been accepted or published, with the reason the party is told: the public does not see it
 * any more. Refuses `submission.reason_required` and `submission.*`. Audit event, mail.
 */
export async function withdraw(ctx: UserCtx, { reason, ...input }: ReviewInput & { reason: string }): Promise<Done> {
  const given = reason.trim();
  if (given === "") return refuse({ code: "submission.reason_required", fields: { withdrawn: "submission.reason_required" } });
  return act(ctx, { ...input, reason: given }, "withdraw");
}

/** Accepts that a version came after the deadline: it is shown as accepted as late from then on. Refuses `submission.*`. Audit event. */
export async function acceptLate(ctx: UserCtx, { id }: Pick<ReviewInput, "id">): Promise<Result<{ at: Date }, Refusal>> {
  const allowed = await findReviewed(ctx, ctx.db, id, "accept_late");
  if (!allowed.ok) return allowed;
  const { state } = allowed.value.subject;
  return ctx.db.$transaction(async (tx) => {
    const at = ctx.now();
    const { count } = await tx.submission.updateMany({ where: { id, state, late: true, lateAcceptedAt: null }, data: { lateAcceptedAt: at } });
    if (count !== 1) return refuse({ code: "submission.wrong_state", params: { state } });
    await recordEvent(tx, ctx, { type: "submission.late_accepted", subject: `submission:${id}`, data: {} });
    return ok({ at });
  });
}

async function act(ctx: UserCtx, { id, origin, reason }: ReviewInput & { reason?: string }, action: DecidingAction): Promise<Done> {
  const found = await findReviewed(ctx, ctx.db, id, action);
  if (!found.ok) return found;
  const checklists = await readChecklists(ctx);
  const done = await ctx.db.$transaction((tx) => carryOut(ctx, tx, found.value, action, { origin, checklists, reason }));
  return done.ok ? ok({ state: done.value.state }) : done;
}

/**
 * Gives a version to a desk officer, or to nobody (null). Refuses `submission.officer_unknown` for somebody who does not
 * decide at the desk, and `submission.*`. Audit event.
 */
export async function assignOfficer(
  ctx: UserCtx,
  { id, officerId }: { id: string; officerId: string | null },
): Promise<Result<{ officerId: string | null }, Refusal>> {
  const allowed = await findReviewed(ctx, ctx.db, id, "assign_officer");
  if (!allowed.ok) return allowed;
  const given = await ctx.db.$transaction((tx) => giveTo(ctx, tx, allowed.value, officerId));
  return given.ok ? ok({ officerId }) : given;
}
