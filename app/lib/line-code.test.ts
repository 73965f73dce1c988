import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseLineCode, parseLineCode } from "./line-code";

const LINES = [
  ...Array.from({ length: 11 }, (_, index) => `C${index + 1}`),
  ...["GOV", "BUS", "LEA", "HEA", "EMP", "ENV", "AGR", "SCI"].map((code) => `C7-${code}`),
];

describe("parseLineCode", () => {
  it.each([
    ["\u04212", "C2"],
    ["\u04417-ehealth", "C7-HEA"],
    ["C7 e-health", "C7-HEA"],
    ["c7\u2011GOV", "C7-GOV"],
    ["C7 (e-agriculture)", "C7-AGR"],
    ["c.7: E-Learning", "C7-LEA"],
    ["«جيم 2»", "C2"],
    ["جيم ٧", "C7"],
    ["ج-11", "C11"],
    ["\u2067جيم 5\u2069", "C5"],
    ["Ｃ１０", "C10"],
    ["C02", "C2"],
  ])("reads %s as %s", (typed, code) => expect(parseLineCode(typed)).toBe(code));

  it.each(["", "C", "C0", "C12", "C99", "C5-HEA", "C7-XYZ", "Сектор", "7", "e-health", "C2 C3", "جيم"])("reads %j as no line", (typed) =>
    expect(parseLineCode(typed)).toBeNull(),
  );

  it("knows every code of a line as itself", () => {
    expect(LINES.map(parseLineCode)).toEqual(LINES);
  });
});

describe("normaliseLineCode", () => {
  it("keeps what is no code as it was typed", () => {
    expect(normaliseLineCode(" Сектор ")).toBe("Сектор");
  });

  it("changes nothing the second time, and never fails", () => {
    const typed = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc
        .tuple(fc.constantFrom("C", "\u0421", "с", "جيم "), fc.constantFrom(...LINES), fc.string())
        .map(([letter, line, rest]) => letter + line.slice(1) + rest),
    );
    fc.assert(fc.property(typed, (text) => void expect(normaliseLineCode(normaliseLineCode(text))).toBe(normaliseLineCode(text))));
  });
});
