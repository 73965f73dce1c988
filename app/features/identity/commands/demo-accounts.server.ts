import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { writePartyTerms } from "~/features/reference/commands.server";
import { PARTY_ROLES, SECRETARIAT_ROLES } from "~/lib/actor";
import { isTimeZone } from "~/lib/dates";
import { LANGUAGES } from "~/lib/languages";
import { recordEvent } from "~/platform/audit/record.server";
import { hashPassword } from "~/platform/auth/passwords.server";
import type { Database, Tx } from "~/platform/db/client.server";
import { seedOnce } from "~/platform/db/seed-state.server";
import { DEMO_PASSWORD } from "../model";
import { giveRole } from "./give-role.server";

const account = z.object({
  email: z.email(),
  name: z.string().min(1),
  language: z.enum(LANGUAGES),
  timeZone: z.string().refine(isTimeZone),
  party: z.string().optional(),
  role: z.enum([...PARTY_ROLES, ...SECRETARIAT_ROLES]),
});
const organisation = z.object({ code: z.string(), names: z.record(z.enum(LANGUAGES), z.string().min(1)), facts: z.record(z.string(), z.json()) });
const fileSchema = z.object({ organisations: z.array(organisation), accounts: z.array(account) });

/**
 * Loads the demo accounts of `prisma/seed/demo/accounts.json` and the organisation one of them belongs to, when the file
 * changed; the reference data must be there. Returns whether it ran. The caller decides that this is a demo: the
 * passwords are public. Passwords somebody changed since are set back only when the file changes.
 */
export function loadDemoAccounts(db: Database, file = resolve("prisma/seed/demo/accounts.json")): Promise<boolean> {
  const text = readFileSync(file, "utf8");
  const { organisations, accounts } = fileSchema.parse(JSON.parse(text));
  return seedOnce(db, "demo-accounts", text, async (tx) => {
    for (const { code, names, facts } of organisations) {
      const data = { names, facts: facts as object };
      const { id } = await tx.party.upsert({ where: { code }, create: { code, kind: "organisation", ...data }, update: data, select: { id: true } });
      await writePartyTerms(tx, [{ id, code, ...data }]);
    }
    const hashes = await Promise.all(accounts.map(() => hashPassword(DEMO_PASSWORD)));
    for (const [index, entry] of accounts.entries()) await loadAccount(tx, entry, hashes[index]!);
    const seeder = { actor: null, now: () => new Date(), requestId: "seed" };
    await recordEvent(tx, seeder, { type: "identity.demo_accounts_loaded", subject: "demo", data: { accounts: accounts.length } });
  });
}

async function loadAccount(tx: Tx, { email, name, language, timeZone, party, role }: z.infer<typeof account>, passwordHash: string): Promise<void> {
  const data = { name, language, timeZone, passwordHash, demo: true };
  const { id } = await tx.user.upsert({ where: { email }, create: { email, ...data }, update: data, select: { id: true } });
  const partyId = party ? (await tx.party.findUniqueOrThrow({ where: { code: party }, select: { id: true } })).id : null;
  await giveRole(tx, id, partyId, role);
}
