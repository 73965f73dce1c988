import { expect, test } from "vitest";
import { formatPlace, isUuid, pageOf, parsePlace } from "./keyset";

const id = "01890000-0000-7000-8000-00000000000a";

test("a place goes into an address and comes back", () => {
  const place = { at: new Date("2026-11-23T22:32:01.123Z"), id };
  expect(parsePlace(formatPlace(place))).toEqual(place);
});

test("anything else is no place", () => {
  for (const text of [null, undefined, "", "x", "12", `12_${id}x`, `-1_${id}`, `1e3_${id}`, "12_'; drop table submission"]) expect(parsePlace(text)).toBeNull();
  expect(isUuid("not-an-id")).toBe(false);
});

test("a page ends where one row more shows that there are more", () => {
  const rows = ["a", "b", "c"].map((letter, index) => ({ id: id.replace(/a$/, letter), at: new Date(index) }));
  expect(pageOf(rows, 3, ({ at }) => at)).toEqual({ items: rows, next: null });
  expect(pageOf(rows, 2, ({ at }) => at)).toEqual({ items: rows.slice(0, 2), next: formatPlace(rows[1]!) });
  expect(pageOf([], 2, () => new Date(0))).toEqual({ items: [], next: null });
});
