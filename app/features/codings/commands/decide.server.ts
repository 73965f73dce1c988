import { findBegunCycle } from "~/features/cycles/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { sql } from "~/platform/db/client.server";
import type { Part } from "../model";
import { holdsCoding } from "../policy";
import { getAgreement } from "../queries/agreement.server";

/**
 * Decides whether a code stands on a sentence on which coders differ; it can be decided again. Refuses `coding.not_allowed`,
 * and `coding.not_found` where they do not differ, or its author is still to code the answer. Audit event.
 */
export async function decideDifference(
  ctx: UserCtx,
  { part, code, hash, kept }: { part: Part; code: string; hash: string; kept: boolean },
): Promise<Result<true, Refusal>> {
  if (!holdsCoding(ctx.actor, "keep")) return refuse({ code: "coding.not_allowed" });
  const found = await getAgreement(ctx, sql`a.hash = ${hash}`);
  if (!found.ok) return found;
  const { place, start, end } = part;
  const isAsked = found.value.disagreements.some(
    (one) => one.hash === hash && one.place === place && one.start === start && one.end === end && one.code.id === code,
  );
  if (!isAsked) return refuse({ code: "coding.not_found" });
  return ctx.db.$transaction(async (tx) => {
    const data = { hash, place, start, end, codeId: code, kept };
    await tx.codingDecision.create({ data: { ...data, byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now() } });
    await recordEvent(tx, ctx, { type: "coding.decided", subject: `answer:${hash}`, data });
    return ok(true);
  });
}

/** Says whether coders of the cycle that is read across see each other's marks before they have done. Refuses `coding.not_allowed`, `coding.not_found`. Audit event. */
export async function setOpen(ctx: UserCtx, open: boolean): Promise<Result<true, Refusal>> {
  if (!holdsCoding(ctx.actor, "keep")) return refuse({ code: "coding.not_allowed" });
  const cycle = await findBegunCycle(ctx);
  if (!cycle) return refuse({ code: "coding.not_found" });
  return ctx.db.$transaction(async (tx) => {
    await tx.codingMode.upsert({ where: { cycleId: cycle.id }, create: { cycleId: cycle.id, open }, update: { open } });
    await recordEvent(tx, ctx, { type: "coding.mode_set", subject: `cycle:${cycle.id}`, data: { open } });
    return ok(true);
  });
}
