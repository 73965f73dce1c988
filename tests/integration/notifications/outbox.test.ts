import { beforeEach, expect, test } from "vitest";
import { reportBounce, sendAgain } from "~/features/notifications/commands/outbox.server";
import { MAIL_STATES } from "~/features/notifications/model";
import { readMailbox } from "~/features/notifications/queries/mailbox.server";
import { listOutbox } from "~/features/notifications/queries/outbox.server";
import type { Database } from "~/platform/db/client.server";
import { deliverWaiting } from "~/platform/mail/deliver.server";
import { action as bounces } from "~/routes/machine/bounces";
import { action, loader } from "~/routes/desk/mail";
import { makeUser } from "../../factories/user";
import { unique } from "../../factories/unique";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite, ORIGIN } from "../../support/pages";
import { silentLog } from "../../support/silent-log";

const { db } = testDatabase();
const officer = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
const address = () => `${unique("reader")}@example.org`;
const write = (to: string, data: Partial<Parameters<Database["mail"]["create"]>[0]["data"]> = {}) =>
  db.mail.create({
    data: {
      to,
      language: "fr",
      kind: "identity.invitation",
      subject: "Invitation",
      text: "https://portal.example/fr/invitations/s3cret",
      html: "<p>s3cret</p>",
      ...data,
    },
  });

beforeEach(() => db.mail.deleteMany());

test("the desk sees what became of each mail, and never its text; pages go on from where they ended", async () => {
  const desk = await officer();
  const now = desk.now();
  for (const state of MAIL_STATES) await write(address(), { state, lastError: state === "failed" ? "451 later" : null });
  await write(address(), { notBefore: new Date(now.getTime() + 600_000) });
  const page = await listOutbox(desk);
  if (!page.ok) throw new Error(page.error.code);
  expect(page.value.counts).toEqual({ waiting: 2, sent: 1, failed: 1, bounced: 1 });
  expect(JSON.stringify(page.value)).not.toContain("s3cret");
  expect(page.value.items.filter(({ heldUntil }) => heldUntil !== null)).toHaveLength(1);
  for (const state of MAIL_STATES) {
    const some = await listOutbox(desk, { state });
    expect(some.ok && some.value.items.every((mail) => mail.state === state)).toBe(true);
  }
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const part = await listOutbox(desk, { after, limit: 2 });
    if (!part.ok) throw new Error(part.error.code);
    ids.push(...part.value.items.map(({ id }) => id));
    after = part.value.next;
  } while (after);
  expect(ids).toEqual(page.value.items.map(({ id }) => id));
});

test("a dead letter is sent again with all its attempts, and its address loses the mark; what waits or was taken is not", async () => {
  const desk = await officer();
  const to = address();
  const bounced = await write(to.toUpperCase(), { state: "bounced", attempts: 1, lastError: "550", queuedAt: desk.now() });
  await db.bouncedAddress.create({ data: { email: to, reason: "550", bouncedAt: desk.now() } });
  expect(await sendAgain(desk, bounced.id)).toEqual({ ok: true, value: null });
  expect(await db.bouncedAddress.findUnique({ where: { email: to } })).toBeNull();
  expect(await sendAgain(desk, bounced.id)).toMatchObject({ error: { code: "mail.wrong_state" } });
  await deliverWaiting({ db, log: silentLog, smtpUrl: undefined, from: "a@example.org" });
  expect(await db.mail.findUniqueOrThrow({ where: { id: bounced.id } })).toMatchObject({ state: "sent", attempts: 1, lastError: null });
  expect(await sendAgain(desk, bounced.id)).toMatchObject({ error: { code: "mail.wrong_state" } });
  expect(await sendAgain(desk, "0190a3c4-0000-7000-8000-000000000000")).toMatchObject({ error: { code: "mail.not_found" } });
  for (const role of ["editor", "translator", "observer"] as const) {
    const other = makeCtx({ db, actor: await makeUser(db, { secretariat: [role] }) });
    expect(await sendAgain(other, bounced.id)).toMatchObject({ error: { code: "mail.not_found" } });
    expect(await listOutbox(other)).toMatchObject({ error: { code: "mail.not_found" } });
  }
  const event = await db.auditEvent.findFirstOrThrow({ where: { subject: `mail:${bounced.id}` } });
  expect(event).toMatchObject({ type: "mail.sent_again", actorId: desk.actor.id });
});

test("a report of a bounce: only with the secret, only where there is one; the last mail that was taken came back", async () => {
  const to = address();
  const older = await write(to, { state: "sent", createdAt: new Date(Date.now() - 60_000) });
  const newer = await write(to, { state: "sent" });
  const site = makeSite(db);
  const secret = "x".repeat(40);
  const report = (token: string | null, body: string) =>
    bounces({
      request: new Request(`${ORIGIN}/mail/bounces`, { method: "POST", body, headers: { ...(token && { authorization: `Bearer ${token}` }) } }),
      params: {},
      context: { world: { ...site.world, bounceSecret: token === "unset" ? null : secret } },
    } as never) as Promise<Response>;
  const body = JSON.stringify({ email: to.toUpperCase(), reason: `550 <${to}> unknown` });
  for (const token of [null, "unset", "y".repeat(40), secret.slice(1)]) expect((await report(token, body)).status).toBe(404);
  expect(await db.bouncedAddress.findUnique({ where: { email: to } })).toBeNull();
  for (const bad of ["", "{", "[]", '{"email":"nobody"}']) expect((await report(secret, bad)).status).toBe(422);
  const answer = await report(secret, body);
  expect([answer.status, await answer.json()]).toEqual([200, { mails: 1 }]);
  expect(await db.bouncedAddress.findUnique({ where: { email: to } })).toMatchObject({ reason: "550 … unknown" });
  expect(await db.mail.findUniqueOrThrow({ where: { id: newer.id } })).toMatchObject({ state: "bounced" });
  expect(await db.mail.findUniqueOrThrow({ where: { id: older.id } })).toMatchObject({ state: "sent" });
  expect(await reportBounce(makeCtx({ db, actor: null }), { email: address(), reason: "" })).toEqual({ ok: true, value: { mails: 0 } });
});

test("the page: for those who decide at the desk; pressing ends on it", async () => {
  const site = makeSite(db);
  const path = "/en/desk/mail";
  const mail = await write(address(), { state: "failed" });
  const [desk, observer] = [await cookieOf(site, (await officer()).actor), await cookieOf(site, await makeUser(db, { secretariat: ["observer"] }))];
  expect(await call<unknown>(site, loader, { path, cookie: observer })).toMatchObject({ status: 403 });
  expect(await call<unknown>(site, loader, { path: `${path}?state=failed`, cookie: desk })).toMatchObject({ state: "failed", items: [{ id: mail.id }] });
  const form = { intent: "again", id: mail.id };
  expect(await call<unknown>(site, action, { path, cookie: observer, form })).toMatchObject({ status: 403 });
  expect(await call<unknown>(site, action, { path, cookie: desk, form })).toMatchObject({ status: 302 });
  expect(await call<unknown>(site, action, { path, cookie: desk, form })).toMatchObject({ data: { refusal: { code: "mail.wrong_state" } } });
});

test("the mailbox is read in a demo alone, for one address where it is named, newest first", async () => {
  const to = address();
  const [older, newer] = [await write(to, { createdAt: new Date("2025-03-01T09:00:00Z") }), await write(to, { createdAt: new Date("2025-03-02T09:00:00Z") })];
  await write(address());
  const reader = makeCtx({ db, actor: null });
  const idsTo = async (asked: string | null) => {
    const found = await readMailbox(reader, true, null, asked);
    return found.ok ? found.value.mails.map(({ id }) => id) : [];
  };
  expect(await idsTo(to)).toEqual([newer.id, older.id]);
  expect(await idsTo(null)).toHaveLength(3);
  for (const [open, of] of [
    [null, null],
    [newer.id, null],
    [null, to],
  ] as const)
    expect(await readMailbox(reader, false, open, of)).toEqual({ ok: false, error: { code: "mail.not_found" } });
});
