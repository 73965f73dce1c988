import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DOCUMENT_KINDS, readSymbol } from "./document-symbol";

const known = (typed: string) => {
  const read = readSymbol(typed);
  return read.recognised ? read : null;
};

describe("readSymbol of the United Nations", () => {
  it.each([
    ["A/80/L.41", { symbol: "A/80/L.41", body: "A", session: "80", kind: "limited" }],
    ["a/res/80/173", { symbol: "A/RES/80/173", body: "A", session: "80", kind: "resolution" }],
    ["E/CN.16/2025/2", { symbol: "E/CN.16/2025/2", body: "E/CN.16", session: "2025", kind: "document" }],
    ["E/CN.16/2025/CRP.2", { body: "E/CN.16", session: "2025", kind: "conference_room_paper" }],
    ["A/RES/80/173/Rev.1/Add.2/Corr.1", { symbol: "A/RES/80/173/Rev.1/Add.2/Corr.1", changes: ["Rev.1", "Add.2", "Corr.1"] }],
    ["A/RES/1234(XV)", { session: "XV", kind: "resolution" }],
    ["S/RES/1325 (2000)", { symbol: "S/RES/1325(2000)", body: "S", session: "2000" }],
    ["A/RES/ES-10/24", { session: "ES-10" }],
    ["A/HRC/RES/12/16", { body: "A/HRC", session: "12", kind: "resolution" }],
    ["A/CONF.178/10", { body: "A/CONF.178", session: null, kind: "document" }],
    ["A/79/62\u2013E/2024/3", { symbol: "A/79/62-E/2024/3", body: "A", session: "79" }],
    ["TD/B/72/3", { body: "TD/B", session: "72" }],
    ["A/80/INF/2", { session: "80", kind: "information" }],
  ])("reads %s", (typed, read) => expect(known(typed)).toMatchObject({ ...read, language: null }));

  it.each([
    ["\u0410/\u0420\u0415S/80/173", null],
    ["\u0410/RES/80/173", "A/RES/80/173"],
    ["Ａ ／ 80 ／ L．41", "A/80/L.41"],
    ["A/80/L41 Rev. 1", "A/80/L.41/Rev.1"],
    ["\u2066A/RES/80/173\u2069.", "A/RES/80/173"],
    ["A/\u0668\u0660/L.\u0664\u0661", "A/80/L.41"],
    ["e/cn16/2025/2", "E/CN.16/2025/2"],
  ])("reads %s in its one form", (typed, symbol) => expect(known(typed)?.symbol ?? null).toBe(symbol));
});

describe("readSymbol of ITU", () => {
  it.each([
    ["C23/35-E", { symbol: "C23/35-E", body: "C", session: "2023", kind: "document", language: "en" }],
    ["\u042123/35-\u0415", { symbol: "C23/35-E", language: "en" }],
    ["c23/35\u2011f", { language: "fr" }],
    ["C23/35-S", { language: "es" }],
    ["C23/35-R", { language: "ru" }],
    ["C23/35-C", { language: "zh" }],
    ["C23/35-A", { language: "ar" }],
    ["C2022/INF/2", { symbol: "C22/INF/2", session: "2022", kind: "information", language: null }],
    ["C99/27", { session: "1999" }],
    ["C23/35/Rev.1-E", { symbol: "C23/35(Rev.1)-E", changes: ["Rev.1"], language: "en" }],
    ["C23/35-E(Rev.1)(Corr.2)", { symbol: "C23/35(Rev.1)(Corr.2)-E", changes: ["Rev.1", "Corr.2"] }],
    ["CWG-WSIS&SDG-38/5", { symbol: "CWG-WSIS&SDG-38/5", body: "CWG-WSIS&SDG", session: "38" }],
    ["CWG\u2013WSIS & SDGs \u2013 38/5", { symbol: "CWG-WSIS&SDG-38/5" }],
    ["CWG WSIS and SDG 38/INF/5", { symbol: "CWG-WSIS&SDG-38/INF/5", kind: "information" }],
    ["WG-WSIS-31/11-E", { body: "WG-WSIS", session: "31", language: "en" }],
    ["PP22/20", { symbol: "PP-22/20", body: "PP", session: "2022" }],
    ["WTDC-22/DT/8", { body: "WTDC", session: "2022", kind: "draft" }],
  ])("reads %s", (typed, read) => expect(known(typed)).toMatchObject(read));
});

describe("readSymbol of anything else", () => {
  it.each([
    "",
    "A",
    "A/RES",
    "E/CN.16/Rev.1",
    "C23",
    "C2/5",
    "A/80/17 3",
    "A/RES/80/173, para. 5",
    "Rapport annuel 2023",
    "WSIS-03/GENEVA/DOC/5-E",
    "A/Rev.1/80/5",
  ])("keeps %j as it was typed", (typed) => expect(readSymbol(typed)).toEqual({ recognised: false, symbol: typed }));
});

const part = fc.oneof(
  fc.constantFrom("A", "E", "RES", "CN.16", "C23", "PP-22", "CWG-WSIS&SDG-38", "L.4", "Rev.1", "(Add.2)", "-E", "INF", "\u0410", "S-27", "TD"),
  fc.nat({ max: 3000 }).map(String),
);
const likely = fc.array(part, { minLength: 1, maxLength: 6 }).chain((parts) => fc.constantFrom("/", " / ", "-").map((between) => parts.join(between)));

describe("readSymbol of whatever is typed", () => {
  it("never fails, and what it gives reads as itself", () => {
    fc.assert(
      fc.property(fc.oneof(likely, fc.string({ unit: "grapheme" })), (typed) => {
        const read = readSymbol(typed);
        expect(readSymbol(read.symbol)).toEqual(read);
        if (read.recognised) expect(DOCUMENT_KINDS).toContain(read.kind);
        else expect(read.symbol).toBe(typed.trim());
      }),
      { numRuns: 2_000 },
    );
  });

  it("does not mind case, marks of direction and spaces around slashes", () => {
    fc.assert(
      fc.property(likely, (typed) => {
        const read = readSymbol(typed);
        if (!read.recognised) return;
        expect(readSymbol(`\u2067${read.symbol.toLowerCase().replaceAll("/", " / ")}\u200f`)).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });
});
