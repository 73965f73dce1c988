import { lockVersions } from "~/features/reports/commands/move-submission.server";
import { readVersionRows, restoreVersions, type VersionRow } from "~/features/reports/commands/restore-versions.server";
import { lockReport } from "~/features/reports/queries/load.server";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent, type AuditType } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { JsonNull, type Tx } from "~/platform/db/client.server";
import { isUndoable, phaseOf, STEP, UNDO_MS, type BulkAction } from "../model/bulk";
import { holdsReview } from "../policy";
import { readChecklists } from "../queries/checklist.server";
import { findReviewed } from "../queries/subject.server";
import { carryOut, giveTo } from "./carry-out.server";

/** `left`: how many versions the act has still to come to. */
type Progress = Result<{ left: number }, Refusal>;
type Act = NonNullable<Awaited<ReturnType<typeof load>>>;
const load = (ctx: UserCtx, id: string) => ctx.db.bulkAct.findUnique({ where: { id } });

/** An act of this person; of others, and for those who do not decide at the desk, there is none. */
async function findOwn(ctx: UserCtx, id: string): Promise<Result<Act, Refusal>> {
  const act = isUuid(id) && holdsReview(ctx.actor, "assign_officer") ? await load(ctx, id) : null;
  return act?.byId === ctx.actor.id ? ok(act) : refuse({ code: "bulk.not_found" });
}

/**
 * Carries out the next step of an act: each version in a transaction of its own, through the same door as a single
 * decision; its mails are held for ten minutes. What was cut off goes on where it stopped, and two who go on at once share
 * what is left. Refuses `bulk.not_found`, and `bulk.already_started` once it is being undone. Audit events.
 */
export async function carryOutBulk(ctx: UserCtx, id: string, { most = STEP } = {}): Promise<Progress> {
  const found = await findOwn(ctx, id);
  if (!found.ok) return found;
  const phase = phaseOf(found.value);
  if (phase === "undoing" || phase === "undone") return refuse({ code: "bulk.already_started" });
  if (phase === "done") return ok({ left: 0 });
  const undoUntil = new Date(ctx.now().getTime() + UNDO_MS);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.bulkAct.updateMany({ where: { id, startedAt: null }, data: { startedAt: ctx.now() } });
    await tx.bulkAct.updateMany({ where: { id, undoFrom: null }, data: { undoUntil } });
    if (count === 1) await recordEvent(tx, ctx, { type: "bulk.started", subject: `bulk:${id}`, data: { action: found.value.action } });
  });
  for (let turn = 0; turn < most; turn++) if (!(await doNext(ctx, found.value, undoUntil))) break;
  const left = await ctx.db.bulkItem.count({ where: { actId: id, state: "waiting" } });
  if (left === 0) await close(ctx, id, "finishedAt", "bulk.finished");
  return ok({ left });
}

type Claimed = { position: number; submissionId: string };

/** The next version of the act nobody else is at. */
async function claim(tx: Tx, actId: string, state: "waiting" | "done"): Promise<Claimed | undefined> {
  const [item] =
    state === "waiting"
      ? await tx.$queryRaw<Claimed[]>`
          select position, submission_id as "submissionId" from bulk_item where act_id = ${actId}::uuid and state = 'waiting'
          order by position limit 1 for update skip locked`
      : await tx.$queryRaw<Claimed[]>`
          select position, submission_id as "submissionId" from bulk_item where act_id = ${actId}::uuid and state = 'done'
          order by position desc limit 1 for update`;
  return item;
}

async function doNext(ctx: UserCtx, act: Act, mailsFrom: Date): Promise<boolean> {
  const checklists = await readChecklists(ctx);
  return ctx.db.$transaction(async (tx) => {
    // Whoever undoes waits for this version, and this version is not begun once somebody undoes.
    const [open] = await tx.$queryRaw<object[]>`select 1 from bulk_act where id = ${act.id}::uuid and undo_from is null for share`;
    const item = open && (await claim(tx, act.id, "waiting"));
    if (!item) return false;
    const mark = (data: object) => tx.bulkItem.update({ where: { actId_position: { actId: act.id, position: item.position } }, data });
    const action = act.action as BulkAction;
    const allowed = await findReviewed(ctx, tx, item.submissionId, action);
    if (!allowed.ok) return (await mark({ state: "refused", refusal: allowed.error }), true);
    const { reportId } = allowed.value;
    await lockReport(tx, reportId);
    await lockVersions(tx, reportId);
    const before = await readVersionRows(tx, reportId);
    const facts = { bulk: act.id };
    const done =
      action === "assign_officer"
        ? await giveTo(ctx, tx, allowed.value, act.officerId, facts)
        : await carryOut(ctx, tx, allowed.value, action, { origin: ctx.origin, checklists, reason: act.reason || undefined, facts, mailsFrom });
    if (!done.ok) return (await mark({ state: "refused", refusal: done.error }), true);
    const mailIds = done.value === true ? [] : done.value.mails;
    await mark({ state: "done", before: before as object, after: (await readVersionRows(tx, reportId)) as object, mailIds });
    return true;
  });
}

/**
 * Undoes the next step of an act, the last version first: versions stand again as they stood, byte for byte, and the mails
 * that were held for them have never been. A version somebody has changed since, or whose mail has gone out, is kept and
 * named. Begins within ten minutes, while the act is still under way, too; what was cut off goes on at any time. Refuses
 * `bulk.not_found`, `bulk.undo_over`. Audit events: the chain keeps the act and its undoing.
 */
export async function undoBulk(ctx: UserCtx, id: string, { most = STEP } = {}): Promise<Progress> {
  const found = await findOwn(ctx, id);
  if (!found.ok) return found;
  const phase = phaseOf(found.value);
  if (phase === "undone") return ok({ left: 0 });
  if (phase !== "undoing") {
    if (!isUndoable(found.value, ctx.now())) return refuse({ code: "bulk.undo_over" });
    await ctx.db.$transaction(async (tx) => {
      const { count } = await tx.bulkAct.updateMany({ where: { id, undoFrom: null }, data: { undoFrom: ctx.now() } });
      if (count === 1) await recordEvent(tx, ctx, { type: "bulk.undo_started", subject: `bulk:${id}`, data: { action: found.value.action } });
    });
  }
  for (let turn = 0; turn < most; turn++) if (!(await undoNext(ctx, id))) break;
  const left = await ctx.db.bulkItem.count({ where: { actId: id, state: "done" } });
  if (left === 0) await close(ctx, id, "undoneAt", "bulk.undone");
  return ok({ left });
}

const undoNext = (ctx: UserCtx, actId: string): Promise<boolean> =>
  ctx.db.$transaction(async (tx) => {
    const claimed = await claim(tx, actId, "done");
    if (!claimed) return false;
    const where = { actId_position: { actId, position: claimed.position } };
    const { before, after, mailIds, submission } = await tx.bulkItem.findUniqueOrThrow({
      where,
      select: { before: true, after: true, mailIds: true, submission: { select: { reportId: true } } },
    });
    const keep = async (refusal: Refusal) => (await tx.bulkItem.update({ where, data: { state: "kept", refusal: refusal as object } }), true);
    await lockReport(tx, submission.reportId);
    await lockVersions(tx, submission.reportId);
    const held = { id: { in: mailIds }, deliveredAt: null, attempts: 0, notBefore: { gt: ctx.now() } };
    if ((await tx.mail.count({ where: held })) !== mailIds.length) return keep({ code: "bulk.mail_sent" });
    const rows = { before: before as VersionRow[], after: after as VersionRow[] };
    const restored = await restoreVersions(ctx, tx, { reportId: submission.reportId, ...rows, facts: { bulk: actId } });
    if (!restored.ok) return keep(restored.error);
    const { count } = await tx.mail.deleteMany({ where: held });
    if (count !== mailIds.length) throw new Error("a mail that is held was sent while its act was undone");
    await tx.bulkItem.update({ where, data: { state: "undone", before: JsonNull, after: JsonNull, mailIds: [] } });
    return true;
  });

/** Writes down, once, that nothing is left, with what came of it. */
const close = (ctx: UserCtx, id: string, column: "finishedAt" | "undoneAt", type: AuditType): Promise<void> =>
  ctx.db.$transaction(async (tx) => {
    const { count } = await tx.bulkAct.updateMany({ where: { id, [column]: null }, data: { [column]: ctx.now() } });
    if (count !== 1) return;
    const grouped = await tx.bulkItem.groupBy({ by: ["state"], where: { actId: id }, _count: { _all: true } });
    await recordEvent(tx, ctx, { type, subject: `bulk:${id}`, data: Object.fromEntries(grouped.map(({ state, _count }) => [state, _count._all])) });
  });
