import type { CycleState } from "~/features/cycles/model";
import { hasEnded, type SubmissionState } from "~/features/reports/model";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { decideReview, type ReviewAction, type ReviewSubject } from "../policy";

/** What the policy asks of a version, as columns. */
export const subjectSelect = {
  state: true,
  release: true,
  officerId: true,
  late: true,
  lateAcceptedAt: true,
  points: { where: { state: { not: "closed" } }, take: 1, select: { id: true } },
  report: { select: { partyId: true, cycle: { select: { state: true } } } },
} as const;
type SubjectRow = {
  state: string;
  release: string;
  officerId: string | null;
  late: boolean;
  lateAcceptedAt: Date | null;
  points: unknown[];
  report: { partyId: string; cycle: { state: string } };
};

/** A version as the policy sees it. */
export const subjectOfVersion = ({ state, release, officerId, late, lateAcceptedAt, points, report }: SubjectRow): ReviewSubject => ({
  partyId: report.partyId,
  state: state as SubmissionState,
  release,
  officerId,
  phase: report.cycle.state as CycleState,
  isLate: late && lateAcceptedAt === null,
  hasPoints: points.length > 0 && !hasEnded(state as SubmissionState),
});

/** A version somebody acts on. */
export type Reviewed = { id: string; reportId: string; version: number; symbol: string; subject: ReviewSubject };

/**
 * A version this person may act on now; inside a transaction, as it stands under its locks. Malformed and unknown ids, and
 * every id for those outside the secretariat, are `submission.not_found`; refuses as `decideReview` does.
 */
export async function findReviewed(ctx: Pick<Ctx, "actor">, db: Tx, id: string, action: ReviewAction): Promise<Result<Reviewed, Refusal>> {
  const row = isUuid(id) ? await db.submission.findUnique({ where: { id }, select: { reportId: true, version: true, symbol: true, ...subjectSelect } }) : null;
  if (!row) return refuse({ code: "submission.not_found" });
  const subject = subjectOfVersion(row);
  if (!decideReview(ctx.actor, "read", subject).ok) return refuse({ code: "submission.not_found" });
  const allowed = decideReview(ctx.actor, action, subject);
  return allowed.ok ? ok({ id, reportId: row.reportId, version: row.version, symbol: row.symbol, subject }) : allowed;
}
