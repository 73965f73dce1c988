import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { markBounced } from "~/platform/mail/deliver.server";
import { canSendAgain, MAIL_STATES } from "../model";
import { mayWithOutbox } from "../policy";
import type { BounceInput } from "../schema";

/**
 * Sends a mail again that was given up or whose address had bounced, and takes the mark from the address: all its attempts
 * begin anew. Refuses `mail.not_found`, also to those who may not, and `mail.wrong_state`. Audit event.
 */
export async function sendAgain(ctx: UserCtx, id: string): Promise<Result<null, Refusal>> {
  if (!mayWithOutbox(ctx.actor, "send")) return refuse({ code: "mail.not_found" });
  return ctx.db.$transaction(async (tx) => {
    const mail = await tx.mail.findUnique({ where: { id }, select: { to: true, kind: true } });
    if (!mail) return refuse({ code: "mail.not_found" });
    const { count } = await tx.mail.updateMany({
      where: { id, state: { in: MAIL_STATES.filter(canSendAgain) } },
      data: { state: "waiting", queuedAt: null, takenUntil: null, attempts: 0, lastError: null },
    });
    if (count !== 1) return refuse({ code: "mail.wrong_state" });
    await tx.bouncedAddress.deleteMany({ where: { email: mail.to.toLowerCase() } });
    await recordEvent(tx, ctx, { type: "mail.sent_again", subject: `mail:${id}`, data: { kind: mail.kind } });
    return ok(null);
  });
}

/**
 * Marks an address whose mails came back: for the mail server's reports and whoever sits at the machine. What was sent to
 * it last and taken by its server is a bounce from now on. The same report again changes nothing but the reason. Returns how
 * many mails it was. Audit event.
 */
export async function reportBounce(ctx: Ctx, { email, reason }: BounceInput): Promise<Result<{ mails: number }, Refusal>> {
  const told = reason.replace(/\S+@\S+/g, "…") || "reported";
  return ctx.db.$transaction(async (tx) => {
    await markBounced(tx, email, told, ctx.now());
    const last = await tx.mail.findFirst({
      where: { to: { equals: email, mode: "insensitive" }, state: "sent" },
      orderBy: { createdAt: "desc" },
      select: { id: true },
    });
    const { count } = last ? await tx.mail.updateMany({ where: { id: last.id, state: "sent" }, data: { state: "bounced", lastError: told } }) : { count: 0 };
    await recordEvent(tx, ctx, { type: "mail.bounced", subject: last ? `mail:${last.id}` : "mail:unknown", data: { reason: told } });
    return ok({ mails: count });
  });
}
