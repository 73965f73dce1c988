import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { QueueFilters } from "../model";
import { MOST_ITEMS, type BulkAction } from "../model/bulk";
import { holdsReview } from "../policy";
import { chosenWhere } from "../queries/chosen.server";

/** `chosen`: versions by their ids, or all that the queue shows under some filters now. */
export type BulkInput = { action: BulkAction; chosen: { ids: string[] } | { filters: QueueFilters }; reason: string; officerId: string | null };

/**
 * Writes down what is to be done with which versions, oldest first, and does nothing with them yet: its page is the
 * rehearsal. Refuses `submission.not_allowed`, `submission.reason_required`, `submission.officer_unknown`,
 * `bulk.nothing_chosen`, `bulk.too_many`. Audit event.
 */
export async function prepareBulk(ctx: UserCtx, { action, chosen, reason, officerId }: BulkInput): Promise<Result<{ id: string }, Refusal>> {
  if (!holdsReview(ctx.actor, action)) return refuse({ code: "submission.not_allowed" });
  const given = action === "decline" ? reason.trim() : "";
  if (action === "decline" && given === "") return refuse({ code: "submission.reason_required", fields: { reason: "submission.reason_required" } });
  const officer = action === "assign_officer" ? officerId : null;
  if (officer !== null && !(await isOfficer(ctx, officer)))
    return refuse({ code: "submission.officer_unknown", fields: { officer: "submission.officer_unknown" } });
  const where = "ids" in chosen ? { id: { in: chosen.ids.filter(isUuid).slice(0, MOST_ITEMS + 1) } } : await chosenWhere(ctx, chosen.filters);
  const rows = await ctx.db.submission.findMany({
    where,
    select: { id: true },
    orderBy: [{ submittedAt: "asc" }, { version: "asc" }, { id: "asc" }],
    take: MOST_ITEMS + 1,
  });
  if (rows.length === 0) return refuse({ code: "bulk.nothing_chosen" });
  if (rows.length > MOST_ITEMS) return refuse({ code: "bulk.too_many", params: { count: MOST_ITEMS } });
  return ctx.db.$transaction(async (tx) => {
    const { id } = await tx.bulkAct.create({
      data: { byId: ctx.actor.id, action, reason: given, officerId: officer, preparedAt: ctx.now() },
      select: { id: true },
    });
    await tx.bulkItem.createMany({ data: rows.map((row, position) => ({ actId: id, position, submissionId: row.id, mailIds: [] })) });
    await recordEvent(tx, ctx, { type: "bulk.prepared", subject: `bulk:${id}`, data: { action, officer, count: rows.length } });
    return ok({ id });
  });
}

const isOfficer = async (ctx: UserCtx, id: string): Promise<boolean> =>
  isUuid(id) && (await ctx.db.user.count({ where: { id, disabledAt: null, secretariat: { some: { role: { in: ["desk_officer", "admin"] } } } } })) === 1;
