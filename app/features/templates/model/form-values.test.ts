import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromFormData, toFormEntries } from "./forms";
import { anyValue, references, slots } from "./testing";
import { asTable, isEmptyRow, normaliseValue } from "./values";
import { fromForm, markOf, toForm } from "./form-values";

describe("toForm and fromForm", () => {
  it("give the stored value back, and the same as a form posted without a script", () => {
    for (const { of } of slots) {
      fc.assert(
        fc.property(anyValue(of), (value) => {
          const said = normaliseValue(of, of.kind === "table" ? asTable(value).filter((row) => !isEmptyRow(of.fields, row)) : value);
          const back = fromForm(of, toForm(of, said, references, ["blank"]));
          expect(back).toEqual(said);
          expect(markOf(back, false)).toBe(markOf(fromFormData(of, toFormEntries(of, said)), false));
        }),
        { numRuns: 40 },
      );
    }
  });

  it("hold every row and field of a question nobody has answered", () => {
    for (const { of } of slots) {
      const draft = toForm(of, null, references);
      expect(fromForm(of, draft)).toBeNull();
      if (of.kind === "matrix") expect(Object.keys(draft).length).toBeGreaterThan(0);
    }
  });
});

describe("markOf", () => {
  it("tells values and confidentiality apart", () => {
    const marks = [markOf("a", false), markOf("a", true), markOf("b", false), markOf(null, false), markOf([], false), markOf({ a: "b" }, false)];
    expect(new Set(marks).size).toBe(marks.length);
    expect(markOf({ a: 1, b: 2 }, false)).toBe(markOf({ b: 2, a: 1 }, false));
  });
});
