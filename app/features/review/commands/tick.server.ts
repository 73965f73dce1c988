import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { checkedItems, openItems, type ChecklistItem } from "../model/checklist";
import { listItems, readTicks, TICKS } from "../queries/checklist.server";
import { findReviewed } from "../queries/subject.server";
import type { TickInput } from "../schema";

/** A version under its lock: nothing else is said of it, and it does not move, until the transaction ends. */
const lockVersion = (tx: Tx, id: string) => tx.$queryRaw`select id from submission where id = ${id}::uuid for update`;

/**
 * Ticks an item of a version's checklist or opens it again, with a note, on the item as it was shown. What was said before
 * stays. Refuses `submission.not_found`, `submission.not_allowed`, `submission.own_party`,
 * `submission.wrong_state`,
 * `checklist.item_unknown`, `checklist.changed`. Audit event, without the note.
 */
export async function tickItem(ctx: UserCtx, id: string, { item, done, note, last }: TickInput): Promise<Result<null, Refusal>> {
  const row = isUuid(id) ? await ctx.db.submission.findUnique({ where: { id }, select: { template: true } }) : null;
  if (!row) return refuse({ code: "submission.not_found" });
  const items = await listItems(ctx, row.template);
  return ctx.db.$transaction(async (tx) => {
    await lockVersion(tx, id);
    const allowed = await findReviewed(ctx, tx, id, TICKS);
    if (!allowed.ok) return allowed;
    const stands = checkedItems(items, await readTicks(tx, id)).find(({ code }) => code === item);
    if (!stands) return refuse({ code: "checklist.item_unknown" });
    if (stands.last !== last) return refuse({ code: "checklist.changed" });
    const { id: byId, name: byName } = ctx.actor;
    await tx.checklistTick.create({ data: { submissionId: id, item, done, note, byId, byName, at: ctx.now() } });
    await recordEvent(tx, ctx, { type: done ? "submission.checklist_ticked" : "submission.checklist_unticked", subject: `submission:${id}`, data: { item } });
    return ok(null);
  });
}

/** Says inside the transaction of an acceptance whether an item it waits for is open. Refuses `checklist.required`. */
export async function checkBlockingItems(tx: Tx, items: readonly ChecklistItem[], submissionId: string): Promise<Result<null, Refusal>> {
  if (!items.some(({ blocks }) => blocks)) return ok(null);
  await lockVersion(tx, submissionId);
  const open = openItems(checkedItems(items, await readTicks(tx, submissionId))).filter(({ blocks }) => blocks);
  return open.length > 0 ? refuse({ code: "checklist.required" }) : ok(null);
}
