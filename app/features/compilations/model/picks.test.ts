import { describe, expect, it } from "vitest";
import type { FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { ANYTHING, givenIn, isPicked, numbersIn } from "./picks";

const scale = { id: "progress", kind: "scale" } as Field;
const base = { code: "Q1", required: false, confidential: "never" } as const;

describe("what an answer says", () => {
  it("find what is said in every kind of question", () => {
    const fields = [scale];
    expect(givenIn({ ...base, kind: "single", field: scale } as FormQuestion, "progress", "", "3")).toEqual(["3"]);
    expect(givenIn({ ...base, kind: "group", fields } as FormQuestion, "progress", "", { progress: "3" })).toEqual(["3"]);
    expect(givenIn({ ...base, kind: "table", fields } as unknown as FormQuestion, "progress", "", [{ id: "a", progress: "3" }, { id: "b" }])).toEqual(["3"]);
    const matrix = { ...base, kind: "matrix", fields, rows: ["C1", "C2"] } as unknown as FormQuestion;
    const value = { C1: { progress: "3" }, C2: { progress: "4" } };
    expect(givenIn(matrix, "progress", "", value)).toEqual(["3", "4"]);
    expect(givenIn(matrix, "progress", "C2", value)).toEqual(["4"]);
  });

  it("is of an indicator and in a unit, where it is a number", () => {
    const value = { id: "value", kind: "number" } as Field;
    const fields = [{ id: "status", kind: "one" }, value, { id: "unit", kind: "text" }, { id: "year", kind: "year" }];
    const matrix = { ...base, kind: "matrix", fields, rows: ["I1", "I2"] } as unknown as FormQuestion;
    const said = { I1: { value: 40, unit: "% " }, I2: { value: 7, unit: "USD", year: 2024 }, I3: { value: "about 7" } };
    expect(numbersIn(matrix, value, "", said)).toEqual([
      { of: "I1@%", number: 40 },
      { of: "I2@USD", number: 7 },
    ]);
    expect(numbersIn(matrix, value, "I2", said)).toEqual([{ of: "@USD", number: 7 }]);
    expect(numbersIn(matrix, fields[3] as Field, "", said)).toEqual([{ of: "@", number: 2024 }]);
    const table = { ...base, kind: "table", fields: [{ id: "direction", kind: "one" }, value] } as unknown as FormQuestion;
    expect(numbersIn(table, value, "", [{ id: "r", direction: "given", value: 3 }])).toEqual([{ of: "given@", number: 3 }]);
    const picked = (code: string) => isPicked(matrix, value, "", said, code);
    expect([ANYTHING, "I1@%", "I1@%@20..60", "I1@%@0..40", "I1@USD"].map(picked)).toEqual([true, true, true, false, false]);
  });

  it("is a place, where choices were ranked, and no degree where there is no data", () => {
    const ranked = { id: "issues", kind: "ranked", options: ["a", "b"] } as unknown as Field;
    const group = { ...base, kind: "group", fields: [ranked] } as unknown as FormQuestion;
    expect(numbersIn(group, ranked, "", { issues: ["b", "a"] })).toEqual([
      { of: "b", number: 1 },
      { of: "a", number: 2 },
    ]);
    const single = { ...base, kind: "single", field: scale } as unknown as FormQuestion;
    expect([numbersIn(single, scale, "", "na"), numbersIn(single, scale, "", "4")]).toEqual([[], [{ of: ANYTHING, number: 4 }]]);
    expect([isPicked(single, scale, "", "4", "4"), isPicked(single, scale, "", null, ANYTHING)]).toEqual([true, false]);
  });
});
