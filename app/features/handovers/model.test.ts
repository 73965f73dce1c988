import { expect, test } from "vitest";
import { keepsFocalPoint } from "~/features/identity/model";
import { startOf, stateOf } from "./model";

const now = new Date("2026-11-26T15:00:00Z");

test("a handover holds from the beginning of its day, today's from now", () => {
  const codeOf = (day: string) => {
    const start = startOf(day, now);
    return start.ok ? start.value.toISOString() : start.error.code;
  };
  expect(["2026-11-25", "2026-11-26", "2026-11-27", "2027-11-27", "2027-11-29"].map(codeOf)).toEqual([
    "handover.date_past",
    "2026-11-26T15:00:00.000Z",
    "2026-11-27T00:00:00.000Z",
    "2027-11-27T00:00:00.000Z",
    "handover.date_far",
  ]);
});

test("nothing is done before the successor has accepted and the day has come", () => {
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  const invitation = { acceptedAt: null, revokedAt: null, expiresAt: at("2026-12-10") };
  const startsAt = at("2026-12-01");
  expect(stateOf({ startsAt, invitation }, now)).toBe("waiting");
  expect(stateOf({ startsAt, invitation: { ...invitation, revokedAt: now } }, now)).toBe("lapsed");
  expect(stateOf({ startsAt, invitation }, at("2026-12-10"))).toBe("lapsed");
  expect(stateOf({ startsAt, invitation: { ...invitation, acceptedAt: now } }, now)).toBe("ahead");
  expect(stateOf({ startsAt, invitation: null }, now)).toBe("ahead");
  expect(stateOf({ startsAt, invitation: null }, startsAt)).toBe("done");
});

test("a party keeps a focal point where one acts now and one stays", () => {
  const later = new Date("2026-12-01T00:00:00Z");
  const stays = { from: null, until: null };
  const leaves = { from: null, until: later };
  const comes = { from: later, until: null };
  const gone = { from: null, until: now };
  const table = [[], [stays], [leaves], [comes], [gone], [leaves, comes], [gone, comes], [gone, stays]];
  expect(table.map((spans) => keepsFocalPoint(spans, now))).toEqual([false, true, false, false, false, true, false, true]);
});
