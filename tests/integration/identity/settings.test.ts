import { expect, test } from "vitest";
import { changePassword, endOtherSessions, updateSettings } from "~/features/identity/commands/settings.server";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { findActor, readAccount } from "~/features/identity/queries.server";
import { acceptanceSchema, settingsSchema } from "~/features/identity/schema";
import { openSessions } from "~/platform/auth/sessions.server";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const sessions = openSessions(db, { secure: false });
const before = "the password before";
const after = "the password afterwards";
const wrong = { ok: false, error: expect.objectContaining({ code: "identity.wrong_password" }) };

async function signedIn() {
  const user = await makeUser(db, { password: before });
  return { user, ctx: makeCtx({ db, actor: user }), here: (await sessions.open(user.id)).split(";")[0]!, there: (await sessions.open(user.id)).split(";")[0]! };
}

test("a new password ends every session, opens one here, tells the person, and is the only one that works", async () => {
  const { user, ctx, here, there } = await signedIn();
  const changed = await changePassword(ctx, sessions, { current: before, password: after });
  if (!changed.ok) throw new Error(changed.error.code);
  expect(await sessions.read(here)).toBeNull();
  expect(await sessions.read(there)).toBeNull();
  expect((await sessions.read(changed.value.split(";")[0]!))?.userId).toBe(user.id);
  expect(await db.mail.count({ where: { to: user.email, kind: "identity.password_changed" } })).toBe(1);
  expect((await signIn(makeCtx({ db, actor: null }), sessions, { email: user.email, password: before })).ok).toBe(false);
  expect((await signIn(makeCtx({ db, actor: null }), sessions, { email: user.email, password: after })).ok).toBe(true);
});

test("without the present password nothing changes, and guessing is throttled", async () => {
  const { user, ctx, there } = await signedIn();
  for (let count = 0; count < 5; count++) expect(await changePassword(ctx, sessions, { current: "a guess", password: after })).toEqual(wrong);
  expect(await changePassword(ctx, sessions, { current: before, password: after })).toMatchObject({ error: { code: "identity.too_many_attempts" } });
  expect((await sessions.read(there))?.userId).toBe(user.id);
  expect(await db.mail.count({ where: { to: user.email } })).toBe(0);
});

test("two changes at the same moment: one of them counts", async () => {
  const { ctx } = await signedIn();
  const outcomes = await Promise.all([after, "another password"].map((password) => changePassword(ctx, sessions, { current: before, password })));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test("the other sessions end, this one stays", async () => {
  const { user, ctx, here, there } = await signedIn();
  const { sessionId } = (await sessions.read(here))!;
  expect((await readAccount(ctx, sessionId)).otherSessions).toBe(1);
  expect(await endOtherSessions(ctx, sessionId)).toEqual({ ok: true, value: 1 });
  expect((await sessions.read(here))?.userId).toBe(user.id);
  expect(await sessions.read(there)).toBeNull();
});

test("language and time zone are kept; emptied, the browser decides again", async () => {
  const { user, ctx } = await signedIn();
  await updateSettings(ctx, settingsSchema.parse({ language: "ru", timeZone: "Asia/Kathmandu" }));
  expect(await findActor(db, user.id)).toMatchObject({ language: "ru", timeZone: "Asia/Kathmandu" });
  await updateSettings(ctx, settingsSchema.parse({ language: "", timeZone: "" }));
  expect(await findActor(db, user.id)).toMatchObject({ language: null, timeZone: null });
});

test("what cannot be a setting or a password is refused with a code", () => {
  const codes = (result: { success: boolean; error?: { issues: { message: string }[] } }) => result.error?.issues.map(({ message }) => message);
  expect(codes(settingsSchema.safeParse({ language: "de", timeZone: "Mars/Olympus" }))).toEqual(["identity.language_unknown", "identity.time_zone_unknown"]);
  expect(codes(acceptanceSchema.safeParse({ name: "  ", password: "elevenchars" }))).toEqual(["identity.name_required", "identity.password_too_short"]);
  expect(codes(acceptanceSchema.safeParse({ name: "A", password: "x".repeat(257) }))).toEqual(["identity.password_too_long"]);
  expect(acceptanceSchema.safeParse({ name: "A", password: "密码密码密码密码密码密码" }).success).toBe(true);
});
