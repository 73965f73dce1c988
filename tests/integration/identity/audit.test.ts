import { expect, test } from "vitest";
import { acceptInvitation } from "~/features/identity/commands/accept-invitation.server";
import { createApiToken, revokeApiToken } from "~/features/identity/commands/api-token.server";
import { createUser } from "~/features/identity/commands/create-user.server";
import { endMembership } from "~/features/identity/commands/end-membership.server";
import { invite, revokeInvitation } from "~/features/identity/commands/invite.server";
import { changePassword, endOtherSessions, updateSettings } from "~/features/identity/commands/settings.server";
import { signIn, signOut } from "~/features/identity/commands/sign-in.server";
import { findActorByEmail, findActorByToken } from "~/features/identity/queries.server";
import { newUserSchema } from "~/features/identity/schema";
import type { Actor, User } from "~/lib/actor";
import { verifyChain } from "~/platform/audit/record.server";
import { digest, openSessions } from "~/platform/auth/sessions.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const sessions = openSessions(db, { secure: false });
const password = "a long enough password";

type Setting = { user: User; other: User; party: { id: string; code: string } };
type Case = { type: string; actor: "user" | "nobody"; run: (ctx: UserCtx, setting: Setting) => Promise<unknown> };
const anonymous = (ctx: Ctx): Ctx<null> => ({ ...ctx, actor: null });

/** Each command once, and the event it leaves. */
const CASES: Record<string, Case> = {
  signIn: { type: "identity.signed_in", actor: "user", run: (ctx) => signIn(anonymous(ctx), sessions, { email: ctx.actor.email, password }) },
  "signIn refused": {
    type: "identity.sign_in_failed",
    actor: "nobody",
    run: (ctx) => signIn(anonymous(ctx), sessions, { email: ctx.actor.email, password: "wrong" }),
  },
  signOut: { type: "identity.signed_out", actor: "user", run: (ctx) => signOut(ctx, sessions, null) },
  updateSettings: { type: "identity.settings_changed", actor: "user", run: (ctx) => updateSettings(ctx, { language: "zh", timeZone: "UTC" }) },
  changePassword: {
    type: "identity.password_changed",
    actor: "user",
    run: (ctx) => changePassword(ctx, sessions, { current: password, password: "the password afterwards" }),
  },
  endOtherSessions: { type: "identity.sessions_ended", actor: "user", run: (ctx) => endOtherSessions(ctx, "") },
  invite: {
    type: "identity.invited",
    actor: "user",
    run: (ctx, { party }) => invite(ctx, party.code, { email: `${unique("i")}@example.org`, role: "approver", language: "en" }),
  },
  revokeInvitation: {
    type: "identity.invitation_revoked",
    actor: "user",
    run: async (ctx, setting) => revokeInvitation(ctx, (await openInvitation(setting, unique("token"))).id),
  },
  acceptInvitation: {
    type: "identity.invitation_accepted",
    actor: "user",
    run: async (ctx, setting) => {
      const token = unique("token");
      await openInvitation(setting, token);
      return acceptInvitation(ctx, sessions, token, null);
    },
  },
  endMembership: {
    type: "identity.membership_ended",
    actor: "user",
    run: async (ctx, { other }) => endMembership(ctx, (await db.membership.findFirstOrThrow({ where: { userId: other.id } })).id),
  },
  createUser: {
    type: "identity.user_created",
    actor: "nobody",
    run: (ctx, { party }) => createUser(anonymous(ctx), { email: `${unique("c")}@example.org`, name: "C", role: "focal_point", party: party.code }),
  },
  createApiToken: {
    type: "identity.token_created",
    actor: "user",
    run: (ctx) => createApiToken(ctx, { label: "import", scopes: ["reports:read"], expiresAt: null }),
  },
  revokeApiToken: {
    type: "identity.token_revoked",
    actor: "user",
    run: async (ctx) => revokeApiToken(ctx, (await db.apiToken.create({ data: { tokenHash: unique("hash"), userId: ctx.actor.id, label: "x" } })).id),
  },
};

const openInvitation = ({ user, party }: Setting, token: string) =>
  db.invitation.create({
    data: {
      tokenHash: digest(token),
      email: user.email,
      partyId: party.id,
      role: "contributor",
      language: "en",
      invitedById: user.id,
      expiresAt: new Date(Date.now() + 60_000),
    },
  });

/** What commands share; they write inside a command's transaction and are no commands. */
const PARTS = ["takeAttempt", "forgetAttempts", "tooManyAttempts", "giveRole", "succeed", "writeInvitation"];
/** Notes that a call came, not what anybody did. */
const NOTES = ["noteTokenUse"];
/** Has a database of its own in demo-accounts.test.ts. */
const ELSEWHERE = ["loadDemoAccounts"];

test("every command of accounts stands in this table", async () => {
  const files = import.meta.glob<Record<string, unknown>>("/app/features/identity/commands/*.server.ts");
  const exported = (await Promise.all(Object.values(files).map((load) => load()))).flatMap((module) => Object.keys(module));
  const commands = Object.keys(CASES).filter((name) => !name.includes(" "));
  expect(exported.sort()).toEqual([...commands, ...PARTS, ...NOTES, ...ELSEWHERE].sort());
});

test.each(Object.entries(CASES))("%s leaves one event by who did it", async (_, { type, actor, run }) => {
  const party = await makeParty(db);
  const user = await makeUser(db, { password, roles: [{ partyId: party.id, role: "focal_point" }] });
  const other = await makeUser(db, { roles: [{ partyId: party.id, role: "contributor" }] });
  const ctx = makeCtx({ db, actor: user });
  await run(ctx, { user, other, party });
  const events = await db.auditEvent.findMany({ where: { requestId: ctx.requestId } });
  expect(events.map((event) => ({ type: event.type, actorId: event.actorId }))).toEqual([{ type, actorId: actor === "user" ? user.id : null }]);
  expect(JSON.stringify(events.map(({ data }) => data))).not.toMatch(/@example\.org|password/);
});

test("the chain of events holds from its start", async () => {
  expect(await verifyChain(db)).toMatchObject({ ok: true });
});

test("a token is shown once, kept as a hash, acts as its owner, and ends when it is revoked or past its time", async () => {
  const owner = await makeUser(db);
  const stranger = await makeUser(db);
  const now = new Date("2025-03-01T10:00:00Z");
  const at = (actor: Actor, time = now) => makeCtx({ db, actor, now: time });
  const made = await createApiToken(at(owner) as UserCtx, {
    label: "import",
    scopes: ["reports:read", "reports:write"],
    expiresAt: new Date("2025-03-02T00:00:00Z"),
  });
  if (!made.ok) throw new Error("refused");
  const { id, token } = made.value;
  const row = await db.apiToken.findUniqueOrThrow({ where: { id } });
  expect(row.tokenHash).toBe(digest(token));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(await findActorByToken(at(null), token)).toMatchObject({ actor: { id: owner.id }, scopes: ["reports:read", "reports:write"] });
  expect(await findActorByToken(at(null, new Date("2025-03-02T00:00:00Z")), token)).toBeNull();
  expect(await findActorByToken(at(null), `${token}x`)).toBeNull();
  expect(await revokeApiToken(at(stranger) as UserCtx, id)).toEqual({ ok: false, error: { code: "identity.not_found" } });
  expect((await findActorByToken(at(null), token))?.actor.id).toBe(owner.id);
  expect((await revokeApiToken(at(owner) as UserCtx, id)).ok).toBe(true);
  expect(await findActorByToken(at(null), token)).toBeNull();
});

test("an account made on the command line can sign in; a taken address, an unknown party and a foreign role are refused", async () => {
  const ctx = makeCtx({ db, actor: null });
  const email = `${unique("Made")}@Example.org`;
  const input = newUserSchema.parse({ email, name: "Made", role: "desk_officer" });
  const made = await createUser(ctx, input);
  if (!made.ok) throw new Error(made.error.code);
  expect(await findActorByEmail(ctx, email)).toMatchObject({ id: made.value.id, email: email.toLowerCase(), secretariat: ["desk_officer"] });
  expect((await signIn(ctx, sessions, { email: input.email, password: made.value.password! })).ok).toBe(true);
  expect(await createUser(ctx, input)).toMatchObject({ error: { code: "identity.email_taken" } });
  const fresh = { ...input, email: `${unique("x")}@example.org` };
  expect(await createUser(ctx, { ...fresh, party: "NOWHERE" })).toMatchObject({ error: { code: "identity.not_found" } });
  expect(await createUser(ctx, { ...fresh, party: "CHE" })).toMatchObject({ error: { code: "identity.role_unknown" } });
  expect(await createUser(ctx, { ...fresh, role: "focal_point" })).toMatchObject({ error: { code: "identity.role_unknown" } });
});
