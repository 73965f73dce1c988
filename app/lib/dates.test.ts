import { describe, expect, it } from "vitest";
import { clockIn, dayIn, deadlineTimes, endOfDay, formatInstant, GENEVA, momentOf, NEW_YORK } from "./dates";
import { LANGUAGES } from "./languages";

it("tells a deadline in the reader's zone, in Geneva's and New York's", () => {
  const names = { geneva: "Genève\u00a0:", newYork: "New York\u00a0:" };
  const rest = ["Genève\u00a0: 29 janvier 2027 à 17:00 UTC+1", "New York\u00a0: 29 janvier 2027 à 11:00 UTC−5"];
  expect(deadlineTimes("2027-01-29T16:00:00Z", "fr", "Asia/Kathmandu", names)).toEqual(["29 janvier 2027 à 21:45 UTC+5:45", ...rest]);
  expect(deadlineTimes("2027-01-29T16:00:00Z", "fr", null, names)).toEqual(["29 janvier 2027 à 16:00 UTC", ...rest]);
});

describe("formatInstant", () => {
  const at = "2026-11-23T02:54:00Z";

  it("gives day, time and zone in the reader's zone", () => {
    expect(formatInstant(at, "en", GENEVA)).toBe("23 November 2026 at 03:54 CET");
    expect(formatInstant(at, "en", NEW_YORK)).toBe("22 November 2026 at 21:54 GMT-5");
    expect(formatInstant(at, "zh", GENEVA)).toBe("2026年11月23日 03:54（GMT+1）");
  });

  it.each(LANGUAGES)("ends with the zone, in Western digits, in %s", (language) => {
    expect(formatInstant(at, language, "UTC")).toMatch(/02:54[ （]UTC）?$/);
  });
});

describe("the end of a day", () => {
  it("is its last minute in the zone, and is read as that day there", () => {
    expect(endOfDay("2026-11-30", GENEVA).toISOString()).toBe("2026-11-30T22:59:00.000Z");
    expect(endOfDay("2026-11-30", NEW_YORK).toISOString()).toBe("2026-12-01T04:59:00.000Z");
    expect(endOfDay("2026-11-30", "Pacific/Kiritimati").toISOString()).toBe("2026-11-30T09:59:00.000Z");
    for (const zone of [GENEVA, NEW_YORK, "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"])
      for (const day of ["2026-03-28", "2026-03-29", "2026-10-25", "2026-11-01", "2026-12-31"]) expect(dayIn(endOfDay(day, zone), zone)).toBe(day);
  });

  it("follows the clock where it is changed on that day or the next", () => {
    expect(endOfDay("2026-03-28", GENEVA).toISOString()).toBe("2026-03-28T22:59:00.000Z");
    expect(endOfDay("2026-03-29", GENEVA).toISOString()).toBe("2026-03-29T21:59:00.000Z");
  });
});

it("a clock in a zone is a moment and back, on both sides of a change of the clock", () => {
  expect(momentOf("2026-06-01T10:00", GENEVA).toISOString()).toBe("2026-06-01T08:00:00.000Z");
  for (const zone of [GENEVA, NEW_YORK, "Asia/Kathmandu", "Pacific/Kiritimati"])
    for (const clock of ["2026-03-29T01:30", "2026-03-29T04:00", "2026-10-25T00:30", "2026-10-25T12:00", "2026-12-31T00:00"])
      expect(clockIn(momentOf(clock, zone), zone), zone).toBe(clock);
});
