import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEntry } from "./register-entry";

const SITE = "https://www.itu.int/net4/wsis/stocktaking";

describe("readEntry", () => {
  it.each([
    [`${SITE}/projects/Project/Details?projectId=1514632317`, "stocktaking", "1514632317"],
    [`${SITE}/Project/Details?PROJECTID=1514632317&lang=fr`, "stocktaking", "1514632317"],
    ["https://www.itu.int/net4/wsis/archive/stocktaking/Project/Details?projectId=1488378389", "stocktaking", "1488378389"],
    ["https://www.itu.int/net/wsis/stocktaking/scripts/documents.asp?project=1103103459&lang=en", "stocktaking", "1103103459"],
    [`${SITE}/Prizes/2025/Details/17071484629545852`, "prize", "17071484629545852"],
    [`${SITE}/Prizes/2021/DetailsPopup/15804722766144252/`, "prize", "15804722766144252"],
    ["https://itu.int/net4/wsis/stocktaking/Prizes/Prizes/Details/17392145995070312", "prize", "17392145995070312"],
  ])("reads %s", (typed, register, id) => expect(readEntry(` ${typed}\u200f`)).toMatchObject({ ok: true, register, id, address: typed }));

  it("reads a number alone, which does not say whose it is", () => {
    expect(readEntry("1514632317")).toEqual({ ok: true, register: null, id: "1514632317", address: null });
    expect(readEntry("№ \u0661\u0662\u0663")).toMatchObject({ id: "123" });
  });

  it.each([
    ["an initiative of ours", "not_an_entry"],
    ["www.itu.int/net4/wsis/stocktaking/1", "not_an_entry"],
    ["javascript:alert(1)", "not_an_entry"],
    ["http://www.itu.int/net4/wsis/stocktaking/Prizes/2025/Details/1", "entry_not_https"],
    ["https://example.org/net4/wsis/stocktaking/Prizes/2025/Details/1", "entry_elsewhere"],
    ["https://itu.int.example.org/stocktaking/1", "entry_elsewhere"],
    ["https://evil-itu.int/stocktaking/1", "entry_elsewhere"],
    ["https://itu.int@example.org/stocktaking/1", "entry_elsewhere"],
    ["https://example.org@www.itu.int/stocktaking/1", "entry_elsewhere"],
    ["https://www.itu.int:8443/stocktaking/1", "entry_elsewhere"],
    ["https://\u0456tu.int/stocktaking/1", "entry_elsewhere"],
    ["https://www.itu.int/pub/D-STR-1", "entry_not_found"],
    [`${SITE}/Prizes/2025/Vote`, "entry_not_found"],
    [`${SITE}/Prizes/2025`, "entry_not_found"],
    [`${SITE}/Home/About`, "entry_not_found"],
  ])("says why %s is none", (typed, fault) => expect(readEntry(typed)).toEqual({ ok: false, fault }));

  it("never fails; an address it gives is https, at ITU, and reads as itself", () => {
    const part = fc.constantFrom("stocktaking", "Prizes", "2025", "Details", "15804722766144252", "..", "%2F", "projects", "");
    const address = fc
      .tuple(
        fc.constantFrom("https://www.itu.int", "https://itu.int", "http://itu.int", "https://itu.int.eu"),
        fc.array(part, { maxLength: 5 }),
        fc.string({ maxLength: 8 }),
      )
      .map(([host, path, query]) => `${host}/stocktaking/${path.join("/")}?projectId=12&${query}`);
    fc.assert(
      fc.property(fc.oneof(address, fc.string({ unit: "grapheme" })), (typed) => {
        const read = readEntry(typed);
        if (!read.ok || read.address === null) return;
        expect(new URL(read.address)).toMatchObject({ protocol: "https:", hostname: expect.stringMatching(/(^|\.)itu\.int$/) });
        expect(readEntry(read.address)).toEqual(read);
      }),
    );
  });
});
