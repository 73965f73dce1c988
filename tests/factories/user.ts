import { findActor } from "~/features/identity/queries.server";
import type { PartyRole, SecretariatRole, User } from "~/lib/actor";
import { hashPassword } from "~/platform/auth/passwords.server";
import type { Database } from "~/platform/db/client.server";
import { unique } from "./unique";

export type UserInput = {
  name?: string;
  email?: string;
  password?: string;
  /** Roles in parties, by the party's id. */
  roles?: { partyId: string; role: PartyRole }[];
  secretariat?: SecretariatRole[];
};

/** A person with roles, as the actor a context carries. Without a password nobody can sign in as them. */
export async function makeUser(db: Database, { name, email, password, roles = [], secretariat = [] }: UserInput = {}): Promise<User> {
  const key = unique("person");
  const { id } = await db.user.create({
    data: {
      email: email ?? `${key}@example.org`,
      name: name ?? `Person ${key}`,
      passwordHash: password === undefined ? null : await hashPassword(password),
      memberships: { create: roles },
      secretariat: { create: secretariat.map((role) => ({ role })) },
    },
    select: { id: true },
  });
  const actor = await findActor(db, id);
  if (!actor) throw new Error("the person just made is not found");
  return actor;
}
