import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { canReport, holds } from "../policy";
import { findReport, lockReport, subjectOf, type ReportRow } from "../queries/load.server";
import { moveSubmission } from "./move-submission.server";

/**
 * Takes a signed version back before its review has started and opens the working copy again. The version stays on
 * record as recalled. Refuses `report.not_recallable`, `report.cycle_closed`, `report.not_allowed`, `report.not_found`.
 */
export async function recallReport(ctx: UserCtx, reportId: string): Promise<Result<{ version: number }, Refusal>> {
  return reopen(ctx, reportId, "recall", async (tx, row) => {
    const [latest] = row.submissions;
    const moved = latest && (await moveSubmission(ctx, tx, { id: latest.id, to: "recalled", origin: ctx.origin }));
    return moved?.ok ? ok({ version: moved.value.version }) : refuse({ code: "report.not_recallable" });
  });
}

/**
 * Opens the working copy again after review has started: the signed version stays as it is until a further one is
 * signed. Refuses `report.not_submitted` while the version could still be recalled or none is there, `report.cycle_closed`,
 * `report.not_allowed`, `report.not_found`.
 */
export async function openNewVersion(ctx: UserCtx, reportId: string): Promise<Result<{ version: number }, Refusal>> {
  return reopen(ctx, reportId, "open_new_version", async (tx, row) => {
    const version = (row.submissions[0]?.version ?? 0) + 1;
    await recordEvent(tx, ctx, { type: "report.new_version_opened", subject: `report:${row.id}`, data: { version } });
    return ok({ version });
  });
}

const REFUSED = { recall: "report.not_recallable", open_new_version: "report.not_submitted" } as const;

async function reopen<T>(
  ctx: UserCtx,
  reportId: string,
  action: keyof typeof REFUSED,
  body: (tx: Tx, row: ReportRow) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  return ctx.db.$transaction(async (tx) => {
    await lockReport(tx, reportId);
    const again = await findReport(ctx, tx, reportId);
    if (!again.ok) return again;
    if (!holds(ctx.actor, action, again.value.partyId)) return refuse({ code: "report.not_allowed" });
    const subject = subjectOf(again.value, ctx.now());
    if (!canReport(ctx.actor, action, subject)) return refuse({ code: subject.closed ? "report.cycle_closed" : REFUSED[action] });
    const done = await body(tx, again.value);
    if (done.ok) await tx.report.update({ where: { id: reportId }, data: { state: "draft", revision: { increment: 1 }, updatedAt: ctx.now() } });
    return done;
  });
}
