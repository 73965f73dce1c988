import { afterAll, beforeAll, expect, test } from "vitest";
import { grantExtension, revokeExtension } from "~/features/extensions/commands/grant.server";
import { getDeadlinePage } from "~/features/extensions/queries/deadlines.server";
import { getReport, listStartable } from "~/features/reports/queries/pages.server";
import { formatInstant, GENEVA, NEW_YORK } from "~/lib/dates";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { action, loader } from "~/routes/desk/deadlines";
import { extend } from "../../factories/extension";
import { makeParty, type MadeParty } from "../../factories/party";
import { fillReport, makeReport, signReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

let own: OwnDatabase;
let desk: UserCtx;
const DEADLINE = "2027-01-29T16:00:00.000Z";
/** 28 February at 23:59 in Geneva. */
const LATER = "2027-02-28T22:59:00.000Z";
const at = (ctx: UserCtx, now: string): UserCtx => makeCtx({ db: own.db, actor: ctx.actor, now: new Date(now) });

beforeAll(async () => {
  own = await ownDatabase();
  await own.db.milestone.updateMany({ where: { kind: "deadline", cycle: { state: "open" } }, data: { at: new Date(DEADLINE) } });
  desk = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["desk_officer"] }), now: new Date("2027-01-10T10:00:00Z") });
}, 120_000);
afterAll(() => own?.close());

async function author(language?: Language): Promise<{ ctx: UserCtx; party: MadeParty }> {
  const party = await makeParty(own.db);
  const actor = await makeUser(own.db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  if (language) await own.db.user.update({ where: { id: actor.id }, data: { language, timeZone: "Asia/Tokyo" } });
  return { ctx: makeCtx({ db: own.db, actor, now: new Date("2027-01-10T10:00:00Z") }), party };
}
const lateOf = async (receipt: string) => (await own.db.submission.findUniqueOrThrow({ where: { receipt }, select: { late: true } })).late;

test("an extended report is in time where all others are late, wherever it is asked; revoked, it is late like them", async () => {
  const { ctx, party } = await author();
  const startable = async () => (await listStartable(ctx)).find(({ template }) => template === "national-report");
  expect(await startable()).toMatchObject({ deadline: DEADLINE, isExtended: false });
  const extension = await extend(desk, party.code.toLowerCase());
  expect(await startable()).toMatchObject({ deadline: LATER, isExtended: true });
  const reportId = await makeReport(ctx, party.code);
  expect(await getReport(ctx, reportId)).toMatchObject({ value: { deadline: LATER, isExtended: true } });
  await fillReport(ctx, reportId);

  const other = await author();
  const others = await makeReport(other.ctx, other.party.code);
  await fillReport(other.ctx, others);
  expect(await getReport(other.ctx, others)).toMatchObject({ value: { deadline: DEADLINE, isExtended: false } });

  const between = "2027-02-15T00:00:00Z";
  expect(await lateOf((await signReport(at(other.ctx, between), others)).receipt)).toBe(true);
  expect(await lateOf((await signReport(at(ctx, between), reportId)).receipt)).toBe(false);
  const page = await getDeadlinePage(desk);
  expect(page.ok && page.value.extensions[0]).toMatchObject({ id: extension, party: { code: party.code }, report: "submitted", ended: null });
  expect(page.ok && page.value.deadlines.find(({ template }) => template === "national-report")).toMatchObject({
    at: DEADLINE,
    extended: 1,
    submitted: 2,
    late: 1,
  });

  const third = await author();
  const thirds = await makeReport(third.ctx, third.party.code);
  await fillReport(third.ctx, thirds);
  const given = await extend(desk, third.party.code);
  expect(await revokeExtension(desk, { id: given, reason: "Given by mistake" })).toEqual({ ok: true, value: null });
  expect(await getReport(third.ctx, thirds)).toMatchObject({ value: { deadline: DEADLINE, isExtended: false } });
  expect(await lateOf((await signReport(at(third.ctx, between), thirds)).receipt)).toBe(true);
  expect(await revokeExtension(desk, { id: given, reason: "Again" })).toMatchObject({ error: { code: "extension.not_found" } });
});

test("the last second counts, and an extension reaches one line of a facilitator and no other", async () => {
  const party = await makeParty(own.db, { kind: "un_entity" });
  for (const line of ["C3", "C4"]) await own.db.facilitation.create({ data: { partyId: party.id, line, role: "lead" } });
  const actor = await makeUser(own.db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  const ctx = makeCtx({ db: own.db, actor });
  await extend(desk, party.code, { template: "facilitator-report", line: "c3" });
  const due = (await listStartable(ctx)).map(({ line, deadline }) => [line, deadline]);
  expect(due).toEqual(
    expect.arrayContaining([
      ["C3", LATER],
      ["C4", DEADLINE],
    ]),
  );
});

test("what cannot be: no officer, no party of that kind, no line where there is none, a day that is not later", async () => {
  const { ctx, party } = await author();
  const input = { party: party.code, template: "national-report", line: "", day: "2027-02-28", reason: "Because" };
  const codeOf = async (more: Partial<typeof input>, who = desk) => {
    const granted = await grantExtension(who, { ...input, ...more });
    return granted.ok ? "ok" : granted.error.code;
  };
  const observer = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["observer"] }), now: desk.now });
  expect(await codeOf({}, ctx)).toBe("extension.not_found");
  expect(await codeOf({}, observer)).toBe("extension.not_found");
  expect(await codeOf({ party: "NOBODY" })).toBe("extension.party_unknown");
  expect(await codeOf({ template: "facilitator-report", line: "C1" })).toBe("extension.party_unknown");
  expect(await codeOf({ template: "no-such" })).toBe("extension.template_unknown");
  expect(await codeOf({ line: "C1" })).toBe("extension.line_unknown");
  expect(await codeOf({ day: "2027-01-29" })).toBe("ok");
  expect(await codeOf({ day: "2027-01-28" })).toBe("extension.not_later");
  expect(await codeOf({ day: "2029-01-28" })).toBe("extension.too_long");
});

test("one stands at a time: a second takes its place, and of two at the same moment each ends up whole", async () => {
  const { party } = await author();
  const first = await extend(desk, party.code);
  const second = await extend(desk, party.code, { day: "2027-03-31" });
  expect(await own.db.extension.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ stands: null, endReason: "" });
  const both = await Promise.all(
    ["2027-04-01", "2027-04-02"].map((day) => grantExtension(desk, { party: party.code, template: "national-report", line: "", day, reason: "Race" })),
  );
  expect(both.some(({ ok }) => ok)).toBe(true);
  for (const result of both) if (!result.ok) expect(result.error.code).toBe("extension.changed");
  expect(await own.db.extension.count({ where: { partyId: party.id, stands: true } })).toBe(1);
  expect(await own.db.extension.findUniqueOrThrow({ where: { id: second } })).toMatchObject({ stands: null });
});

test.each(LANGUAGES)("the focal points are told in %s, in their time, Geneva's and New York's, and the history of the report holds it", async (language) => {
  const { ctx, party } = await author(language);
  const reportId = await makeReport(ctx, party.code);
  const id = await extend(desk, party.code, { reason: "Flood in the archives" });
  await revokeExtension(desk, { id, reason: "The archives are dry" });
  const mails = await own.db.mail.findMany({ where: { to: ctx.actor.email }, orderBy: { createdAt: "asc" } });
  expect(mails.map(({ kind, language: written }) => [kind, written])).toEqual([
    ["extension.granted", language],
    ["extension.revoked", language],
  ]);
  for (const [mail, due, reason] of [
    [mails[0]!, LATER, "Flood in the archives"],
    [mails[1]!, DEADLINE, "The archives are dry"],
  ] as const) {
    for (const zone of ["Asia/Tokyo", GENEVA, NEW_YORK]) expect(mail.text).toContain(formatInstant(due, language, zone));
    expect(mail.text).toContain(reason);
    expect(mail.text).toContain(`/${language}/reports`);
    expect(mail.html).toContain(`dir="${language === "ar" ? "rtl" : "ltr"}"`);
    expect(mail.unsubscribe).toBeNull();
  }
  const events = await own.db.auditEvent.findMany({ where: { subject: `report:${reportId}`, type: { startsWith: "extension." } }, orderBy: { id: "asc" } });
  expect(events.map(({ type, actorId }) => [type, actorId])).toEqual([
    ["extension.granted", desk.actor.id],
    ["extension.revoked", desk.actor.id],
  ]);
});

test("the page: by role; posting ends on the list; what is wrong stands beside what was typed; a list that goes on", async () => {
  const site = makeSite(own.db, desk.now);
  const path = "/fr/desk/deadlines";
  const { ctx, party } = await author();
  const [officer, observer, focal] = [
    await cookieOf(site, desk.actor),
    await cookieOf(site, await makeUser(own.db, { secretariat: ["observer"] })),
    await cookieOf(site, ctx.actor),
  ];
  const form = { intent: "granted", party: party.code, template: "national-report", line: "", day: "2027-02-28", reason: "Parce que" };
  for (const [cookie, shown, posted] of [
    [focal, 403, 403],
    [observer, 200, 403],
    [officer, 200, 302],
  ] as const) {
    const read = await call<unknown>(site, loader, { path, cookie });
    expect(read instanceof Response ? read.status : 200).toBe(shown);
    expect(await call<unknown>(site, action, { path, cookie, form })).toMatchObject({ status: posted });
  }
  expect(await call<unknown>(site, action, { path, cookie: officer, form: { ...form, reason: " ", day: "soon" } })).toMatchObject({
    init: { status: 422 },
    data: { refusal: { fields: { reason: "extension.reason_required", day: "extension.day_invalid" } }, typed: { party: party.code } },
  });
  const first = await getDeadlinePage(desk, { limit: 2 });
  const second = first.ok && (await getDeadlinePage(desk, { limit: 2, after: first.value.next }));
  const ids = [first, second].flatMap((page) => (page && page.ok ? page.value.extensions.map(({ id }) => id) : []));
  expect(new Set(ids).size).toBe(4);
  expect(await getDeadlinePage(ctx)).toMatchObject({ error: { code: "extension.not_found" } });
});
