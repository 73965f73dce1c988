import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import { hashPassword } from "~/platform/auth/passwords.server";
import { newSecret } from "~/platform/auth/sessions.server";
import type { Ctx } from "~/platform/context.server";
import { isUniqueViolation } from "~/platform/db/client.server";
import { rolesIn } from "../policy";
import type { NewUserInput } from "../schema";
import { giveRole } from "./give-role.server";

export type CreatedUser = { id: string; /** The password made for them when none was given; shown once. */ password: string | null };

/**
 * Makes an account with one role: in the party given, else in the secretariat. For whoever runs the portal on its own
 * machine (nobody is signed in there, so the actor is null); pages invite instead. Refuses `identity.email_taken`,
 * `identity.not_found` (no such party), `identity.role_unknown` (not a role there).
 */
export async function createUser(ctx: Ctx<null>, { email, name, role, party, password, language }: NewUserInput): Promise<Result<CreatedUser, Refusal>> {
  const found = party ? await ctx.db.party.findUnique({ where: { code: party }, select: { id: true } }) : null;
  if (party && !found) return refuse({ code: "identity.not_found" });
  const partyId = found?.id ?? null;
  if (!rolesIn(partyId ? { partyId } : "secretariat").includes(role))
    return refuse({ code: "identity.role_unknown", fields: { role: "identity.role_unknown" } });
  const made = password ? null : newSecret();
  const passwordHash = await hashPassword(password ?? made!);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const { id } = await tx.user.create({ data: { email, name, passwordHash, language: language ?? null }, select: { id: true } });
      await giveRole(tx, id, partyId, role);
      await recordEvent(tx, ctx, { type: "identity.user_created", subject: `user:${id}`, data: { partyId, role } });
      return ok({ id, password: made });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse({ code: "identity.email_taken", fields: { email: "identity.email_taken" } });
    throw error;
  }
}
