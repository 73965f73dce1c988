import { lockVersions, moveSubmission, type Moved } from "~/features/reports/commands/move-submission.server";
import type { SubmissionState } from "~/features/reports/model";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Database, Tx } from "~/platform/db/client.server";
import { decideReview, TARGET, type DecidingAction, type ReviewAction } from "../policy";

/** A version as its policy sees it. */
export type Found = { id: string; reportId: string; state: SubmissionState; officerId: string | null };

/** A version this person may act on. Malformed and unknown ids, and every id for those outside the secretariat, are not found. */
export async function findAllowed(ctx: UserCtx, db: Database | Tx, id: string, action: ReviewAction): Promise<Result<Found, Refusal>> {
  const row = isUuid(id)
    ? await db.submission.findUnique({
        where: { id },
        select: { reportId: true, state: true, officerId: true, release: true, report: { select: { partyId: true } } },
      })
    : null;
  if (!row) return refuse({ code: "submission.not_found" });
  const subject = { partyId: row.report.partyId, state: row.state as SubmissionState, release: row.release };
  if (!decideReview(ctx.actor, "read", subject).ok) return refuse({ code: "submission.not_found" });
  const allowed = decideReview(ctx.actor, action, subject);
  return allowed.ok ? ok({ id, reportId: row.reportId, state: subject.state, officerId: row.officerId }) : allowed;
}

/** `facts`: what the audit event tells besides; `mailsFrom`: until when the party's mails are held. */
export type Deed = { origin: string; reason?: string; facts?: Record<string, unknown>; mailsFrom?: Date };

/** Carries out a decision inside the caller's transaction. Refuses `submission.wrong_state`. Returns the new state and the ids of the mails. */
export async function carryOut(
  ctx: UserCtx,
  tx: Tx,
  { id, reportId }: Found,
  action: DecidingAction,
  { origin, reason, facts, mailsFrom }: Deed,
): Promise<Result<{ state: SubmissionState; mails: string[] }, Refusal>> {
  if (action === "publish") await lockVersions(tx, reportId);
  const set =
    action === "publish" ? { publishedAt: ctx.now(), notPublishedReason: null } : action === "decline" ? { notPublishedReason: reason ?? "" } : undefined;
  const told = action === "decline" ? { reason, ...facts } : facts;
  const moved = await moveSubmission(ctx, tx, { id, to: TARGET[action], origin, set, facts: told, mailsFrom });
  if (!moved.ok) return moved;
  if (action === "publish") await supersedeEarlier(ctx, tx, moved.value, { origin, facts });
  return ok({ state: TARGET[action], mails: moved.value.mails });
}

/** Ends the versions before one that is published now. A public one ends only when the new one is public itself. */
async function supersedeEarlier(ctx: UserCtx, tx: Tx, { reportId, version, symbol, releaseAfter }: Moved, { origin, facts }: Deed): Promise<void> {
  const isPublic = !releaseAfter || releaseAfter <= ctx.now();
  const ended: SubmissionState[] = ["recalled", "superseded", ...(isPublic ? [] : ["published" as const])];
  const earlier = await tx.submission.findMany({
    where: { reportId, version: { lt: version }, state: { notIn: ended } },
    select: { id: true },
    orderBy: { version: "asc" },
  });
  for (const { id } of earlier) {
    const moved = await moveSubmission(ctx, tx, { id, to: "superseded", origin, facts: { by: symbol, ...facts } });
    if (!moved.ok) throw new Error(`version ${id} cannot be superseded: ${moved.error.code}`);
  }
}

/** Gives a version to an officer, or to nobody, inside the caller's transaction: by hand, so that no rule overwrites it. Refuses as `assignOfficer` does. */
export async function giveTo(
  ctx: UserCtx,
  tx: Tx,
  { id, state, officerId: before }: Found,
  officerId: string | null,
  facts?: object,
): Promise<Result<true, Refusal>> {
  const officer = officerId === null ? null : await findOfficer(tx, officerId);
  if (officerId !== null && !officer) return refuse({ code: "submission.officer_unknown", fields: { officer: "submission.officer_unknown" } });
  const { count } = await tx.submission.updateMany({ where: { id, state, officerId: before }, data: { officerId, officerVia: "hand" } });
  if (count !== 1) return refuse({ code: "submission.wrong_state", params: { state } });
  await recordEvent(tx, ctx, {
    type: "submission.officer_assigned",
    subject: `submission:${id}`,
    data: { officer: officerId, name: officer?.name ?? null, ...facts },
  });
  return ok(true);
}

const findOfficer = (tx: Tx, id: string): Promise<{ name: string } | null> =>
  isUuid(id)
    ? tx.user.findFirst({ where: { id, disabledAt: null, secretariat: { some: { role: { in: ["desk_officer", "admin"] } } } }, select: { name: true } })
    : Promise.resolve(null);
