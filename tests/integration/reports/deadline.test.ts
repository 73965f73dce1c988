import { afterAll, beforeAll, expect, test } from "vitest";
import { recallReport } from "~/features/reports/commands/reopen.server";
import { getReport } from "~/features/reports/queries/pages.server";
import { formatInstant } from "~/lib/dates";
import type { User } from "~/lib/actor";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport, signReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** A deadline is an instant: it is met or missed by the server's clock, whatever the signatory's clock on the wall shows. */
let own: OwnDatabase;
let actor: User;
let reportId: string;

beforeAll(async () => {
  own = await ownDatabase();
  const party = await makeParty(own.db);
  actor = await makeUser(own.db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  const ctx = makeCtx({ db: own.db, actor });
  reportId = await makeReport(ctx, party.id);
  await fillReport(ctx, reportId);
}, 120_000);
afterAll(() => own?.close());

/** The same instant as clocks show it in the zone, a second before it and a second after it; the offsets are those of the day. */
const CASES = [
  ["Asia/Kathmandu", "2027-01-29T23:59:59+05:45", "2027-01-30T00:00:00+05:45", "2027-01-30T00:00:01+05:45"],
  ["Pacific/Kiritimati", "2027-01-31T23:59:59+14:00", "2027-02-01T00:00:00+14:00", "2027-02-01T00:00:01+14:00"],
  ["Pacific/Pago_Pago", "2027-01-31T23:59:59-11:00", "2027-02-01T00:00:00-11:00", "2027-02-01T00:00:01-11:00"],
  // Clocks go forward: the second after 01:59:59 is 03:00:00, which is the deadline.
  ["Europe/Zurich", "2027-03-28T01:59:59+01:00", "2027-03-28T03:00:00+02:00", "2027-03-28T03:00:01+02:00"],
  ["America/New_York", "2027-03-14T01:59:59-05:00", "2027-03-14T03:00:00-04:00", "2027-03-14T03:00:01-04:00"],
  // Clocks go back: 01:30 comes twice that night, and the deadline is the second one.
  ["America/New_York", "2027-11-07T01:29:59-05:00", "2027-11-07T01:30:00-05:00", "2027-11-07T01:30:01-05:00"],
] as const;

test.each(CASES)("%s: in time a second before, late from the deadline on (%s, %s)", async (timeZone, before, deadline, after) => {
  await own.db.milestone.updateMany({ where: { kind: "deadline", template: "national-report" }, data: { at: new Date(deadline) } });
  await own.db.user.update({ where: { id: actor.id }, data: { timeZone } });
  const outcomes: unknown[] = [];
  for (const at of [before, deadline, after]) {
    const ctx = makeCtx({ db: own.db, actor: { ...actor, timeZone }, now: new Date(at) });
    expect(await getReport(ctx, reportId)).toMatchObject({ value: { deadline: new Date(deadline).toISOString() } });
    const { receipt } = await signReport(ctx, reportId);
    const { late } = await own.db.submission.findUniqueOrThrow({ where: { receipt } });
    const mail = await own.db.mail.findFirstOrThrow({ where: { text: { contains: receipt } } });
    // The signatory reads the same instant on their own clock and on the legal one.
    expect(mail.text).toContain(formatInstant(at, "en", timeZone));
    expect(mail.text).toContain(formatInstant(at, "en", "UTC"));
    outcomes.push({ late, told: mail.text.includes("after the deadline") });
    expect(await recallReport(ctx, reportId)).toMatchObject({ ok: true });
  }
  expect(outcomes).toEqual([false, true, true].map((late) => ({ late, told: late })));
});

test("half past one comes twice when clocks go back: the first is in time where the second is the deadline", async () => {
  await own.db.milestone.updateMany({ where: { kind: "deadline", template: "national-report" }, data: { at: new Date("2027-11-07T01:30:00-05:00") } });
  const ctx = makeCtx({ db: own.db, actor, now: new Date("2027-11-07T01:30:01-04:00") });
  const { receipt } = await signReport(ctx, reportId);
  expect(await own.db.submission.findUniqueOrThrow({ where: { receipt } })).toMatchObject({ late: false });
});
