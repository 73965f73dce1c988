import type { SubmissionState } from "~/features/reports/model";
import { decideReview } from "~/features/review/policy";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";

const select = {
  id: true,
  symbol: true,
  version: true,
  state: true,
  release: true,
  reportId: true,
  report: { select: { partyId: true, template: true, line: true, templateVersionId: true, cycle: { select: { position: true } } } },
} as const;

const load = (db: Tx, id: string) => db.submission.findUnique({ where: { id }, select });
/** A version somebody at the desk reads. */
export type ReadVersion = Omit<NonNullable<Awaited<ReturnType<typeof load>>>, "state"> & { state: SubmissionState };

/** A signed version for those who read at the desk. Refuses `submission.not_found` for unknown ids, and for every id to everybody else. */
export async function findVersion(ctx: Pick<Ctx, "actor">, db: Tx, id: string): Promise<Result<ReadVersion, Refusal>> {
  const row = isUuid(id) ? await load(db, id) : null;
  if (!row) return refuse({ code: "submission.not_found" });
  const state = row.state as SubmissionState;
  const isRead = decideReview(ctx.actor, "read", { partyId: row.report.partyId, state, release: row.release }).ok;
  return isRead ? ok({ ...row, state }) : refuse({ code: "submission.not_found" });
}
