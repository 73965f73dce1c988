import { writeInvitation } from "~/features/identity/commands/invite.server";
import type { PartyRole } from "~/lib/actor";
import { isUuid } from "~/lib/keyset";
import { isLanguage, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { mayReachOut } from "../policy";

/**
 * Sends an invitation to a party that nobody accepted once more, with a new link that works for fourteen days; the old one
 * is taken back. Refuses `outreach.not_found`: also where it is accepted or taken back, and to those who may not. Audit events, mail.
 */
export async function inviteAgain(ctx: UserCtx, id: string): Promise<Result<{ id: string }, Refusal>> {
  if (!mayReachOut(ctx.actor, "invite_again") || !isUuid(id)) return refuse({ code: "outreach.not_found" });
  return ctx.db.$transaction(async (tx) => {
    const row = await tx.invitation.findFirst({
      where: { id, partyId: { not: null }, acceptedAt: null, revokedAt: null },
      select: { email: true, name: true, role: true, language: true, startsAt: true, succeedsId: true, party: { select: { id: true, names: true } } },
    });
    if (!row?.party) return refuse({ code: "outreach.not_found" });
    const { count } = await tx.invitation.updateMany({ where: { id, acceptedAt: null, revokedAt: null }, data: { revokedAt: ctx.now() } });
    if (count !== 1) return refuse({ code: "outreach.not_found" });
    const { email, name, startsAt, succeedsId, party } = row;
    const input = { email, role: row.role as PartyRole, language: isLanguage(row.language) ? row.language : SOURCE_LANGUAGE, name: name ?? "" };
    const written = await writeInvitation(tx, ctx, party, input, startsAt && succeedsId ? { startsAt, succeedsId } : undefined);
    await recordEvent(tx, ctx, { type: "outreach.invited_again", subject: `invitation:${id}`, data: { by: written.id } });
    return ok({ id: written.id });
  });
}
