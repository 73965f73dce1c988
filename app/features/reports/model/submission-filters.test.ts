import { expect, test } from "vitest";
import { parseRegion, partiesMatching, readFilters, regionOf, submissionWhere, writeFilters } from "./submission-filters";

const names = (en: string, fr = en, ar = en) => ({ en, fr, ar, zh: en, ru: en, es: en });
const PARTIES = [
  { code: "CIV", names: names("Côte d’Ivoire") },
  { code: "EGY", names: names("Egypt", "Égypte", "مصر") },
  { code: "CHE", names: names("Switzerland", "Suisse") },
];

test("an address gives the filters it names and nothing else", () => {
  expect(readFilters(new URLSearchParams("kind=national-report&lang=ar&q=%20egypt%20&region=&evil=1"))).toEqual({
    template: "national-report",
    language: "ar",
    q: "egypt",
  });
  expect(readFilters(new URLSearchParams(`q=a%00b&party=${"x".repeat(500)}`))).toEqual({ q: "a b", party: "x".repeat(100) });
});

test("filters written into an address are read from it again", () => {
  const filters = { cycle: "wsis20", template: "national-report", party: "CHE", region: "itu:europe", group: "LDC", line: "C5", language: "ar", q: "a&b=c" };
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  expect(writeFilters({ q: undefined })).toEqual({});
});

test("a party is found by its code, or by part of its name in any language, whatever case and accents", () => {
  expect(partiesMatching(PARTIES, "cote")).toEqual(["CIV"]);
  expect(partiesMatching(PARTIES, "EGYPTE")).toEqual(["EGY"]);
  expect(partiesMatching(PARTIES, "مصر")).toEqual(["EGY"]);
  expect(partiesMatching(PARTIES, "che")).toEqual(["CHE"]);
  expect(partiesMatching(PARTIES, "  ")).toEqual([]);
});

test("regions of the two lists do not mix", () => {
  expect(parseRegion(regionOf("un", "asia-pacific"))).toEqual({ unGroup: "asia-pacific" });
  expect(parseRegion(regionOf("itu", "asia-pacific"))).toEqual({ ituRegion: "asia-pacific" });
});

test("no filter is no condition; a search that fits no party still finds symbols and receipts", () => {
  expect(submissionWhere({}, PARTIES)).toEqual({});
  expect(submissionWhere({ q: "wsis20-nr-che" }, PARTIES)).toEqual({
    OR: [{ symbol: "WSIS20-NR-CHE" }, { receipt: "WSIS20-NR-CHE" }, { partyCode: { in: ["WSIS20-NR-CHE"] } }],
  });
  expect(submissionWhere({ q: "suisse", group: "LDC" }, PARTIES)).toMatchObject({
    groups: { has: "LDC" },
    OR: [{}, {}, { partyCode: { in: ["SUISSE", "CHE"] } }],
  });
});
