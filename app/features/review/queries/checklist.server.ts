import { readReference } from "~/features/reference/queries.server";
import type { SubmissionState } from "~/features/reports/model";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { checkedItems, CHECKLIST_SET, itemsFor, openItems, type CheckedItem, type ChecklistItem, type Tick } from "../model/checklist";
import { decideReview, type ReviewSubject } from "../policy";

export type ChecklistPage = { id: string; symbol: string; items: CheckedItem[]; mayTick: boolean };

/** Whether somebody keeps the checklist of a version: those who may hand it out, while it stands. Refuses as that does. */
export const decideTick = (ctx: Pick<Ctx, "actor">, subject: ReviewSubject): Result<true, Refusal> => decideReview(ctx.actor, "assign_officer", subject);

/** The items for a template in the reader's language. */
export const listItems = async (ctx: Pick<Ctx, "db" | "language">, template: string): Promise<ChecklistItem[]> =>
  itemsFor((await readReference(ctx.db)).sets.get(CHECKLIST_SET) ?? [], template, ctx.language);

/** What was said of a version, oldest first. Takes a version its callers found. */
export async function readTicks(db: Tx, submissionId: string): Promise<Tick[]> {
  const rows = await db.checklistTick.findMany({ where: { submissionId }, orderBy: { id: "asc" } });
  return rows.map(({ id, item, done, note, byName, at }) => ({ id, item, done, note, by: byName, at: at.toISOString() }));
}

/** The checklist of a signed version with all that was said of it. Refuses `submission.not_found`. */
export async function getChecklist(ctx: Ctx, id: string): Promise<Result<ChecklistPage, Refusal>> {
  const row = isUuid(id)
    ? await ctx.db.submission.findUnique({
        where: { id },
        select: { symbol: true, template: true, state: true, release: true, report: { select: { partyId: true } } },
      })
    : null;
  const subject = row && { partyId: row.report.partyId, state: row.state as SubmissionState, release: row.release };
  if (!row || !subject || !decideReview(ctx.actor, "read", subject).ok) return refuse({ code: "submission.not_found" });
  const items = checkedItems(await listItems(ctx, row.template), await readTicks(ctx.db, id));
  return ok({ id, symbol: row.symbol, items, mayTick: decideTick(ctx, subject).ok });
}

/** The items of a version nobody has ticked: what is shown before it is accepted. Takes a version its callers found. */
export async function listOpenItems(ctx: Pick<Ctx, "db" | "language">, { id, template }: { id: string; template: string }): Promise<CheckedItem[]> {
  return openItems(checkedItems(await listItems(ctx, template), await readTicks(ctx.db, id)));
}
