import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldName, fromFormData, toFormEntries } from "./forms";
import { asTable, isEmptyRow, normaliseValue } from "./values";
import { findQuestion } from "./visibility";
import { anyValue, example, references, slots } from "./testing";

const question = (code: string, row = "") => findQuestion(example, code, row, references)!;

describe("fieldName", () => {
  it("names the way into a value", () => {
    expect(fieldName(question("A2"))).toBe("A2");
    expect(fieldName(question("B2"), 0, "title")).toBe("B2.0.title");
    expect(fieldName(question("D1"), "C7-GOV", "progress")).toBe("D1.C7-GOV.progress");
  });
});

describe("fromFormData", () => {
  it("reads back what toFormEntries wrote, among the fields of all other questions", () => {
    for (const { of, row } of slots) {
      const others = slots.filter((slot) => slot.row === row && slot.question !== of.code);
      fc.assert(
        fc.property(anyValue(of), fc.tuple(...others.map((slot) => anyValue(slot.of))), (value, rest) => {
          const entries = [...others.flatMap((slot, index) => toFormEntries(slot.of, rest[index])), ...toFormEntries(of, value)];
          const saidOnly = of.kind === "table" ? asTable(value).filter((r) => !isEmptyRow(of.fields, r)) : value;
          const stored = normaliseValue(of, saidOnly);
          expect(fromFormData(of, entries)).toEqual(stored);
          const posted = entries.map(([name, text]) => [name, text.replace(/\n/g, "\r\n")] as const);
          expect(fromFormData(of, posted)).toEqual(stored);
        }),
        { numRuns: 25 },
      );
    }
  });

  it("reads a FormData, and no answer where the form holds none", () => {
    const data = new FormData();
    data.append("A6", "youth");
    data.append("A6", "other");
    data.append("A2", "Ministry\r\nof ICT");
    data.append("I1.declaration", "on");
    data.append("I1.issues", "dpi");
    data.append("I1.issues", "");
    data.append("I1.issues", "ai");
    data.append("I1.amount", "12 500,5");
    data.append("I1.annexes", new Blob(["x"]), "x.pdf");
    expect(fromFormData(question("A6"), data.entries())).toEqual(["youth", "other"]);
    expect(fromFormData(question("A2"), data.entries())).toBe("Ministry\nof ICT");
    expect(fromFormData(question("I1"), data.entries())).toEqual({ declaration: true, issues: ["dpi", "ai"], amount: 12500.5 });
    for (const code of ["A3", "A7", "B2", "D1", "D2"]) expect(fromFormData(question(code), data.entries())).toBeNull();
  });

  it("leaves out blank rows, keeps the order of the page and names new rows", () => {
    const posted = [
      ["B2.10.title", "third"],
      ["B2.10.id", ""],
      ["B2.2.title", "second"],
      ["B2.2.id", "two"],
      ["B2.0.title", "first"],
      ["B2.0.id", "one"],
      ["B2.3.title", ""],
      ["B2.3.id", "blank"],
      ["B2.x.title", "no"],
      ["B2", "no"],
    ] as const;
    expect(fromFormData(question("B2"), posted, () => "new")).toEqual([
      { id: "one", title: "first" },
      { id: "two", title: "second" },
      { id: "new", title: "third" },
    ]);
  });

  it("loses no text that is no number", () => {
    expect(fromFormData(question("I1"), [["I1.amount", " ca. 12,5 Mio. "]])).toEqual({ amount: " ca. 12,5 Mio. " });
  });

  it("never takes the fields of another question, nor a fixed one", () => {
    expect(fromFormData(question("A1"), [["A1", "CHE"]])).toBeNull();
    expect(
      fromFormData(question("D1"), [
        ["D10.C1.progress", "3"],
        ["D1x", "1"],
      ]),
    ).toBeNull();
  });
});
