import { randomBytes } from "node:crypto";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx, UserCtx } from "~/platform/context.server";

/** Ends, or resumes, the reminders somebody may do without. Audit event. */
export async function chooseLetters(ctx: UserCtx, isOff: boolean): Promise<Result<null, Refusal>> {
  const { id: userId } = ctx.actor;
  const remindersOff = isOff ? ctx.now() : null;
  await ctx.db.$transaction(async (tx) => {
    await tx.letterChoice.upsert({ where: { userId }, create: { userId, key: randomBytes(24).toString("base64url"), remindersOff }, update: { remindersOff } });
    await recordEvent(tx, ctx, { type: isOff ? "reminder.left" : "reminder.resumed", subject: `user:${userId}` });
  });
  return ok(null);
}

/** The same for whoever holds the key of a letter, without signing in; the same choice again changes nothing. Refuses `letter.not_found`. Audit event. */
export async function chooseLettersByKey(ctx: Ctx, key: string, isOff: boolean): Promise<Result<null, Refusal>> {
  return ctx.db.$transaction(async (tx) => {
    const found = await tx.letterChoice.findUnique({ where: { key }, select: { userId: true } });
    if (!found) return refuse({ code: "letter.not_found" });
    const { count } = await tx.letterChoice.updateMany({
      where: { key, remindersOff: isOff ? null : { not: null } },
      data: { remindersOff: isOff ? ctx.now() : null },
    });
    if (count === 1)
      await recordEvent(tx, ctx, { type: isOff ? "reminder.left" : "reminder.resumed", subject: `user:${found.userId}`, data: { by: "letter" } });
    return ok(null);
  });
}
