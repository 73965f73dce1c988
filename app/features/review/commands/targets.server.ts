import type { SubmissionState } from "~/features/reports/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { dueAfter } from "~/lib/working-days";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { holdsReview } from "../policy";

/**
 * Sets within how many working days a version should leave a state, 0 for no target, and works out anew by when those
 * that stand there are due. Refuses `submission.not_allowed`. Audit event.
 */
export async function setTarget(ctx: UserCtx, { state, workingDays }: { state: SubmissionState; workingDays: number }): Promise<Result<true, Refusal>> {
  if (!holdsReview(ctx.actor, "assign_officer")) return refuse({ code: "submission.not_allowed" });
  return ctx.db.$transaction(async (tx) => {
    await tx.stateTarget.upsert({ where: { state }, create: { state, workingDays }, update: { workingDays } });
    const days = await tx.$queryRaw<{ day: Date }[]>`
      select distinct date_trunc('day', state_since at time zone 'Europe/Zurich') at time zone 'Europe/Zurich' as day from submission where state = ${state}`;
    for (const { day } of days) {
      const dueAt = workingDays > 0 ? dueAfter(day, workingDays) : null;
      const until = new Date(day.getTime() + 30 * 3_600_000);
      await tx.$executeRaw`
        update submission set due_at = ${dueAt}::timestamptz where state = ${state} and state_since >= ${day}::timestamptz and state_since < ${until}::timestamptz
        and date_trunc('day', state_since at time zone 'Europe/Zurich') at time zone 'Europe/Zurich' = ${day}::timestamptz`;
    }
    await recordEvent(tx, ctx, { type: "queue.target_set", subject: `state:${state}`, data: { workingDays } });
    return ok(true);
  });
}
