import { readReference } from "~/features/reference/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { checkedItems, CHECKLIST_SET, itemsFor, openItems, type CheckedItem, type ChecklistItem, type Tick } from "../model/checklist";
import { decideReview, type ReviewAction } from "../policy";
import { findReviewed } from "./subject.server";

export type ChecklistPage = { id: string; symbol: string; items: CheckedItem[]; mayTick: boolean };

/** The items by template. */
export type Checklists = (template: string) => ChecklistItem[];

/** Whoever may hand out a version keeps its checklist, while it stands: an action of its own would say the same. */
export const TICKS = "assign_officer" satisfies ReviewAction;

/** The items for any template in the reader's language. */
export async function readChecklists({ db, language }: Pick<Ctx, "db" | "language">): Promise<Checklists> {
  const rows = (await readReference(db)).sets.get(CHECKLIST_SET) ?? [];
  return (template) => itemsFor(rows, template, language);
}

/** The items for a template in the reader's language. */
export const listItems = async (ctx: Pick<Ctx, "db" | "language">, template: string): Promise<ChecklistItem[]> => (await readChecklists(ctx))(template);

/** What was said of a version, oldest first. Takes a version its callers found. */
export async function readTicks(db: Tx, submissionId: string): Promise<Tick[]> {
  const rows = await db.checklistTick.findMany({ where: { submissionId }, orderBy: { id: "asc" } });
  return rows.map(({ id, item, done, note, byName, at }) => ({ id, item, done, note, by: byName, at: at.toISOString() }));
}

/** The checklist of a signed version with all that was said of it. Refuses `submission.not_found`. */
export async function getChecklist(ctx: Ctx, id: string): Promise<Result<ChecklistPage, Refusal>> {
  const found = await findReviewed(ctx, ctx.db, id, "read");
  if (!found.ok) return found;
  const { symbol, subject } = found.value;
  const { template } = await ctx.db.submission.findUniqueOrThrow({ where: { id }, select: { template: true } });
  const items = checkedItems(await listItems(ctx, template), await readTicks(ctx.db, id));
  return ok({ id, symbol, items, mayTick: decideReview(ctx.actor, TICKS, subject).ok });
}

/** The items of a version nobody has ticked: what is shown before it is accepted. Takes a version its callers found. */
export async function listOpenItems(ctx: Pick<Ctx, "db" | "language">, { id, template }: { id: string; template: string }): Promise<CheckedItem[]> {
  return openItems(checkedItems(await listItems(ctx, template), await readTicks(ctx.db, id)));
}
