import { lockVersions, moveSubmission, type Move, type Moved } from "~/features/reports/commands/move-submission.server";
import { hasEnded, SUBMISSION_STATES, type SubmissionState } from "~/features/reports/model";
import { lockReport } from "~/features/reports/queries/load.server";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { TARGET, type DecidingAction } from "../policy";
import type { Checklists } from "../queries/checklist.server";
import { findReviewed, type Reviewed } from "../queries/subject.server";
import { checkBlockingItems } from "./tick.server";

/** `checklists` were read before the transaction; `facts`: what the audit event tells besides; `mailsFrom`: until when the party's mails are held. */
export type Deed = { origin: string; checklists: Checklists; reason?: string; facts?: Record<string, unknown>; mailsFrom?: Date };

/**
 * Carries out a decision inside the caller's transaction. A point is opened, answered and closed under the lock of its
 * report: what is decided here is decided on what stands after it. Refuses as `findReviewed` does, and
 * `checklist.required` where an item that acceptance waits for is open. Returns the new state and the ids of the mails.
 */
export async function carryOut(
  ctx: UserCtx,
  tx: Tx,
  { id, reportId }: Reviewed,
  action: DecidingAction,
  { origin, checklists, reason, facts, mailsFrom }: Deed,
): Promise<Result<{ state: SubmissionState; mails: string[] }, Refusal>> {
  await lockReport(tx, reportId);
  if (action === "publish") await lockVersions(tx, reportId);
  const allowed = await findReviewed(ctx, tx, id, action);
  if (!allowed.ok) return allowed;
  const checked = action === "accept" ? await checkItems(tx, checklists, id) : ok(null);
  if (!checked.ok) return checked;
  const told = reason === undefined ? facts : { reason, ...facts };
  const moved = await moveSubmission(ctx, tx, { id, to: TARGET[action], origin, set: columnsOf(ctx, action, reason ?? ""), facts: told, mailsFrom });
  if (!moved.ok) return moved;
  if (action === "publish") await supersedeEarlier(ctx, tx, moved.value, { origin, facts });
  return ok({ state: TARGET[action], mails: moved.value.mails });
}

async function checkItems(tx: Tx, checklists: Checklists, id: string): Promise<Result<null, Refusal>> {
  const { template } = await tx.submission.findUniqueOrThrow({ where: { id }, select: { template: true } });
  return checkBlockingItems(tx, checklists(template), id);
}

/** Columns that change with the state. */
function columnsOf(ctx: UserCtx, action: DecidingAction, reason: string): Move["set"] {
  if (action === "publish") return { publishedAt: ctx.now(), notPublishedReason: null };
  if (action === "decline") return { notPublishedReason: reason };
  return action === "withdraw" ? { withdrawnReason: reason } : undefined;
}

/** Ends the versions before one that is published now. A public one ends only when the new one is public itself. */
async function supersedeEarlier(
  ctx: UserCtx,
  tx: Tx,
  { reportId, version, symbol, releaseAfter }: Moved,
  { origin, facts }: Pick<Deed, "origin" | "facts">,
): Promise<void> {
  const isPublic = !releaseAfter || releaseAfter <= ctx.now();
  const ended: SubmissionState[] = [...SUBMISSION_STATES.filter(hasEnded), ...(isPublic ? [] : ["published" as const])];
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
  { id, subject: { state, officerId: before } }: Reviewed,
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
