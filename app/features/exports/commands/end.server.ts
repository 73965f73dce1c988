import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import { KEPT_MS, statesBefore, type ExportFailure } from "../model";
import { writeExportMail } from "./export-mail.server";

/** Whose turn it is to make an export: nobody else may bring it to its end. */
export type Turn = { id: string; userId: string; lease: string; askedAt: Date };
type World = Pick<Ctx, "db" | "now" | "origin">;

/** What is done by a job is done in nobody's name. */
const asNobody = ({ now }: Pick<Ctx, "now">) => ({ actor: null, now, requestId: "exports.make" });

/**
 * An export whose archive is written is done: its file is kept from now on for `KEPT_MS`. Whoever waited long is told by mail.
 * False where it was cancelled meanwhile or is another's turn. Audit event.
 */
export async function finishExport(world: World, turn: Turn, { size, missing, total }: { size: number; missing: number; total: number }): Promise<boolean> {
  const at = world.now();
  const expiresAt = new Date(at.getTime() + KEPT_MS);
  return world.db.$transaction(async (tx) => {
    const where = { id: turn.id, lease: turn.lease, state: { in: statesBefore("done") } };
    const { count } = await tx.export.updateMany({ where, data: { state: "done", endedAt: at, expiresAt, size: BigInt(size), lease: null } });
    if (count !== 1) return false;
    await recordEvent(tx, asNobody(world), { type: "export.done", subject: `export:${turn.id}`, data: { size, missing, total } });
    await writeExportMail(tx, world, turn, { told: "done", total: total - missing, expiresAt });
    return true;
  });
}

/** An export that cannot be made has failed for a reason its owner is told. False as above. Audit event. */
export async function failExport(world: World, turn: Turn, failure: ExportFailure): Promise<boolean> {
  return world.db.$transaction(async (tx) => {
    const where = { id: turn.id, lease: turn.lease, state: { in: statesBefore("failed") } };
    const { count } = await tx.export.updateMany({ where, data: { state: "failed", endedAt: world.now(), failure, lease: null } });
    if (count !== 1) return false;
    await recordEvent(tx, asNobody(world), { type: "export.failed", subject: `export:${turn.id}`, data: { failure } });
    await writeExportMail(tx, world, turn, { told: "failed", failure });
    return true;
  });
}
