import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { changeOf, figuresOf, givenIn, medianOf, partiesIn, type Said } from "./figures";

const scale = { id: "progress", kind: "scale" } as Field;
const CHOICES = ["na", "0", "1", "2", "3", "4", "5"].map((key) => ({ key, label: key }));
const ORDER = ["LDC", "SIDS", ""].map((key) => ({ key, label: key }));

describe("figures", () => {
  it("count a choice once for an answer, in each of its columns, and take the middle of what is a degree", () => {
    const said: Said[] = [
      { party: "a", given: ["5", "5"], columns: ["LDC", "SIDS"] },
      ...["b", "c", "d", "e"].map((party) => ({ party, given: ["2"], columns: ["LDC"] })),
      { party: "f", given: ["na", "0"], columns: [""] },
      { party: "g", given: [], columns: ["LDC"] },
    ];
    const { answered, columns, rows, measures } = figuresOf(scale, said, CHOICES, ORDER);
    expect(answered).toBe(6);
    expect(columns.map(({ key, count }) => [key, count])).toEqual([
      ["LDC", 5],
      ["SIDS", 1],
      ["", 1],
    ]);
    expect(rows.find(({ key }) => key === "5")).toMatchObject({ total: 1, counts: [1, 1, 0] });
    // Of few parties there is no middle.
    expect(measures).toEqual([{ key: "median", total: 2, each: [2, null, null] }]);
  });

  it("count who answered, and measure nothing of few of them however much they say", () => {
    const said: Said[] = ["1", "2", "3", "4", "5"].map((degree) => ({ party: degree === "1" ? "a" : "b", given: [degree], columns: [] }));
    expect(figuresOf(scale, said, CHOICES, ORDER, partiesIn)).toMatchObject({ answered: 2, measures: [{ total: null }] });
  });

  it("agree with counting one by one, whatever is said", () => {
    const one = fc.record({
      party: fc.constantFrom("a", "b"),
      given: fc.array(fc.constantFrom("1", "2", "5", "x"), { maxLength: 3 }),
      columns: fc.uniqueArray(fc.constantFrom("LDC", "SIDS", ""), { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (said) => {
        const { answered, columns, rows } = figuresOf(scale, said, CHOICES, ORDER);
        expect(answered).toBe(said.filter(({ given }) => given.length > 0).length);
        for (const { key, total, counts } of rows) {
          expect(total).toBe(said.filter(({ given }) => given.includes(key as "1")).length);
          for (const [index, column] of columns.entries())
            expect(counts[index]).toBe(said.filter(({ given, columns: own }) => given.includes(key as "1") && own.includes(column.key as "LDC")).length);
        }
      }),
    );
  });

  it("find what is said in every kind of question", () => {
    const fields = [scale];
    const base = { code: "Q1", required: false, confidential: "never" } as const;
    expect(givenIn({ ...base, kind: "single", field: scale } as FormQuestion, "progress", "", "3")).toEqual(["3"]);
    expect(givenIn({ ...base, kind: "group", fields } as FormQuestion, "progress", "", { progress: "3" })).toEqual(["3"]);
    expect(givenIn({ ...base, kind: "table", fields } as unknown as FormQuestion, "progress", "", [{ id: "a", progress: "3" }, { id: "b" }])).toEqual(["3"]);
    const matrix = { ...base, kind: "matrix", fields, rows: ["C1", "C2"] } as unknown as FormQuestion;
    const value = { C1: { progress: "3" }, C2: { progress: "4" } };
    expect(givenIn(matrix, "progress", "", value)).toEqual(["3", "4"]);
    expect(givenIn(matrix, "progress", "C2", value)).toEqual(["4"]);
  });

  it("tell the change of a share where enough have answered, now and then", () => {
    expect(changeOf({ count: 6, of: 10 }, { count: 1, of: 5 })).toBe(40);
    expect(changeOf({ count: 1, of: 8 }, { count: 4, of: 8 })).toBe(-37);
    expect(changeOf({ count: 6, of: 10 }, { count: 1, of: 4 })).toBeNull();
    expect(changeOf({ count: 0, of: 0 }, { count: 1, of: 40 })).toBeNull();
  });

  it("take the middle", () => {
    expect([medianOf([]), medianOf([3]), medianOf([10, 2]), medianOf([10, 2, 3])]).toEqual([null, 3, 6, 3]);
  });
});
