import { lockReport } from "~/features/reports/queries/load.server";
import { lockVersions, moveSubmission, type Moved } from "~/features/reports/commands/move-submission.server";
import { hasEnded, SUBMISSION_STATES, type SubmissionState } from "~/features/reports/model";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { TARGET, type DecidingAction } from "./policy";
import { findReviewed, type Reviewed } from "./queries/subject.server";

/** `origin` is this portal's, for the links in mails. */
export type ReviewInput = { id: string; origin: string };
type Done = Result<{ state: SubmissionState }, Refusal>;

/** Tells the party that its version has arrived. Refuses `submission.*`. Audit event, mail. */
export const acknowledge = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "acknowledge");

/** Starts the review: from now on the party can no longer recall its version. Refuses `submission.*`. Audit event. */
export const startReview = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "start_review");

/** Accepts a version after review. Refuses `submission.*`. Audit event, mail. */
export const accept = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "accept");

/** Sends an accepted version to translation; it is published from there. Refuses `submission.*`. Audit event. */
export const sendToTranslation = (ctx: UserCtx, input: ReviewInput): Promise<Done> => act(ctx, input, "translate");

/**
 * Publishes an accepted version, at once or from its date of release on. Earlier versions of the same report are
 * superseded; one that is public stays so until this one is. Refuses `submission.*`. Audit events, mail.
 */
export const publish = (ctx: UserCtx, input: ReviewInput): Promise<Done> =>
  act(ctx, input, "publish", {
    before: (tx, { reportId }) => lockVersions(tx, reportId),
    set: { publishedAt: ctx.now(), notPublishedReason: null },
    after: (tx, moved) => supersedeEarlier(ctx, tx, moved, input.origin),
  });

/** Decides not to publish an accepted version, with the reason the party is told. Refuses `submission.reason_required` and `submission.*`. Audit event, mail. */
export async function declineToPublish(ctx: UserCtx, { reason, ...input }: ReviewInput & { reason: string }): Promise<Done> {
  const given = reason.trim();
  if (given === "") return refuse({ code: "submission.reason_required", fields: { reason: "submission.reason_required" } });
  return act(ctx, input, "decline", { set: { notPublishedReason: given }, facts: { reason: given } });
}

/**
 * Withdraws a version that has been accepted or published, with the reason the party is told: the public does not see it
 * any more. Refuses `submission.reason_required` and `submission.*`. Audit event, mail.
 */
export async function withdraw(ctx: UserCtx, { reason, ...input }: ReviewInput & { reason: string }): Promise<Done> {
  const given = reason.trim();
  if (given === "") return refuse({ code: "submission.reason_required", fields: { withdrawn: "submission.reason_required" } });
  return act(ctx, input, "withdraw", { set: { withdrawnReason: given }, facts: { reason: given } });
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

type Effects = {
  set?: { publishedAt?: Date; notPublishedReason?: string | null; withdrawnReason?: string };
  facts?: Record<string, unknown>;
  before?: (tx: Tx, found: Reviewed) => Promise<void>;
  after?: (tx: Tx, moved: Moved) => Promise<void>;
};

async function act(ctx: UserCtx, { id, origin }: ReviewInput, action: DecidingAction, { set, facts, before, after }: Effects = {}): Promise<Done> {
  const found = await findReviewed(ctx, ctx.db, id, action);
  if (!found.ok) return found;
  return ctx.db.$transaction(async (tx) => {
    // A point is opened, answered and closed under the lock of its report: what is decided here is decided on what stands after it.
    await lockReport(tx, found.value.reportId);
    await before?.(tx, found.value);
    const allowed = await findReviewed(ctx, tx, id, action);
    if (!allowed.ok) return allowed;
    const moved = await moveSubmission(ctx, tx, { id, to: TARGET[action], origin, set, facts });
    if (!moved.ok) return moved;
    await after?.(tx, moved.value);
    return ok({ state: TARGET[action] });
  });
}

/** Ends the versions before one that is published now. A public one ends only when the new one is public itself. */
async function supersedeEarlier(ctx: UserCtx, tx: Tx, { reportId, version, symbol, releaseAfter }: Moved, origin: string): Promise<void> {
  const isPublic = !releaseAfter || releaseAfter <= ctx.now();
  const ended: SubmissionState[] = [...SUBMISSION_STATES.filter(hasEnded), ...(isPublic ? [] : ["published" as const])];
  const earlier = await tx.submission.findMany({
    where: { reportId, version: { lt: version }, state: { notIn: ended } },
    select: { id: true },
    orderBy: { version: "asc" },
  });
  for (const { id } of earlier) {
    const moved = await moveSubmission(ctx, tx, { id, to: "superseded", origin, facts: { by: symbol } });
    if (!moved.ok) throw new Error(`version ${id} cannot be superseded: ${moved.error.code}`);
  }
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
  const { state, officerId: before } = allowed.value.subject;
  return ctx.db.$transaction(async (tx) => {
    const officer = officerId === null ? null : await findOfficer(tx, officerId);
    if (officerId !== null && !officer) return refuse({ code: "submission.officer_unknown", fields: { officer: "submission.officer_unknown" } });
    const { count } = await tx.submission.updateMany({ where: { id, state, officerId: before }, data: { officerId } });
    if (count !== 1) return refuse({ code: "submission.wrong_state", params: { state } });
    await recordEvent(tx, ctx, { type: "submission.officer_assigned", subject: `submission:${id}`, data: { officer: officerId, name: officer?.name ?? null } });
    return ok({ officerId });
  });
}

const findOfficer = (tx: Tx, id: string): Promise<{ name: string } | null> =>
  isUuid(id)
    ? tx.user.findFirst({ where: { id, disabledAt: null, secretariat: { some: { role: { in: ["desk_officer", "admin"] } } } }, select: { name: true } })
    : Promise.resolve(null);
