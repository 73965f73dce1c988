import { withDraft } from "~/features/documents/commands/lock-draft.server";
import { endOfDay, GENEVA } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { mayNegotiate } from "../policy";
import { withDecision, type AskedDraft } from "./lock-draft.server";

const refuseDay = (code: string): Result<never, Refusal> => refuse({ code, fields: { day: code } });

const isAnyOpen = async (tx: Tx, documentId: string, now: Date, but?: string): Promise<boolean> =>
  (await tx.draftConsultation.count({ where: { version: { documentId }, closesAt: { gt: now }, id: { not: but } } })) > 0;

/**
 * Publishes a frozen version for comment, until the end of a day in Geneva. Refuses `negotiation.not_found` also where there
 * is no such version, `negotiation.already_published`, `negotiation.already_open` where another version of the document
 * takes comments, and `negotiation.day_passed`. Audit event.
 */
export async function openConsultation(ctx: UserCtx, { document, number }: AskedDraft, day: string): Promise<Result<null, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  return withDraft(ctx, document, async (tx) => {
    const version = await tx.documentVersion.findUnique({ where: { documentId_number: { documentId: document, number } }, include: { consultation: true } });
    if (!version) return refuse({ code: "negotiation.not_found" });
    if (version.consultation) return refuse({ code: "negotiation.already_published" });
    if (await isAnyOpen(tx, document, ctx.now())) return refuse({ code: "negotiation.already_open" });
    const closesAt = endOfDay(day, GENEVA);
    if (closesAt <= ctx.now()) return refuseDay("negotiation.day_passed");
    await tx.draftConsultation.create({ data: { versionId: version.id, closesAt, openedById: ctx.actor.id, openedAt: ctx.now() } });
    const data = { number, hash: version.hash, closesAt: closesAt.toISOString() };
    await recordEvent(tx, ctx, { type: "draft.published", subject: `document:${document}`, data });
    return ok(null);
  });
}

/**
 * Lets a draft take comments longer, or again. Refuses `negotiation.not_found`, `negotiation.day_passed` for a day that is
 * not later than the one it has and than today, `negotiation.already_open` where another version takes comments, and
 * `negotiation.dispositions_public`: what came in then would be public at once. Audit event.
 */
export const prolongConsultation = (ctx: UserCtx, asked: AskedDraft, day: string): Promise<Result<null, Refusal>> =>
  withDecision(ctx, asked, async (tx, { id, line }) => {
    if (line.disposed) return refuse({ code: "negotiation.dispositions_public" });
    const closesAt = endOfDay(day, GENEVA);
    if (closesAt <= ctx.now() || closesAt.toISOString() <= line.closesAt) return refuseDay("negotiation.day_passed");
    if (await isAnyOpen(tx, asked.document, ctx.now(), id)) return refuse({ code: "negotiation.already_open" });
    await tx.draftConsultation.update({ where: { id }, data: { closesAt } });
    const data = { number: asked.number, before: line.closesAt, closesAt: closesAt.toISOString() };
    await recordEvent(tx, ctx, { type: "draft.prolonged", subject: `document:${asked.document}`, data });
    return ok(null);
  });

/** Ends the time for comments now. Refuses `negotiation.not_found`, and `negotiation.closed` where it has ended. Audit event. */
export const closeConsultation = (ctx: UserCtx, asked: AskedDraft): Promise<Result<null, Refusal>> =>
  withDecision(ctx, asked, async (tx, { id, line }) => {
    if (!line.open) return refuse({ code: "negotiation.closed" });
    await tx.draftConsultation.update({ where: { id }, data: { closesAt: ctx.now() } });
    await recordEvent(tx, ctx, { type: "draft.closed", subject: `document:${asked.document}`, data: { number: asked.number, before: line.closesAt } });
    return ok(null);
  });
