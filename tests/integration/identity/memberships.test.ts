import { expect, test } from "vitest";
import { endMembership } from "~/features/identity/commands/end-membership.server";
import { findActor, readPartyPeople } from "~/features/identity/queries.server";
import type { PartyRole, User } from "~/lib/actor";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const as = (actor: User) => makeCtx({ db, actor });
const refusal = (code: string) => ({ ok: false, error: { code } });
const membershipOf = (user: User, role: PartyRole) => db.membership.findFirstOrThrow({ where: { userId: user.id, role } });

async function delegation(...roles: PartyRole[]): Promise<{ party: { id: string; code: string }; people: User[] }> {
  const party = await makeParty(db);
  const people: User[] = [];
  for (const role of roles) people.push(await makeUser(db, { roles: [{ partyId: party.id, role }] }));
  return { party, people };
}

test("a focal point ends a role: it counts no longer, and it stays on record", async () => {
  const { party, people } = await delegation("focal_point", "contributor");
  const [focal, contributor] = people as [User, User];
  const { id } = await membershipOf(contributor, "contributor");
  expect(await endMembership(as(focal), id)).toEqual({ ok: true, value: null });
  expect((await findActor(db, contributor.id))!.memberships).toEqual([]);
  expect((await db.membership.findUniqueOrThrow({ where: { id } })).endedAt).not.toBeNull();
  expect(await endMembership(as(focal), id)).toEqual(refusal("identity.membership_ended"));
  const list = await readPartyPeople(as(focal), party.code);
  expect(list).toMatchObject({ ok: true, value: { people: [{ id: focal.id, isSelf: true, roles: [{ role: "focal_point", mayEnd: false }] }] } });
});

test("the last focal point stays, for an administrator too; one who cannot sign in does not count", async () => {
  const { people } = await delegation("focal_point", "focal_point");
  const [first, second] = people as [User, User];
  const admin = await makeUser(db, { secretariat: ["admin"] });
  await db.user.update({ where: { id: second.id }, data: { disabledAt: new Date() } });
  const { id } = await membershipOf(first, "focal_point");
  expect(await endMembership(as(first), id)).toEqual(refusal("identity.last_focal_point"));
  expect(await endMembership(as(admin), id)).toEqual(refusal("identity.last_focal_point"));
  await db.user.update({ where: { id: second.id }, data: { disabledAt: null } });
  expect(await endMembership(as(admin), id)).toEqual({ ok: true, value: null });
});

test("two focal points who end each other at the same moment: one stays", async () => {
  const { party, people } = await delegation("focal_point", "focal_point");
  const [first, second] = people as [User, User];
  const [a, b] = [await membershipOf(first, "focal_point"), await membershipOf(second, "focal_point")];
  const outcomes = await Promise.all([endMembership(as(first), b.id), endMembership(as(second), a.id)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.membership.count({ where: { partyId: party.id, role: "focal_point", endedAt: null } })).toBe(1);
});

test("nobody ends a role in another party or without the right to", async () => {
  const { people } = await delegation("focal_point", "contributor", "approver");
  const stranger = (await delegation("focal_point")).people[0]!;
  const officer = await makeUser(db, { secretariat: ["desk_officer"] });
  const { id } = await membershipOf(people[1]!, "contributor");
  for (const actor of [stranger, officer, people[1]!, people[2]!]) expect(await endMembership(as(actor), id)).toEqual(refusal("identity.not_found"));
});
