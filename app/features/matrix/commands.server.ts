import { isUuid } from "~/lib/keyset";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isUniqueViolation, type Tx } from "~/platform/db/client.server";
import { applyChanges, changesIn, type Change } from "./model";
import { mayWithMatrix } from "./policy";
import { latestMatrix, liveProposal } from "./queries.server";

/** Keeps what a signed answer proposes to change in the matrix, inside the transaction that signs it. Returns how many changes that are. */
export async function proposeChanges(tx: Tx, { submissionId, line, value }: { submissionId: string; line: string; value: AnswerValue }): Promise<number> {
  const { entries } = await latestMatrix(tx);
  const changes = changesIn(entries, line, value);
  await tx.matrixProposal.createMany({ data: changes.map((change) => ({ ...change, submissionId })) });
  return changes.length;
}

/**
 * Accepts or declines a proposal. Refuses `matrix.not_found` (also to those who may not decide) and `matrix.decided` when
 * somebody else was quicker. Audit event.
 */
export async function decideProposal(ctx: UserCtx, { id, accept }: { id: string; accept: boolean }): Promise<Result<{ state: string }, Refusal>> {
  if (!mayWithMatrix(ctx.actor, "decide") || !isUuid(id)) return refuse({ code: "matrix.not_found" });
  const state = accept ? "accepted" : "declined";
  return ctx.db.$transaction(async (tx) => {
    const proposal = await tx.matrixProposal.findFirst({ where: { id, ...liveProposal }, select: { line: true, sdg: true, targets: true, kind: true } });
    if (!proposal) return refuse({ code: "matrix.not_found" });
    const { count } = await tx.matrixProposal.updateMany({
      where: { id, state: "proposed" },
      data: { state, decidedById: ctx.actor.id, decidedAt: ctx.now() },
    });
    if (count !== 1) return refuse({ code: "matrix.decided" });
    await recordEvent(tx, ctx, { type: `matrix.proposal_${state}`, subject: `matrix_proposal:${id}`, data: proposal });
    return ok({ state });
  });
}

/**
 * Makes a new version of the matrix, dated today (UTC), from the newest one and every accepted proposal that is not part
 * of one yet. Earlier versions stay as they are. Refuses `matrix.not_found` to those who may not, `matrix.nothing_accepted`,
 * and `matrix.same_day` where a version of that day exists. Audit event.
 */
export async function publishMatrix(ctx: UserCtx): Promise<Result<{ asOf: string; changes: number }, Refusal>> {
  if (!mayWithMatrix(ctx.actor, "publish")) return refuse({ code: "matrix.not_found" });
  const asOf = new Date(`${ctx.now().toISOString().slice(0, 10)}T00:00:00Z`);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const accepted = await tx.matrixProposal.findMany({ where: { state: "accepted", matrixVersionId: null, ...liveProposal }, orderBy: { id: "asc" } });
      if (accepted.length === 0) return refuse({ code: "matrix.nothing_accepted" });
      const before = await latestMatrix(tx);
      if (before.asOf >= asOf) return refuse({ code: "matrix.same_day" });
      const changes = accepted.map(({ line, sdg, targets, kind, rationale }): Change => ({ line, sdg, targets, kind: kind as Change["kind"], rationale }));
      const { id } = await tx.matrixVersion.create({
        data: { asOf, source: before.source, entries: applyChanges(before.entries, changes) as object[], gdc: before.gdc as object },
        select: { id: true },
      });
      await tx.matrixProposal.updateMany({ where: { id: { in: accepted.map((proposal) => proposal.id) } }, data: { matrixVersionId: id } });
      await recordEvent(tx, ctx, {
        type: "matrix.published",
        subject: `matrix_version:${id}`,
        data: { asOf: asOf.toISOString().slice(0, 10), changes: changes.length },
      });
      return ok({ asOf: asOf.toISOString(), changes: changes.length });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse({ code: "matrix.same_day" });
    throw error;
  }
}
