import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeNumber } from "./numbers";

describe("decodeNumber", () => {
  it.each([
    ["12,5", 12.5],
    ["12.5", 12.5],
    [" 12 500 ", 12500],
    ["12\u00a0500,75", 12500.75],
    ["1\u202f234\u202f567", 1234567],
    ["1,234,567", 1234567],
    ["1.234.567", 1234567],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["1’234.50", 1234.5],
    ["0,234", 0.234],
    ["1234,567", 1234.567],
    ["−3", -3],
    ["-0", 0],
    ["٧٢٫٥", 72.5],
    ["۱۲", 12],
    ["１２．５", 12.5],
    ["\u200f12", 12],
    ["1e3", 1000],
  ])("reads %j", (typed, number) => {
    expect(decodeNumber(typed)).toBe(number);
  });

  it.each(["", " ", "about 12", "12 %", "2019 2020", "1,23,456", "1,234,56", "1.2.3", "1 234,567,8", "--1", "1e999", "NaN", "Infinity", "0x10", "12,"])(
    "does not read %j",
    (typed) => {
      expect(decodeNumber(typed)).toBe("unreadable");
    },
  );

  it.each(["1,234", "12,500", "-999,000"])("does not guess what %j means", (typed) => {
    expect(decodeNumber(typed)).toBe("ambiguous");
  });

  it("reads back every number as JavaScript writes it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(decodeNumber(String(number))).toBe(number === 0 ? 0 : number);
      }),
    );
  });

  it("reads whole numbers the same in every grouping of the six languages", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom("en-GB", "fr", "es", "ru", "zh-Hans-CN", "ar-EG", "de-CH"), (number, locale) => {
        const typed = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(number);
        expect(decodeNumber(typed)).toBe(number);
      }),
    );
  });
});
