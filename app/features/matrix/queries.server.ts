import type { Names } from "~/features/reference/queries.server";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { MatrixEntry, Proposal, ProposalState } from "./model";
import { mayWithMatrix } from "./policy";

/** The newest version of the matrix. There always is one: the reference data bring it. */
export async function latestMatrix(db: Pick<Tx, "matrixVersion">): Promise<{ id: string; asOf: Date; source: string; entries: MatrixEntry[]; gdc: unknown }> {
  const row = await db.matrixVersion.findFirstOrThrow({ orderBy: { asOf: "desc" } });
  return { ...row, entries: row.entries as unknown as MatrixEntry[] };
}

/** A version that has ended proposes nothing any more. */
export const liveProposal = { submission: { state: { notIn: ["recalled", "superseded"] } } };

const select = {
  id: true,
  line: true,
  sdg: true,
  targets: true,
  kind: true,
  rationale: true,
  state: true,
  decidedAt: true,
  matrixVersion: { select: { asOf: true } },
  submission: { select: { id: true, symbol: true, report: { select: { party: { select: { code: true, names: true } } } } } },
} as const;

export type MatrixPage = { asOf: string; items: Proposal[]; next: string | null; accepted: number; mayDecide: boolean };

/** Proposals in one state, newest first, and the date of the matrix as it is. Refuses `matrix.not_found` outside the secretariat. */
export async function listProposals(
  ctx: UserCtx,
  state: ProposalState,
  { after, limit = 50 }: { after: string | null; limit?: number },
): Promise<Result<MatrixPage, Refusal>> {
  if (!mayWithMatrix(ctx.actor, "read")) return refuse({ code: "matrix.not_found" });
  const [matrix, rows, accepted] = await Promise.all([
    latestMatrix(ctx.db),
    ctx.db.matrixProposal.findMany({
      where: { state, ...liveProposal, ...(after !== null && isUuid(after) && { id: { lt: after } }) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select,
    }),
    ctx.db.matrixProposal.count({ where: { state: "accepted", matrixVersionId: null, ...liveProposal } }),
  ]);
  const shown = rows.slice(0, limit);
  return ok({
    asOf: matrix.asOf.toISOString(),
    items: shown.map(({ submission, matrixVersion, decidedAt, ...row }) => ({
      ...row,
      kind: row.kind as Proposal["kind"],
      state: row.state as ProposalState,
      decidedAt: decidedAt?.toISOString() ?? null,
      version: matrixVersion?.asOf.toISOString() ?? null,
      party: { code: submission.report.party.code, name: (submission.report.party.names as Names)[ctx.language] },
      submission: { id: submission.id, symbol: submission.symbol },
    })),
    next: rows.length > limit ? shown[shown.length - 1]!.id : null,
    accepted,
    mayDecide: mayWithMatrix(ctx.actor, "decide"),
  });
}
