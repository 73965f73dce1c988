import { describe, expect, it } from "vitest";
import { questionSchema } from "../schema";
import { citesOf } from "./cites";
import { problemsOf } from "./problems";
import { envOf } from "./testing";
import { searchableText } from "./derived";

const PRIZE = "https://www.itu.int/net4/wsis/stocktaking/Prizes/2025/Details/17071484629545852";
const group = questionSchema.parse({
  code: "I1",
  kind: "group",
  fields: [
    { id: "register", kind: "one", options: ["stocktaking", "prize"] },
    { id: "entry", kind: "citation", registerIn: "register" },
    { id: "reported", kind: "symbol", characters: 20 },
    { id: "link", kind: "url" },
  ],
});
const found = (value: unknown) => problemsOf(group, value, envOf({})).map(({ code, field, severity }) => `${field} ${code} ${severity}`);

describe("citesOf", () => {
  it("gives the register of a number from the field beside it, of an address from the address", () => {
    expect(citesOf(group, { register: "stocktaking", entry: "1514632317" })).toEqual([
      { at: "entry", type: "entry", register: "stocktaking", id: "1514632317", address: null },
    ]);
    expect(citesOf(group, { entry: "1514632317" })).toMatchObject([{ register: null }]);
    expect(citesOf(group, { entry: PRIZE })).toMatchObject([{ register: "prize", id: "17071484629545852", address: PRIZE }]);
  });

  it("gives symbols in their one form, and unknown ones as they were typed", () => {
    expect(citesOf(group, { reported: "\u0410/80/L.41" })).toMatchObject([
      { type: "document", recognised: true, symbol: "A/80/L.41", body: "A", kind: "limited" },
    ]);
    expect(citesOf(group, { reported: "Annual report" })).toEqual([{ at: "reported", type: "document", recognised: false, symbol: "Annual report" }]);
  });

  it("counts an ordinary link that leads to an entry, and no other link or number", () => {
    expect(citesOf(group, { link: PRIZE })).toMatchObject([{ at: "link", register: "prize" }]);
    expect(citesOf(group, { link: "https://example.org/1" })).toEqual([]);
    expect(citesOf(group, { link: "1514632317" })).toEqual([]);
  });

  it("names the row in tables and matrices, and says nothing of empty answers", () => {
    const fields = [{ id: "symbol", kind: "symbol" }];
    const table = questionSchema.parse({ code: "B2", kind: "table", maxRows: 3, fields });
    expect(citesOf(table, [{ id: "r1", symbol: "C23/35-E" }, { id: "r2" }]).map(({ at }) => at)).toEqual(["r1.symbol"]);
    const matrix = questionSchema.parse({ code: "D1", kind: "matrix", rows: ["C1", "C2"], fields });
    expect(citesOf(matrix, { C2: { symbol: "C23/35-E" } })).toMatchObject([{ at: "C2.symbol", language: "en" }]);
    const single = questionSchema.parse({ code: "A2", kind: "single", field: { id: "value", kind: "symbol" } });
    expect(citesOf(single, "PP-22/20")).toMatchObject([{ at: "value", body: "PP" }]);
    expect([table, matrix, single].flatMap((question) => citesOf(question, null))).toEqual([]);
  });
});

describe("fields that cite", () => {
  it("say why something is no entry, and that a register was mistaken", () => {
    expect(found({ entry: "an initiative" })).toEqual(["entry not_an_entry error"]);
    expect(found({ entry: PRIZE.replace("https", "http") })).toEqual(["entry entry_not_https error"]);
    expect(found({ entry: "https://example.org/1" })).toEqual(["entry entry_elsewhere error"]);
    expect(found({ entry: "https://www.itu.int/pub" })).toEqual(["entry entry_not_found error"]);
    expect(found({ entry: PRIZE, register: "stocktaking" })).toEqual(["entry other_register error"]);
    expect(found({ entry: PRIZE, register: "prize" })).toEqual([]);
    expect(found({ entry: "1514632317", register: "prize" })).toEqual([]);
  });

  it("take any symbol, and flag only its length", () => {
    expect(found({ reported: "Annual report" })).toEqual([]);
    expect(found({ reported: "Annual report of the whole entity" })).toEqual(["reported too_many_characters limit"]);
  });

  it("are searched as typed and in the one form", () => {
    expect(searchableText(group, { reported: "a/80/l41", entry: "1514632317" })).toBe("1514632317\na/80/l41\nA/80/L.41");
  });
});
