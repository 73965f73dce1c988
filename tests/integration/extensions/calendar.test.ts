import ICAL from "ical.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { calendarOfCycle } from "~/features/publication/queries/calendar.server";
import { calendarOfReports } from "~/features/reports/queries/calendar.server";
import { LANGUAGES } from "~/lib/languages";
import { writeCalendar } from "~/platform/calendar/calendar.server";
import { loader as mine } from "~/routes/reports/calendar";
import { extend } from "../../factories/extension";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

let own: OwnDatabase;
const DEADLINE = "2027-01-29T16:00:00.000Z";
beforeAll(async () => {
  own = await ownDatabase();
  await own.db.milestone.updateMany({ where: { kind: "deadline", cycle: { state: "open" } }, data: { at: new Date(DEADLINE) } });
}, 120_000);
afterAll(() => own?.close());

/** Reads a file as calendars do; every line ends with CRLF and has 75 octets at most (RFC 5545, 3.1). */
function read(bytes: Uint8Array) {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const lines = text.replace(/\r\n$/, "").split("\r\n");
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
  const calendar = new ICAL.Component(ICAL.parse(text) as [string, unknown[], unknown[]]);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      title: event.summary,
      text: event.description,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
    };
  });
}

test.each(LANGUAGES)("the cycle in %s: every step with its words and instants", async (language) => {
  const ctx = makeCtx({ db: own.db, actor: null, language });
  const file = await calendarOfCycle(ctx);
  if (!file.ok) throw new Error(file.error.code);
  const events = read(file.value.bytes);
  const steps = await own.db.milestone.findMany({ where: { cycle: { state: "open" } }, orderBy: [{ at: "asc" }] });
  expect(events.map(({ title }) => title).sort()).toEqual(steps.map(({ names }) => (names as Record<string, string>)[language]).sort());
  for (const step of steps) {
    const event = events.find(({ uid }) => uid.includes(`-${step.code}@`));
    expect(event?.end).toBe((step.until ?? step.at).toISOString());
  }
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
});

test("whatever stands in a title comes back as it was: separators, line breaks, letters of every width", () => {
  const title = `a;b,c\\n "d" ${"ترجمة ".repeat(20)}${"截止日期".repeat(20)}😀`;
  const [event] = read(
    writeCalendar({
      name: title,
      language: "ar",
      madeAt: new Date(0),
      entries: [{ uid: "x@y", at: new Date(DEADLINE), until: null, title, text: "one\ntwo;", url: "https://portal.example/a,b" }],
    }),
  );
  expect(event).toEqual({ uid: "x@y", title, text: "one\ntwo;", start: "2027-01-29T15:00:00.000Z", end: DEADLINE });
});

test("one's own: what is begun and what is not, with an extension, and nobody else's", async () => {
  const [party, other] = [await makeParty(own.db), await makeParty(own.db)];
  const desk = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["desk_officer"] }), now: new Date("2027-01-10T10:00:00Z") });
  const roles = [party, other].map(({ id }) => ({ partyId: id, role: "focal_point" as const }));
  const ctx = makeCtx({ db: own.db, actor: await makeUser(own.db, { roles }) });
  await makeReport(ctx, party.code);
  await extend(desk, party.code);
  const events = read((await calendarOfReports(ctx)).bytes);
  expect(events.map(({ text, end }) => [text, end]).sort()).toEqual(
    [
      [`${party.code} (en)`, "2027-02-28T22:59:00.000Z"],
      [`${other.code} (en)`, DEADLINE],
    ].sort(),
  );
  const stranger = makeCtx({ db: own.db, actor: await makeUser(own.db) });
  expect(read((await calendarOfReports(stranger)).bytes)).toEqual([]);
  const site = makeSite(own.db);
  const answer = await call<unknown>(site, mine, { path: "/en/account/calendar.ics", cookie: await cookieOf(site, ctx.actor) });
  expect(answer instanceof Response && answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(await call<unknown>(site, mine, { path: "/en/account/calendar.ics" })).toMatchObject({ status: 302 });
});
