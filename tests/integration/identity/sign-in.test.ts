import { expect, test } from "vitest";
import { signIn, signOut } from "~/features/identity/commands/sign-in.server";
import { digest, openSessions } from "~/platform/auth/sessions.server";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const sessions = openSessions(db, { secure: false });
const password = "a long enough password";
const failed = { ok: false, error: { code: "identity.sign_in_failed" } };

const start = new Date("2025-03-01T10:00:00Z");
const attempt = (email: string, typed: string, now = start) => signIn(makeCtx({ db, actor: null, now }), sessions, { email, password: typed });

/** What a browser would send back. */
const cookieHeader = (setCookie: string): string => setCookie.split(";")[0]!;

test("the right password opens a session that reads back as this person", async () => {
  const person = await makeUser(db, { password });
  const signedIn = await attempt(person.email, password);
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  expect(signedIn.value.user.id).toBe(person.id);
  expect(signedIn.value.cookie).toMatch(/^session=[^;]+;.*HttpOnly.*SameSite=Lax/);
  expect((await sessions.read(cookieHeader(signedIn.value.cookie)))?.userId).toBe(person.id);
});

test("only the hash of a session id is stored", async () => {
  const person = await makeUser(db, { password });
  const signedIn = await attempt(person.email, password);
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  const id = cookieHeader(signedIn.value.cookie).split("=")[1]!;
  const rows = await db.session.findMany({ where: { userId: person.id } });
  expect(rows.map((row) => row.id)).toEqual([digest(id)]);
  expect(JSON.stringify(rows)).not.toContain(id);
});

test("a cookie for an https origin is bound to it", async () => {
  const person = await makeUser(db, { password });
  const secure = openSessions(db, { secure: true });
  expect(await secure.open(person.id)).toMatch(/^__Host-session=[^;]+;.*Path=\/;.*Secure/);
});

test("a wrong password, no such account, a disabled account and one without a password are refused alike", async () => {
  const person = await makeUser(db, { password });
  const disabled = await makeUser(db, { password });
  await db.user.update({ where: { id: disabled.id }, data: { disabledAt: start } });
  const invited = await makeUser(db);
  expect(await attempt(person.email, "not the password")).toEqual(failed);
  expect(await attempt(`${unique("nobody")}@example.org`, password)).toEqual(failed);
  expect(await attempt(disabled.email, password)).toEqual(failed);
  expect(await attempt(invited.email, "")).toEqual(failed);
  expect(await db.session.count({ where: { userId: { in: [person.id, disabled.id, invited.id] } } })).toBe(0);
});

test("an account that does not exist is as much work as a wrong password", async () => {
  const person = await makeUser(db, { password });
  const least = { known: Infinity, unknown: Infinity };
  // In turns and the least of each, in the time this process had of the processor: what others do meanwhile does not count.
  for (let round = 0; round < 5; round++) {
    for (const [kind, email] of [
      ["known", person.email],
      ["unknown", `${unique("nobody")}@example.org`],
    ] as const) {
      const before = process.cpuUsage();
      expect(await attempt(email, "not the password")).toEqual(failed);
      const { user, system } = process.cpuUsage(before);
      least[kind] = Math.min(least[kind], user + system);
    }
  }
  expect(least.unknown).toBeGreaterThan(least.known * 0.5);
  expect(least.known).toBeGreaterThan(least.unknown * 0.5);
});

test("after five attempts the account rests, longer each time, whether it exists or not; the right password does not get in either", async () => {
  const person = await makeUser(db, { password });
  for (const email of [person.email, `${unique("nobody")}@example.org`]) {
    for (let count = 0; count < 5; count++) expect(await attempt(email, "not the password")).toEqual(failed);
    const rests = { ok: false, error: { code: "identity.too_many_attempts", params: { count: 1 } } };
    expect(await attempt(email, password)).toEqual(rests);
    expect(await attempt(email, "wrong", new Date(start.getTime() + 15_000))).toEqual(failed);
    expect(await attempt(email, password, new Date(start.getTime() + 44_000))).toEqual(rests);
  }
  const another = await makeUser(db, { password });
  expect((await attempt(another.email, password)).ok).toBe(true);
});

test("attempts sent at once are each counted", async () => {
  const person = await makeUser(db, { password });
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => attempt(person.email, "not the password")));
  const codes = outcomes.map((outcome) => (outcome.ok ? "in" : outcome.error.code)).sort();
  expect(codes).toEqual([...Array<string>(5).fill("identity.sign_in_failed"), ...Array<string>(7).fill("identity.too_many_attempts")]);
});

test("signing in forgets the attempts before it", async () => {
  const person = await makeUser(db, { password });
  for (let count = 0; count < 4; count++) await attempt(person.email, "not the password");
  expect((await attempt(person.email, password)).ok).toBe(true);
  for (let count = 0; count < 4; count++) expect(await attempt(person.email, "not the password")).toEqual(failed);
  expect((await attempt(person.email, password)).ok).toBe(true);
});

test("signing out ends this session and no other", async () => {
  const person = await makeUser(db, { password });
  const [here, there] = [cookieHeader(await sessions.open(person.id)), cookieHeader(await sessions.open(person.id))];
  const cleared = await signOut(makeCtx({ db, actor: person }), sessions, here);
  expect(cleared).toMatch(/^session=;.*Max-Age=0/);
  expect(await sessions.read(here)).toBeNull();
  expect((await sessions.read(there))?.userId).toBe(person.id);
});

test("a session past its time is nobody's", async () => {
  const person = await makeUser(db);
  const cookie = cookieHeader(await sessions.open(person.id));
  await db.session.updateMany({ where: { userId: person.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect(await sessions.read(cookie)).toBeNull();
});
