import type { ReportState } from "~/features/reports/model";
import { findAnyReport, loadReport, lockReport, readGrounds } from "~/features/reports/queries/load.server";
import { hashToSign } from "~/features/reports/queries/signing.server";
import { getTemplateVersion } from "~/features/templates/queries.server";
import { assess } from "~/features/templates/model/progress";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { holdOf, isLapsed, markOf, move, needsReason, placeOf, roundStateAfter, type ClearanceAct, type Place } from "../model";
import { mayAct } from "../policy";
import { findCleared, findRound, partsOf, readChain, type Round } from "../queries/load.server";
import type { ClearanceActInput } from "../schema";
import { lockChain } from "./lock-chain.server";
import { writeClearanceMail } from "./clearance-mail.server";

/** The event of each act in the audit log. */
const EVENTS = { ask: "asked", clear: "cleared", return: "returned", cancel: "cancelled", withdraw: "withdrawn", lapse: "lapsed" } as const;
type Act = keyof typeof EVENTS;

/**
 * Asks for clearance of a report, clears it at the step that is asked, returns it with a reason, or takes a request or a
 * clearance back; those concerned are told by mail. Under the report's lock, so that nothing is written between what is
 * cleared and the lock on it. Refuses `clearance.not_found`, `clearance.not_allowed`, `clearance.wrong_state` (also when it
 * moved on after it was shown), `clearance.no_chain`, `clearance.reason_required`, `clearance.incomplete`,
 * `clearance.outdated`, `report.cycle_closed`. Audit event.
 */
export async function actOnClearance(ctx: UserCtx, reportId: string, { intent, mark, text }: ClearanceActInput): Promise<Result<null, Refusal>> {
  const found = await findCleared(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  if (needsReason(intent) && text === "") return refuse({ code: "clearance.reason_required", fields: { text: "clearance.reason_required" } });
  const grounds = await readGrounds(ctx, found.value);
  return ctx.db.$transaction(async (tx) => {
    await lockChain(tx, found.value.partyId);
    await lockReport(tx, reportId);
    const again = await findCleared(ctx, tx, reportId);
    if (!again.ok) return again;
    const row = again.value;
    const now = ctx.now();
    const chain = await readChain(tx, row.partyId, ctx.now());
    const round = await findRound(tx, reportId);
    const place = placeOf(round, { state: row.state as ReportState, heldFrom: row.heldFrom }, now);
    if (mark !== markOf(round, place)) return refuse({ code: "clearance.wrong_state" });
    const reads = intent === "ask" || intent === "clear";
    if (reads && row.cycle.state !== "open") return refuse({ code: "report.cycle_closed" });
    const loaded = await loadReport(ctx, row, { ...grounds, tx });
    const hash = hashToSign(loaded);
    const moved = move(place, intent, { steps: chain?.steps.length ?? 0, days: chain?.days ?? 0, hash, now });
    if (!moved.ok) return moved;
    if (!mayAct(ctx.actor, intent, place, partsOf(row.partyId, chain, round))) return refuse({ code: "clearance.not_allowed" });
    if (intent === "ask" && !assess(loaded.env).complete) return refuse({ code: "clearance.incomplete" });
    if (intent === "ask" && round && isLapsed(round, now)) await endLapsed(tx, ctx, { reportId, round, stepName: nameOf(chain, round.step) });
    const kept = await keepRound(tx, ctx, { reportId, round, act: intent, to: moved.value, hash });
    // The step that was acted on: the one that cleared, not the one that is asked next.
    const step = place.at === "asked" || place.at === "cleared" ? place.step : 1;
    const stepName = nameOf(chain, step);
    await tx.clearanceEntry.create({
      data: { clearanceId: kept.id, reportId, action: intent, step, stepName, text, byId: ctx.actor.id, byName: ctx.actor.name, at: now },
    });
    await tx.report.update({ where: { id: reportId }, data: { ...holdOf(moved.value, kept.askedAt), revision: { increment: 1 } } });
    await recordEvent(tx, ctx, {
      type: `clearance.${EVENTS[intent]}`,
      subject: `report:${reportId}`,
      data: { clearance: kept.id, step, stepName, hash: kept.contentHash, ...(text && { text }) },
    });
    await writeClearanceMail(tx, ctx, { ...loaded, act: intent, chain, from: place, to: moved.value, askedById: kept.askedById, stepName, text });
    return ok(null);
  });
}

const nameOf = (chain: Awaited<ReturnType<typeof readChain>>, step: number): string => chain?.steps[step - 1]?.name ?? "";

type Kept = { id: string; contentHash: string; askedById: string; askedAt: Date };

/** Begins a round or brings it to where an act leads; the report's lock is held, so nobody else does at once. */
async function keepRound(
  tx: Tx,
  ctx: UserCtx,
  { reportId, round, act, to, hash }: { reportId: string; round: Round | null; act: Exclude<ClearanceAct, "sign">; to: Place; hash: string },
): Promise<Kept> {
  const select = { id: true, contentHash: true, askedById: true, askedAt: true } as const;
  const state = roundStateAfter(act, to);
  if (act === "ask" && to.at === "asked")
    return tx.clearance.create({
      data: { reportId, state, step: to.step, contentHash: hash, askedById: ctx.actor.id, askedAt: ctx.now(), until: to.until },
      select,
    });
  return tx.clearance.update({ where: { id: round!.id }, data: { state, ...(to.at === "asked" && { step: to.step, until: to.until }) }, select });
}

/** Rounds the job takes at one run; the next run takes the rest. */
const BATCH = 50;

/**
 * Records the requests that are past their time and tells whoever asked. They count as lapsed since that moment whether
 * this has run or not; each is recorded once. Gives how many. Audit event for each.
 */
export async function recordLapsed(ctx: Ctx): Promise<number> {
  const due = await ctx.db.clearance.findMany({
    where: { state: "asked", until: { lte: ctx.now() } },
    orderBy: { until: "asc" },
    take: BATCH,
    select: { id: true, reportId: true },
  });
  let recorded = 0;
  for (const { id, reportId } of due) {
    const row = (await findAnyReport(ctx.db, reportId))!;
    const version = await getTemplateVersion(ctx.db, row.templateVersionId);
    const ended = await ctx.db.$transaction(async (tx) => {
      await lockReport(tx, reportId);
      const round = await findRound(tx, reportId);
      if (round?.id !== id || !isLapsed(round, ctx.now())) return false;
      const chain = await readChain(tx, row.partyId, ctx.now());
      const stepName = nameOf(chain, round.step);
      await endLapsed(tx, ctx, { reportId, round, stepName });
      const [from, to] = [{ at: "asked", step: round.step, hash: round.contentHash, until: round.until }, { at: "drafted" }] as const;
      await writeClearanceMail(tx, ctx, { row, version, act: "lapse", chain, from, to, askedById: round.askedById, stepName, text: "" });
      return true;
    });
    if (ended) recorded += 1;
  }
  return recorded;
}

/** Records that the clock ended a round; the report is open again since then. */
async function endLapsed(
  tx: Tx,
  ctx: Pick<Ctx, "actor" | "now" | "requestId">,
  { reportId, round, stepName }: { reportId: string; round: Pick<Round, "id" | "step" | "until" | "contentHash">; stepName: string },
): Promise<void> {
  const { id, step, until, contentHash } = round;
  const act: Act = "lapse";
  await tx.clearance.update({ where: { id }, data: { state: roundStateAfter(act, { at: "drafted" }) } });
  await tx.clearanceEntry.create({ data: { clearanceId: id, reportId, action: act, step, stepName, byId: null, byName: "", at: until } });
  await tx.report.update({ where: { id: reportId }, data: { ...holdOf({ at: "drafted" }, until), revision: { increment: 1 } } });
  await recordEvent(tx, ctx, {
    type: `clearance.${EVENTS[act]}`,
    subject: `report:${reportId}`,
    data: { clearance: id, step, stepName, hash: contentHash },
  });
}
