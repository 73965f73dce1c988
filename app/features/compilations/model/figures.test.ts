import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeOf, differenceOf, figuresOf, partiesIn, type Said } from "./figures";
import { ANYTHING } from "./picks";

const CHOICES = ["na", "0", "1", "2", "3", "4", "5"].map((key) => ({ key, label: key }));
const SCALE = { choices: CHOICES, of: [{ key: ANYTHING, label: "" }], measures: ["median"] } as const;
const ORDER = ["LDC", "SIDS", ""].map((key) => ({ key, label: key }));
const said = (party: string, picks: string[], columns: string[]): Said => ({
  party,
  picks,
  columns,
  isGiven: picks.length > 0,
  numbers: picks.filter((pick) => Number(pick) > 0).map((pick) => ({ of: ANYTHING, number: Number(pick) })),
});

describe("figures", () => {
  it("count a choice once for an answer, in each of its columns, and take the middle of what is a degree", () => {
    const answers = [
      said("a", ["5", "5"], ["LDC", "SIDS"]),
      ...["b", "c", "d", "e"].map((party) => said(party, ["2"], ["LDC"])),
      said("f", ["na", "0"], [""]),
      said("g", [], ["LDC"]),
    ];
    const { answered, columns, rows, measures } = figuresOf(SCALE, answers, ORDER);
    expect(answered).toBe(6);
    expect(columns.map(({ key, count }) => [key, count])).toEqual([
      ["LDC", 5],
      ["SIDS", 1],
      ["", 1],
    ]);
    expect(rows.find(({ key }) => key === "5")).toMatchObject({ total: 1, counts: [1, 1, 0] });
    // Of few parties there is no middle.
    expect(measures).toMatchObject([{ key: "median", total: 2, each: [2, null, null] }]);
  });

  it("count who answered, and measure nothing of few of them however much they say", () => {
    const answers = ["1", "2", "3", "4", "5"].map((degree) => said(degree === "1" ? "a" : "b", [degree], []));
    expect(figuresOf(SCALE, answers, [], partiesIn)).toMatchObject({ answered: 2, measures: [{ total: null }] });
  });

  it("measure apart what numbers are of", () => {
    const numbers = (each: number) => [
      { of: "a@%", number: each },
      { of: "b@USD", number: each * 1000 },
    ];
    const answers = [1, 2, 3, 4, 10].map((each): Said => ({ party: `p${each}`, columns: [], isGiven: true, picks: ["a@%", "b@USD"], numbers: numbers(each) }));
    const of = ["a@%", "b@USD", "c@"].map((key) => ({ key, label: key }));
    const { measures } = figuresOf({ choices: of, of, measures: ["median", "least", "most", "rank"] }, answers, []);
    expect(measures.map(({ key, of: { key: what }, total }) => [what, key, total])).toEqual([
      ["a@%", "median", 3],
      ["a@%", "least", 1],
      ["a@%", "most", 10],
      ["a@%", "rank", 4],
      ["b@USD", "median", 3000],
      ["b@USD", "least", 1000],
      ["b@USD", "most", 10000],
      ["b@USD", "rank", 4000],
      ...["median", "least", "most", "rank"].map((key) => ["c@", key, null]),
    ]);
  });

  it("agree with counting one by one, whatever is said", () => {
    const one = fc
      .record({
        party: fc.constantFrom("a", "b"),
        picks: fc.array(fc.constantFrom("1", "2", "5", "x"), { maxLength: 3 }),
        columns: fc.uniqueArray(fc.constantFrom("LDC", "SIDS", ""), { minLength: 1 }),
      })
      .map(({ party, picks, columns }) => said(party, picks, columns));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (answers) => {
        const { answered, columns, rows } = figuresOf(SCALE, answers, ORDER);
        expect(answered).toBe(answers.filter(({ picks }) => picks.length > 0).length);
        for (const { key, total, counts } of rows) {
          expect(total).toBe(answers.filter(({ picks }) => picks.includes(key)).length);
          for (const [index, column] of columns.entries())
            expect(counts[index]).toBe(answers.filter(({ picks, columns: own }) => picks.includes(key) && own.includes(column.key)).length);
        }
      }),
    );
  });

  it("tell the change of a share where enough have answered, now and then", () => {
    expect(changeOf({ count: 6, of: 10 }, { count: 1, of: 5 })).toBe(40);
    expect(changeOf({ count: 1, of: 8 }, { count: 4, of: 8 })).toBe(-37);
    expect(changeOf({ count: 6, of: 10 }, { count: 1, of: 4 })).toBeNull();
    expect(changeOf({ count: 0, of: 0 }, { count: 1, of: 40 })).toBeNull();
  });

  it("tell the change of a measure where there was one, without what fractions leave behind", () => {
    expect([differenceOf(3.3, 3), differenceOf(null, 3), differenceOf(3, null)]).toEqual([0.3, null, null]);
  });
});
