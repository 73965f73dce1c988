import { expect, test } from "vitest";
import { acceptInvitation } from "~/features/identity/commands/accept-invitation.server";
import { invite, revokeInvitation } from "~/features/identity/commands/invite.server";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { DAY_MS, INVITATION_DAYS } from "~/features/identity/model";
import { findActor, readInvitation, readPartyPeople } from "~/features/identity/queries.server";
import type { InvitationInput } from "~/features/identity/schema";
import type { User } from "~/lib/actor";
import { digest, openSessions } from "~/platform/auth/sessions.server";
import { makeParty } from "../../factories/party";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const sessions = openSessions(db, { secure: false });
const start = new Date("2025-03-01T10:00:00Z");
const person = { name: "New Person", password: "a long enough password" };
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

async function delegation(): Promise<{ party: { id: string; code: string }; focal: User }> {
  const party = await makeParty(db);
  return { party, focal: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) };
}

const as = (actor: User, now = start) => makeCtx({ db, actor, now });
const nobody = (now = start) => makeCtx({ db, actor: null, now });

/** Invites and takes the secret out of the mail, as the person would. */
async function invited(actor: User, partyCode: string | null, input: Partial<InvitationInput> = {}) {
  const email = input.email ?? `${unique("invited")}@example.org`;
  const result = await invite(as(actor), partyCode, { role: "contributor", language: "en", ...input, email });
  if (!result.ok) throw new Error(result.error.code);
  const mail = await db.mail.findFirstOrThrow({ where: { to: email, kind: "identity.invitation" }, orderBy: { id: "desc" } });
  const token = /\/invitations\/([\w-]+)/.exec(mail.text)![1]!;
  return { id: result.value.id, email, token, mail };
}

test("the mail is in the language of the invited person and leads to this portal", async () => {
  const { party, focal } = await delegation();
  const { mail, token } = await invited(focal, party.code, { language: "ar" });
  expect(mail.language).toBe("ar");
  expect(mail.html).toContain('<html lang="ar" dir="rtl">');
  expect(mail.text).toContain(`http://localhost:3000/ar/invitations/${token}`);
  expect(mail.deliveredAt).toBeNull();
});

test("only the hash of the link's secret is stored", async () => {
  const { party, focal } = await delegation();
  const { id, token } = await invited(focal, party.code);
  const row = await db.invitation.findUniqueOrThrow({ where: { id } });
  expect(row.tokenHash).toBe(digest(token));
  expect(JSON.stringify(row)).not.toContain(token);
  const events = await db.auditEvent.findMany({ where: { subject: `invitation:${id}` } });
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events.map(({ data }) => data))).not.toContain(token);
});

test("somebody new chooses a name and a password, gets the role and is signed in", async () => {
  const { party, focal } = await delegation();
  const { email, token } = await invited(focal, party.code, { role: "approver", language: "fr" });
  expect(await readInvitation(nobody(), token)).toEqual({
    ok: true,
    value: expect.objectContaining({ email, role: "approver", next: "new", invitedBy: focal.name }),
  });
  const accepted = await acceptInvitation(nobody(), sessions, token, person);
  if (!accepted.ok) throw new Error(accepted.error.code);
  expect(accepted.value.user).toMatchObject({ name: person.name, email, language: "fr", memberships: [{ partyId: party.id, role: "approver" }] });
  expect((await sessions.read(accepted.value.cookie!.split(";")[0]!))?.userId).toBe(accepted.value.user.id);
  expect((await signIn(nobody(), sessions, { email, password: person.password })).ok).toBe(true);
});

test("a link works once, also when it is opened twice at the same moment", async () => {
  const { party, focal } = await delegation();
  const { token } = await invited(focal, party.code);
  const outcomes = await Promise.all([1, 2].map(() => acceptInvitation(nobody(), sessions, token, person)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await acceptInvitation(nobody(), sessions, token, person)).toEqual(refusal("identity.invitation_invalid"));
  expect(await readInvitation(nobody(), token)).toEqual(refusal("identity.invitation_invalid"));
  expect(await db.membership.count({ where: { partyId: party.id } })).toBe(2);
});

test("a link ends after its days, not before", async () => {
  const { party, focal } = await delegation();
  const { token } = await invited(focal, party.code);
  const end = start.getTime() + INVITATION_DAYS * DAY_MS;
  expect(await acceptInvitation(nobody(new Date(end)), sessions, token, person)).toEqual(refusal("identity.invitation_expired"));
  expect(await readInvitation(nobody(new Date(end)), token)).toEqual(refusal("identity.invitation_expired"));
  expect((await acceptInvitation(nobody(new Date(end - 1)), sessions, token, person)).ok).toBe(true);
});

test("a link taken back no longer works, and cannot be taken back twice", async () => {
  const { party, focal } = await delegation();
  const { id, token } = await invited(focal, party.code);
  expect(await revokeInvitation(as(focal), id)).toEqual({ ok: true, value: null });
  expect(await acceptInvitation(nobody(), sessions, token, person)).toEqual(refusal("identity.invitation_invalid"));
  expect(await revokeInvitation(as(focal), id)).toEqual(refusal("identity.not_found"));
});

test("a second invitation to the same role replaces the first", async () => {
  const { party, focal } = await delegation();
  const first = await invited(focal, party.code);
  const second = await invited(focal, party.code, { email: first.email });
  expect(await acceptInvitation(nobody(), sessions, first.token, person)).toEqual(refusal("identity.invitation_invalid"));
  expect((await acceptInvitation(nobody(), sessions, second.token, person)).ok).toBe(true);
});

test("an account that exists signs in and confirms; nobody sets a password over it", async () => {
  const { party, focal } = await delegation();
  const existing = await makeUser(db, { password: "the password they have" });
  const { token } = await invited(focal, party.code, { email: existing.email });
  expect(await readInvitation(nobody(), token)).toMatchObject({ value: { next: "sign_in" } });
  expect(await acceptInvitation(nobody(), sessions, token, person)).toEqual(refusal("identity.sign_in_required"));
  expect(await acceptInvitation(as(focal), sessions, token, null)).toEqual(refusal("identity.invitation_other_person"));
  expect(await readInvitation(as(existing), token)).toMatchObject({ value: { next: "confirm" } });
  const accepted = await acceptInvitation(as(existing), sessions, token, null);
  expect(accepted).toMatchObject({ ok: true, value: { cookie: null, user: { id: existing.id, name: existing.name } } });
});

test("a person may act for several parties and hold several roles in one", async () => {
  const [one, two] = [await delegation(), await delegation()];
  const user = await makeUser(db, { password: "the password they have" });
  for (const [{ party, focal }, role] of [
    [one, "contributor"],
    [one, "approver"],
    [two, "contributor"],
  ] as const) {
    const { token } = await invited(focal, party.code, { email: user.email, role });
    expect((await acceptInvitation(as(user), sessions, token, null)).ok).toBe(true);
  }
  const roles = (await findActor(db, user.id))!.memberships.map(({ partyId, role }) => `${partyId === one.party.id ? "one" : "two"} ${role}`).sort();
  expect(roles).toEqual(["one approver", "one contributor", "two contributor"]);
});

test("a disabled account cannot come back by an invitation", async () => {
  const { party, focal } = await delegation();
  const user = await makeUser(db);
  await db.user.update({ where: { id: user.id }, data: { disabledAt: start } });
  const { token } = await invited(focal, party.code, { email: user.email });
  expect(await acceptInvitation(nobody(), sessions, token, person)).toEqual(refusal("identity.sign_in_required"));
  expect(await findActor(db, user.id)).toBeNull();
});

test("a role somebody holds is not offered again, nor a role that is not one there", async () => {
  const { party, focal } = await delegation();
  const input = { email: focal.email, language: "en" as const };
  expect(await invite(as(focal), party.code, { ...input, role: "focal_point" })).toEqual(refusal("identity.already_member"));
  expect(await invite(as(focal), party.code, { ...input, role: "admin" })).toEqual(refusal("identity.role_unknown"));
});

test("another party's people, invitations and existence stay unknown to everybody but an administrator", async () => {
  const [own, foreign] = [await delegation(), await delegation()];
  const contributor = await makeUser(db, { roles: [{ partyId: foreign.party.id, role: "contributor" }] });
  const officer = await makeUser(db, { secretariat: ["desk_officer"] });
  const { id } = await invited(foreign.focal, foreign.party.code);
  const input = { email: `${unique("x")}@example.org`, role: "focal_point" as const, language: "en" as const };
  for (const actor of [own.focal, contributor, officer]) {
    expect(await readPartyPeople(as(actor), foreign.party.code)).toEqual(refusal("identity.not_found"));
    expect(await invite(as(actor), foreign.party.code, input)).toEqual(refusal("identity.not_found"));
    expect(await invite(as(actor), null, { ...input, role: "admin" })).toEqual(refusal("identity.not_found"));
    expect(await revokeInvitation(as(actor), id)).toEqual(refusal("identity.not_found"));
  }
  expect(await readPartyPeople(as(own.focal), "NOWHERE")).toEqual(refusal("identity.not_found"));
  const admin = await makeUser(db, { secretariat: ["admin"] });
  expect((await readPartyPeople(as(admin), foreign.party.code)).ok).toBe(true);
  expect((await invite(as(admin), foreign.party.code, input)).ok).toBe(true);
});

test("an administrator invites to the secretariat", async () => {
  const admin = await makeUser(db, { secretariat: ["admin"] });
  const { token } = await invited(admin, null, { role: "desk_officer" });
  const accepted = await acceptInvitation(nobody(), sessions, token, person);
  expect(accepted).toMatchObject({ ok: true, value: { user: { memberships: [], secretariat: ["desk_officer"] } } });
});
