import { expect, test } from "vitest";
import { parseRegion, readFilters, regionOf, submissionWhere, writeFilters } from "./submission-filters";

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

test("regions of the two lists do not mix", () => {
  expect(parseRegion(regionOf("un", "asia-pacific"))).toEqual({ unGroup: "asia-pacific" });
  expect(parseRegion(regionOf("itu", "asia-pacific"))).toEqual({ ituRegion: "asia-pacific" });
});

test("no filter is no condition; a search that fits no party still finds symbols and receipts", () => {
  expect(submissionWhere({}, [])).toEqual({});
  expect(submissionWhere({ q: "wsis20-nr-che" }, [])).toEqual({
    OR: [{ symbol: "WSIS20-NR-CHE" }, { receipt: "WSIS20-NR-CHE" }, { partyCode: { in: ["WSIS20-NR-CHE"] } }],
  });
  expect(submissionWhere({ q: "suisse", group: "LDC", line: "C5", sdg: "SDG 9", category: "youth" }, ["CHE"])).toMatchObject({
    groups: { has: "LDC" },
    lines: { has: "C5" },
    sdgs: { has: "9" },
    category: "youth",
    OR: [{}, {}, { partyCode: { in: ["SUISSE", "CHE"] } }],
  });
});
