import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, partsOf, withoutFormula } from "./table-cells";

/** Reads CSV as RFC 4180 has it; written for these tests from the grammar. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[index + 1] === '"') cell += text[++index]!;
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "," || (sign === "\r" && text[index + 1] === "\n")) {
      record.push(cell);
      cell = "";
      if (sign === "\r") {
        records.push(record);
        record = [];
        index++;
      }
    } else cell += sign;
  }
  return records;
}

const SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−"];
const PADDING = ["", " ", "\u00a0", "\u3000", "\ufeff", "\u200b", "\u200f", "\u2067", "\v", "\u0001"];
const anyText = fc.string({ unit: "binary" });
const hidden = fc.tuple(fc.constantFrom("\t", "\r", "\n"), anyText);
const signed = fc.tuple(fc.constantFrom(...PADDING), fc.constantFrom(...SIGNS), anyText);
const dangerous = fc.oneof(hidden, signed).map((parts) => parts.join(""));

describe("a text that could be run as a formula", () => {
  test("has an apostrophe in front, whatever stands before the sign and in whatever width it is written", () => {
    fc.assert(fc.property(dangerous, (text) => withoutFormula(text) === `'${text}`));
  });

  test("loses nothing by it, and nothing that begins with a sign is left", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, dangerous), (text) => {
        const kept = withoutFormula(text);
        expect([text, `'${text}`]).toContain(kept);
        expect(kept.normalize("NFKC").trimStart()).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  test("is not suspected where it is plain", () => {
    for (const text of ["", "a=b", "C5", "1,5 %", "«Да»", "مرحبا", "(-1)", "'quoted'", "…"]) expect(withoutFormula(text)).toBe(text);
  });
});

describe("CSV", () => {
  test("is read back as it was written, with any text in it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.oneof(anyText, dangerous, fc.constantFrom('"', ",", "\r\n", '",\r\n"')), { minLength: 1 }), { maxLength: 4 }),
        (rows) => {
          expect(readCsv(rows.map(csvLine).join(""))).toEqual(rows.map((row) => row.map(withoutFormula)));
        },
      ),
    );
  });

  test("writes numbers as numbers, days and moments without a zone of this machine, and nothing for what is empty", () => {
    const at = new Date("2026-11-20T22:30:00Z");
    expect(csvLine([-1.5, 0, true, { at, show: "day" }, { at, show: "instant" }, null, "-1.5"])).toBe(
      "-1.5,0,true,2026-11-20,2026-11-20T22:30:00.000Z,,'-1.5\r\n",
    );
  });

  test("ends each record with CR LF and quotes only what needs it", () => {
    expect(csvLine(["a", 'b "c"', "d,e", "f\ng"])).toBe('a,"b ""c""","d,e","f\ng"\r\n');
  });
});

test("parts of a text are as short as asked, join to the whole, and never end inside a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 2, max: 9 }), (text, length) => {
      const parts = partsOf(text, length);
      expect(parts.join("")).toBe(text);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(length);
        expect(part).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }
    }),
  );
  expect(partsOf("", 5)).toEqual([""]);
});
