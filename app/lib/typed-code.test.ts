import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latinCode } from "./typed-code";

describe("latinCode", () => {
  it("reads look-alikes, full-width letters, Arabic digits, dashes and slashes as what they stand for", () => {
    expect(latinCode("\u0421\u0415\u0422")).toBe("CET");
    expect(latinCode("Ａ／８０\u2013\u0661\u06f2")).toBe("A/80-12");
    expect(latinCode(" \u2066a\u2069\u00a0 \u200fb\u00ad ")).toBe("A B");
  });

  it("leaves letters without a Latin double as they are", () => {
    expect(latinCode("Сектор")).toBe("CEKTOP");
    expect(latinCode("Линия")).toBe("ЛИHИЯ");
    expect(latinCode("É")).toBe("É");
  });

  it("changes nothing the second time", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (typed) => void expect(latinCode(latinCode(typed))).toBe(latinCode(typed))));
  });
});
