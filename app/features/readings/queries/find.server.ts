import type { SubmissionState } from "~/features/reports/model";
import { findReviewed } from "~/features/review/queries/subject.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";

const select = {
  id: true,
  symbol: true,
  version: true,
  reportId: true,
  report: { select: { partyId: true, template: true, line: true, templateVersionId: true, cycle: { select: { position: true } } } },
} as const;

const load = (db: Tx, id: string) => db.submission.findUniqueOrThrow({ where: { id }, select });
/** A version somebody at the desk reads. */
export type ReadVersion = Awaited<ReturnType<typeof load>> & { state: SubmissionState };

/** A signed version for those who read at the desk. Refuses `submission.not_found` for unknown ids, and for every id to everybody else. */
export async function findVersion(ctx: Pick<Ctx, "actor">, db: Tx, id: string): Promise<Result<ReadVersion, Refusal>> {
  const found = await findReviewed(ctx, db, id, "read");
  return found.ok ? ok({ ...(await load(db, id)), state: found.value.subject.state }) : found;
}
