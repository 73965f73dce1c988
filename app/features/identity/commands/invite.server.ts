import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { links } from "~/lib/links";
import { recordEvent } from "~/platform/audit/record.server";
import { digest, newSecret } from "~/platform/auth/sessions.server";
import type { UserCtx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { Tx } from "~/platform/db/client.server";
import { renderMail } from "~/platform/mail/render.server";
import { writeMail } from "~/platform/mail/write.server";
import { invitationExpiry, INVITATION_DAYS, type Names } from "../model";
import { mayWithPeople, rolesIn, type People } from "../policy";
import type { InvitationInput } from "../schema";

const notFound: Refusal = { code: "identity.not_found" };

/**
 * Invites somebody to a role in a party (by its code; null is the secretariat) by a link in a mail, in the language asked for. The link works once, for fourteen days, and
 * only its hash is kept. An invitation to the same address and role that is still open is revoked: the newest link
 * counts. Refuses `identity.not_found` (no such party, or not the actor's), `identity.role_unknown` (not a role there),
 * `identity.already_member`.
 */
export async function invite(ctx: UserCtx, partyCode: string | null, input: InvitationInput): Promise<Result<{ id: string; expiresAt: string }, Refusal>> {
  const party = partyCode ? await ctx.db.party.findUnique({ where: { code: partyCode }, select: { id: true, names: true } }) : null;
  if (partyCode && !party) return refuse(notFound);
  const people: People = party ? { partyId: party.id } : "secretariat";
  if (!mayWithPeople(ctx.actor, "people.invite", people)) return refuse(notFound);
  const { email, role } = input;
  if (!rolesIn(people).includes(role)) return refuse({ code: "identity.role_unknown", fields: { role: "identity.role_unknown" } });
  const member = await ctx.db.user.findFirst({
    where: { email, ...(party ? { memberships: { some: { partyId: party.id, role, endedAt: null } } } : { secretariat: { some: { role } } }) },
    select: { id: true },
  });
  if (member) return refuse({ code: "identity.already_member", fields: { email: "identity.already_member" } });

  return ok(await ctx.db.$transaction((tx) => writeInvitation(tx, ctx, party, input)));
}

/** The role begins on a day, on which another's ends. */
type Succeeding = { startsAt: Date; succeedsId: string };

/** Writes an invitation and its mail, revoking one to the same address and role that is still open; `name` is how whoever invites calls the person. Audit event. */
export async function writeInvitation(
  tx: Tx,
  ctx: UserCtx,
  party: { id: string; names: unknown } | null,
  { email, role, language, name }: InvitationInput & { name?: string },
  succeeding?: Succeeding,
): Promise<{ id: string; expiresAt: string }> {
  const token = newSecret();
  const expiresAt = invitationExpiry(ctx.now());
  const partyId = party?.id ?? null;
  await tx.invitation.updateMany({ where: { email, partyId, role, acceptedAt: null, revokedAt: null }, data: { revokedAt: ctx.now() } });
  const { id } = await tx.invitation.create({
    data: {
      tokenHash: digest(token),
      email,
      name: name || null,
      partyId,
      role,
      language,
      invitedById: ctx.actor.id,
      expiresAt,
      createdAt: ctx.now(),
      ...succeeding,
    },
  });
  await recordEvent(tx, ctx, { type: "identity.invited", subject: `invitation:${id}`, data: { partyId, role } });
  await writeMail(tx, {
    to: email,
    language,
    kind: "identity.invitation",
    ...invitationMail(ctx, { party, role, language, url: ctx.origin + links.invitation(language, token) }),
  });
  return { id, expiresAt: expiresAt.toISOString() };
}

type MailFacts = Pick<InvitationInput, "role" | "language"> & { party: { names: unknown } | null; url: string };

function invitationMail(ctx: UserCtx, { party, role, language, url }: MailFacts) {
  const t = translator(language);
  const place = party ? (party.names as Names)[language] : t("mail:invitation.secretariat");
  const facts = { name: ctx.actor.name, place, role: t(`mail:invitation.roles.${role}`) };
  return renderMail({
    language,
    subject: t("mail:invitation.subject", facts),
    paragraphs: [t("mail:invitation.invited", facts), t("mail:invitation.accept", { count: INVITATION_DAYS }), t("mail:invitation.ignore")],
    link: { label: t("mail:invitation.link"), href: url },
  });
}

/** Takes an open invitation back: its link no longer works. Refuses `identity.not_found`, also for another party's and for one already accepted or revoked. */
export async function revokeInvitation(ctx: UserCtx, id: string): Promise<Result<null, Refusal>> {
  const invitation = await ctx.db.invitation.findUnique({ where: { id }, select: { partyId: true, role: true } });
  if (!invitation) return refuse(notFound);
  const { partyId, role } = invitation;
  if (!mayWithPeople(ctx.actor, "people.revoke_invitation", partyId ? { partyId } : "secretariat")) return refuse(notFound);
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({ where: { id, acceptedAt: null, revokedAt: null }, data: { revokedAt: ctx.now() } });
    if (count !== 1) return refuse(notFound);
    await recordEvent(tx, ctx, { type: "identity.invitation_revoked", subject: `invitation:${id}`, data: { partyId, role } });
    return ok(null);
  });
}
