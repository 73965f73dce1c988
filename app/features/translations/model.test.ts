import { expect, test } from "vitest";
import type { FormQuestion } from "~/features/templates/model/values";
import { isShown, keptTexts, linesFor, saySame, textPlaces, translatedValue, type Translation } from "./model";

const field = (id: string, kind: string) => ({ id, kind, required: false });
const question = (kind: string, more: object): FormQuestion => ({ kind, code: "Q1", required: false, ...more }) as unknown as FormQuestion;
const single = question("single", { field: field("value", "long") });
const group = question("group", { fields: [field("title", "text"), field("year", "year"), field("link", "url"), field("note", "long")] });
const table = question("table", { fields: [field("title", "text"), field("lines", "many")] });
const matrix = question("matrix", { rows: ["one", "two"], fields: [field("status", "one"), field("note", "text")] });

test("the texts of each kind of answer stand at their places; numbers, choices, links and blank texts do not", () => {
  const placesOf = (of: FormQuestion, value: unknown) => textPlaces(of, value as never).map(({ place, text, long }) => [place, text, long]);
  expect(placesOf(single, "Said")).toEqual([["", "Said", true]]);
  expect(placesOf(single, " \u200b ")).toEqual([]);
  expect(placesOf(group, { title: "T", year: 2020, link: "https://example.org", note: "" })).toEqual([["title", "T", false]]);
  expect(
    placesOf(table, [
      { id: "a", title: "First", lines: ["C1"] },
      { id: "b", lines: ["C2"] },
      { id: "c", title: "Third" },
    ]),
  ).toEqual([
    ["a.title", "First", false],
    ["c.title", "Third", false],
  ]);
  expect(placesOf(matrix, { one: { status: "yes", note: "N" }, two: { status: "no" } })).toEqual([["one.note", "N", false]]);
});

test("who can be reached how is nobody's to translate", () => {
  expect(textPlaces({ ...single, confidential: "always" }, "A. Person")).toEqual([]);
});

test("a translation takes the place of the texts and of nothing else", () => {
  const value = { title: "T", year: 2020, note: "N" };
  expect(translatedValue(group, value, { title: "t", year: "x", elsewhere: "y" })).toEqual({ title: "t", year: 2020, note: "N" });
  expect(translatedValue(single, "Said", { "": "Dit" })).toBe("Dit");
  expect(translatedValue(table, [{ id: "a", title: "First", lines: ["C1"] }], { "a.title": "Premier" })).toEqual([
    { id: "a", title: "Premier", lines: ["C1"] },
  ]);
  expect(translatedValue(matrix, { one: { status: "yes", note: "N" } }, { "one.note": "n" })).toEqual({ one: { status: "yes", note: "n" } });
});

test("texts are kept with their own line ends and without what is blank; two say the same whatever their order", () => {
  expect(keptTexts({ a: "one\r\ntwo", b: "  ", c: "" })).toEqual({ a: "one\ntwo" });
  expect(saySame({ a: "1", b: "2" }, { b: "2", a: "1" })).toBe(true);
  expect(saySame({ a: "1" }, { a: "1", b: "2" })).toBe(false);
  expect(saySame({ a: "1" }, { a: "2" })).toBe(false);
});

test("what is not whole is missing; what is whole waits to be checked until it is", () => {
  const translation = (complete: boolean, state: "draft" | "checked"): Translation => ({
    texts: {},
    complete,
    state,
    revision: 1,
    written: { by: "A", at: "2026-01-01T00:00:00Z" },
    checked: null,
  });
  const shownAs = (given: Translation | null) => (["all", "missing", "unchecked"] as const).filter((one) => isShown({ translation: given }, one));
  expect(shownAs(null)).toEqual(["all", "missing"]);
  expect(shownAs(translation(false, "draft"))).toEqual(["all", "missing"]);
  expect(shownAs(translation(true, "draft"))).toEqual(["all", "unchecked"]);
  expect(shownAs(translation(true, "checked"))).toEqual(["all"]);
});

test("a field is as high as its original is long, within reason", () => {
  expect(linesFor("short")).toBe(2);
  expect(linesFor("x".repeat(600))).toBe(11);
  expect(linesFor("a\n\nb")).toBe(4);
  expect(linesFor("x".repeat(100_000))).toBe(30);
});
