import type { SubmissionState } from "~/features/reports/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { carryOut, findAllowed, giveTo } from "./commands/carry-out.server";
import type { DecidingAction } from "./policy";

/** `origin` is this portal's, for the links in mails. */
export type ReviewInput = { id: string; origin: string };
type Done = Result<{ state: SubmissionState }, Refusal>;

/** Tells the party that its version has arrived. Refuses `submission.*`. Audit event, mail. */
export const acknowledge = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "acknowledge");

/** Starts the review: from now on the party can no longer recall its version. Refuses `submission.*`. Audit event. */
export const startReview = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "start_review");

/** Accepts a version after review. Refuses `submission.*`. Audit event, mail. */
export const accept = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "accept");

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

async function act(ctx: UserCtx, { id, origin, reason }: ReviewInput & { reason?: string }, action: DecidingAction): Promise<Done> {
  const allowed = await findAllowed(ctx, ctx.db, id, action);
  if (!allowed.ok) return allowed;
  const done = await ctx.db.$transaction((tx) => carryOut(ctx, tx, allowed.value, action, { origin, reason }));
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
  const allowed = await findAllowed(ctx, ctx.db, id, "assign_officer");
  if (!allowed.ok) return allowed;
  const given = await ctx.db.$transaction((tx) => giveTo(ctx, tx, allowed.value, officerId));
  return given.ok ? ok({ officerId }) : given;
}
