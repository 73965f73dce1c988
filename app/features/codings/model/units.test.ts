import { expect, test } from "vitest";
import { agreementOf, differencesOf, standingMarks, type CodedAnswer } from "./units";

const sentences = [0, 10, 20, 30].map((start) => ({ start, end: start + 9 }));
const mark = (coder: string, code: string, sentence: number) => ({ id: `${coder}${code}${sentence}`, coder, code, place: "", ...sentences[sentence]! });
const answer = (more: Partial<CodedAnswer> = {}): CodedAnswer => ({
  texts: [{ place: "", sentences }],
  coders: ["ann", "bob"],
  marks: [mark("ann", "x", 0), mark("bob", "x", 0), mark("ann", "x", 1), mark("ann", "y", 2), mark("bob", "y", 2)],
  decided: [],
  ...more,
});

test("a unit is a sentence two coders are through with; where they say the same they agree", () => {
  const { all, codes } = agreementOf([answer()]);
  expect(codes).toEqual([
    // Of 8 values 3 are marked: 1 - 7 * 2 / (2 * 3 * 5).
    { code: "x", alpha: expect.closeTo(1 - 14 / 30, 10), units: 4 },
    { code: "y", alpha: 1, units: 4 },
  ]);
  expect(all.units).toBe(8);
  expect(agreementOf([answer({ coders: ["ann"] })])).toEqual({ all: { alpha: null, units: 0 }, codes: [] });
});

test("where coders differ it is shown with what was decided last, and what was dropped does not count", () => {
  expect(differencesOf(answer())).toMatchObject([{ code: "x", start: 10, marked: ["ann"], unmarked: ["bob"], decided: null }]);
  const dropped = { place: "", code: "x", ...sentences[1]!, kept: false };
  const kept = { ...dropped, kept: true };
  expect(differencesOf(answer({ decided: [kept, dropped] }))).toMatchObject([{ decided: { kept: true } }]);
  expect(standingMarks(answer({ decided: [dropped] })).map(({ id }) => id)).toEqual(["annx0", "bobx0", "anny2", "boby2"]);
  expect(standingMarks(answer({ decided: [kept, dropped] }))).toHaveLength(5);
  // After a merge both have marked the same: what was dropped before is decided about nothing any more.
  expect(standingMarks(answer({ marks: [mark("ann", "x", 1), mark("bob", "x", 1)], decided: [dropped] }))).toHaveLength(2);
  expect(standingMarks(answer({ coders: ["bob"] })).map(({ id }) => id)).toEqual(["bobx0", "boby2"]);
});
