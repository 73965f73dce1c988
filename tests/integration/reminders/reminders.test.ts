import { spawn } from "node:child_process";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { chooseLetters, chooseLettersByKey } from "~/features/reminders/commands/choose.server";
import { addRule, switchRule } from "~/features/reminders/commands/rules.server";
import { sendReminders } from "~/features/reminders/commands/send.server";
import { findLetterChoice, listRules, previewRule } from "~/features/reminders/queries/rules.server";
import type { AddRuleInput } from "~/features/reminders/schema";
import { formatInstant, GENEVA, NEW_YORK } from "~/lib/dates";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { action as choose, loader as letters } from "~/routes/account/letters";
import { action, loader } from "~/routes/desk/reminders";
import { assign } from "../../factories/delegation";
import { extend } from "../../factories/extension";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

let own: OwnDatabase;
let desk: UserCtx;
const DEADLINE = "2027-01-29T16:00:00.000Z";
const TWO_WEEKS = "2027-01-15T16:00:00.000Z";
const machine = (now: string) => makeCtx({ db: own.db, actor: null, now: new Date(now) });

beforeAll(async () => {
  own = await ownDatabase();
  await own.db.milestone.updateMany({ where: { kind: "deadline", cycle: { state: "open" } }, data: { at: new Date(DEADLINE) } });
  desk = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["desk_officer"] }), now: new Date("2027-01-10T10:00:00Z") });
}, 120_000);
afterAll(() => own?.close());
beforeEach(async () => {
  await own.db.reminderRule.updateMany({ data: { disabledAt: new Date(0) } });
  await own.db.mail.deleteMany();
  // The people of earlier tests are nobody's business here.
  await own.db.user.updateMany({ where: { id: { not: desk.actor.id } }, data: { disabledAt: new Date(0) } });
});

async function focal(language: Language | null = null): Promise<{ ctx: UserCtx; party: MadeParty }> {
  const party = await makeParty(own.db);
  const actor = await makeUser(own.db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  await own.db.user.update({ where: { id: actor.id }, data: { language, timeZone: "Asia/Tokyo" } });
  return { ctx: makeCtx({ db: own.db, actor: { ...actor, language }, now: desk.now }), party };
}

async function makeRule(input: Partial<AddRuleInput> = {}): Promise<string> {
  const added = await addRule(desk, { template: "national-report", days: 14, audience: "not_begun", required: false, ...input });
  if (!added.ok) throw new Error(added.error.code);
  await switchRule(desk, added.value.id, "switched_on");
  return added.value.id;
}
const reached = async () => (await own.db.mail.findMany({ orderBy: { createdAt: "asc" } })).map(({ to, kind }) => `${kind} ${to}`).sort();

test("three runs of the scheduler send once, also in two processes at once", async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => focal()));
  const rule = await makeRule();
  expect(await sendReminders(machine("2027-01-15T15:59:59Z"))).toBe(0);
  const run = (): Promise<number | null> =>
    new Promise((ended) => {
      const env = { ...process.env, DATABASE: own.url, NOW: TWO_WEEKS };
      spawn(process.execPath, ["--import", "tsx", "tests/support/reminder-process.ts"], { env, stdio: "ignore" }).once("exit", ended);
    });
  expect(await Promise.all([run(), run(), sendReminders(machine(TWO_WEEKS)).then(() => 0)])).toEqual([0, 0, 0]);
  const wanted = people.map(({ ctx }) => `reminder.not_begun ${ctx.actor.email}`).sort();
  expect(await reached()).toEqual(wanted);
  for (const now of [TWO_WEEKS, "2027-01-16T16:00:00Z", "2027-01-18T15:59:59Z"]) expect(await sendReminders(machine(now))).toBe(0);
  expect(await reached()).toEqual(wanted);
  expect(await own.db.auditEvent.count({ where: { type: "reminder.sent", data: { path: ["rule"], equals: rule } } })).toBe(people.length);
}, 60_000);

test("each audience is its own: those who have not begun, those with a draft, those with assigned places", async () => {
  const [idle, busy] = [await focal(), await focal()];
  const reportId = await makeReport(busy.ctx, busy.party.code);
  const writer = await makeUser(own.db, { roles: [{ partyId: busy.party.id, role: "contributor" }] });
  const guest = await makeUser(own.db, { roles: [{ partyId: busy.party.id, role: "delegate" }] });
  const gone = await makeUser(own.db, { roles: [{ partyId: busy.party.id, role: "delegate" }] });
  for (const { id } of [guest, gone]) await assign(busy.ctx, reportId, id, ["B"]);
  await own.db.membership.updateMany({ where: { userId: gone.id }, data: { endedAt: new Date(0) } });
  await own.db.mail.deleteMany();
  for (const audience of ["not_begun", "open_draft", "assigned"] as const) await makeRule({ audience });
  await sendReminders(machine(TWO_WEEKS));
  expect(await reached()).toEqual(
    [
      `reminder.not_begun ${idle.ctx.actor.email}`,
      `reminder.open_draft ${busy.ctx.actor.email}`,
      `reminder.open_draft ${writer.email}`,
      `reminder.assigned ${guest.email}`,
    ].sort(),
  );
  // Signed, and open again for an answer to the secretariat: that has a day of its own.
  await own.db.mail.deleteMany();
  await own.db.report.update({ where: { id: reportId }, data: { reopened: ["B1"] } });
  for (const audience of ["open_draft", "assigned"] as const) await makeRule({ audience, days: 7 });
  await sendReminders(machine("2027-01-22T16:00:00Z"));
  expect(await reached()).toEqual([]);
});

test("an extended deadline is a deadline of its own: reminded of then, not before", async () => {
  const [extended, other] = [await focal(), await focal()];
  await extend(desk, extended.party.code, { day: "2027-02-28" });
  await own.db.mail.deleteMany();
  await makeRule();
  await sendReminders(machine(TWO_WEEKS));
  expect(await reached()).toEqual([`reminder.not_begun ${other.ctx.actor.email}`]);
  await own.db.mail.deleteMany();
  await sendReminders(machine("2027-02-14T22:59:00Z"));
  expect(await reached()).toEqual([`reminder.not_begun ${extended.ctx.actor.email}`]);
});

test("after a deadline: to whom it has passed, and not to those who were given longer", async () => {
  const [extended, other] = [await focal(), await focal()];
  await extend(desk, extended.party.code);
  await own.db.mail.deleteMany();
  await makeRule({ days: -7 });
  await sendReminders(machine("2027-02-05T16:00:00Z"));
  expect(await reached()).toEqual([`reminder.not_begun ${other.ctx.actor.email}`]);
});

test("open points of a clarification: reminded of the day by which the answer is asked for, once for each day, and not when it is answered", async () => {
  const { ctx, party } = await focal();
  const { id: submissionId, reportId } = await makeSubmission(own.db, { party, signedById: ctx.actor.id });
  const askedAt = new Date("2026-12-01T00:00:00Z");
  const point = (question: string, state: string, due: string) => ({ reportId, submissionId, question, state, dueAt: new Date(due), baseRevision: 1, askedAt });
  await own.db.clarificationPoint.createMany({
    data: [
      point("B1", "open", "2026-12-20T22:59:00Z"),
      point("B2", "open", "2026-12-20T22:59:00Z"),
      point("B3", "open", "2026-12-28T22:59:00Z"),
      point("B4", "answered", "2026-12-21T22:59:00Z"),
    ],
  });
  await makeRule({ audience: "open_points", days: 3 });
  expect(await sendReminders(machine("2026-12-17T22:58:59Z"))).toBe(0);
  expect(await sendReminders(machine("2026-12-17T22:59:00Z"))).toBe(1);
  expect(await sendReminders(machine("2026-12-18T23:00:00Z"))).toBe(0);
  expect(await sendReminders(machine("2026-12-26T00:00:00Z"))).toBe(1);
  const mails = await own.db.mail.findMany({ where: { to: ctx.actor.email, kind: "reminder.open_points" }, orderBy: { createdAt: "asc" } });
  expect(mails.map(({ text }, index) => text.includes(formatInstant(["2026-12-20T22:59:00Z", "2026-12-28T22:59:00Z"][index]!, "en", GENEVA)))).toEqual([
    true,
    true,
  ]);
});

test("who has left reminders gets none they may do without, and those that are always sent", async () => {
  const { ctx } = await focal();
  await chooseLetters(ctx, true);
  const [optional, required] = [await makeRule(), await makeRule({ required: true })];
  const preview = async (id: string) => {
    const shown = await previewRule(makeCtx({ db: own.db, actor: desk.actor, now: new Date(TWO_WEEKS) }), id);
    return shown.ok && shown.value.counts;
  };
  expect(await preview(optional)).toEqual({ now: 0, sent: 0, off: 1 });
  expect(await preview(required)).toEqual({ now: 1, sent: 0, off: 0 });
  expect(await sendReminders(machine(TWO_WEEKS))).toBe(1);
  expect(await preview(required)).toEqual({ now: 0, sent: 1, off: 0 });
  const [mail] = await own.db.mail.findMany();
  expect(mail).toMatchObject({ unsubscribe: null });
  await chooseLetters(ctx, false);
  expect(await sendReminders(machine(TWO_WEEKS))).toBe(1);
});

test.each(LANGUAGES)("the letter in %s: in its reader's language and clock, with Geneva and New York, and how to leave it", async (language) => {
  const { ctx, party } = await focal(language);
  await makeRule();
  const shown = await previewRule(makeCtx({ db: own.db, actor: desk.actor, now: new Date(TWO_WEEKS) }), await makeRule({ required: true }));
  await own.db.reminderRule.updateMany({ where: { optional: false }, data: { disabledAt: new Date(0) } });
  await sendReminders(machine(TWO_WEEKS));
  const [mail] = await own.db.mail.findMany({ where: { to: ctx.actor.email } });
  expect(mail).toMatchObject({ language, kind: "reminder.not_begun" });
  for (const zone of ["Asia/Tokyo", GENEVA, NEW_YORK]) expect(mail!.text).toContain(formatInstant(DEADLINE, language, zone));
  expect(mail!.text).toContain(`${party.code} (${language})`);
  expect(mail!.text).toContain(mail!.unsubscribe!);
  expect(mail!.unsubscribe).toContain(`/${language}/letters/`);
  // The desk saw these words before, without the secret of their reader.
  expect(shown.ok && shown.value.letter).toMatchObject({ language, subject: mail!.subject });
  expect(shown.ok && mail!.text.startsWith(shown.value.letter!.text.split("\n\n")[0]!)).toBe(true);
  expect(shown.ok && shown.value.letter!.text).not.toContain("/letters/");
});

test("leaving by the link of a letter: opening it changes nothing, one press in the mail program does, a foreign key is nobody's", async () => {
  const { ctx } = await focal();
  await makeRule();
  await sendReminders(machine(TWO_WEEKS));
  const key = (await own.db.letterChoice.findUniqueOrThrow({ where: { userId: ctx.actor.id } })).key;
  const site = makeSite(own.db);
  const path = `/en/letters/${key}`;
  const page = () => call<unknown>(site, letters, { path, params: { key } });
  expect(await page()).toMatchObject({ isOff: false });
  expect(await page()).toMatchObject({ isOff: false });
  expect(await call<unknown>(site, choose, { path, params: { key }, form: { "List-Unsubscribe": "One-Click" } })).toMatchObject({ data: null });
  expect(await page()).toMatchObject({ isOff: true });
  expect(await call<unknown>(site, choose, { path, params: { key }, form: { intent: "resume" } })).toMatchObject({ status: 302 });
  expect(await page()).toMatchObject({ isOff: false });
  expect(await findLetterChoice(machine(TWO_WEEKS), "x".repeat(32))).toMatchObject({ error: { code: "letter.not_found" } });
  expect(await chooseLettersByKey(machine(TWO_WEEKS), "x".repeat(32), true)).toMatchObject({ error: { code: "letter.not_found" } });
});

test("rules: off until they are switched on, by those who decide at the desk alone; the page shows whom they reach", async () => {
  const { ctx } = await focal();
  const input = { template: "", days: 14, audience: "not_begun", required: false } as const;
  expect(await addRule(ctx, input)).toMatchObject({ error: { code: "reminder.not_found" } });
  expect(await addRule(desk, { ...input, template: "no-such" })).toMatchObject({ error: { code: "reminder.template_unknown" } });
  const added = await addRule(desk, input);
  if (!added.ok) throw new Error(added.error.code);
  expect(await sendReminders(machine(TWO_WEEKS))).toBe(0);
  expect(await switchRule(desk, added.value.id, "switched_off")).toMatchObject({ error: { code: "reminder.changed" } });
  expect(await switchRule(ctx, added.value.id, "switched_on")).toMatchObject({ error: { code: "reminder.not_found" } });

  const site = makeSite(own.db, () => new Date(TWO_WEEKS));
  const path = "/ar/desk/reminders";
  const [officer, observer] = [await cookieOf(site, desk.actor), await cookieOf(site, await makeUser(own.db, { secretariat: ["observer"] }))];
  expect(await call<unknown>(site, loader, { path, cookie: observer })).toMatchObject({ status: 403 });
  expect(await call<unknown>(site, loader, { path: `${path}?preview=${added.value.id}`, cookie: officer })).toMatchObject({
    preview: { total: 1, counts: { now: 1 }, items: [{ email: ctx.actor.email, fate: "now" }] },
  });
  expect(await call<unknown>(site, loader, { path: `${path}?preview=x`, cookie: officer })).toMatchObject({ status: 404 });
  const form = { intent: "added", days: "7", audience: "open_draft", template: "", required: "on" };
  expect(await call<unknown>(site, action, { path, cookie: officer, form })).toMatchObject({ status: 302 });
  expect(await call<unknown>(site, action, { path, cookie: officer, form: { ...form, days: "121" } })).toMatchObject({
    data: { refusal: { fields: { days: "reminder.days_invalid" } }, typed: { days: "121" } },
  });
  expect(await call<unknown>(site, action, { path, cookie: officer, form: { intent: "switched_on", id: added.value.id } })).toMatchObject({ status: 302 });
  const listed = await listRules(desk, { limit: 2 });
  expect(listed.ok && listed.value.rules.map(({ days, optional, isOn }) => [days, optional, isOn])).toContainEqual([7, false, false]);
  expect(listed.ok && listed.value.next).not.toBeNull();
});
