import { describe, expect, it } from "vitest";
import { formatInstant, GENEVA, NEW_YORK } from "./dates";
import { LANGUAGES } from "./languages";

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
