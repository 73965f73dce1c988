import { describe, expect, it } from "vitest";
import { searchableText, suggestedValue } from "./derived";
import { findQuestion } from "./visibility";
import { example, references } from "./testing";

const question = (code: string, row = "") => findQuestion(example, code, row, references)!;

describe("searchableText", () => {
  it("gives the words of every kind of answer, without markdown", () => {
    expect(searchableText(question("D2", "C1"), "**Fibre** for [all](https://x.org/y)\n- one")).toBe("Fibre for all\none");
    expect(
      searchableText(question("B2"), [
        { id: "a", title: "One", from: 2003, link: "https://x.org" },
        { id: "b", title: "Two" },
      ]),
    ).toBe("One\nhttps://x.org\n2003\nTwo");
    expect(searchableText(question("A6"), null)).toBe("");
  });

  it("names chosen codes when it is told their names", () => {
    const nameOf = (_field: unknown, code: string) => ({ up: "Rising" })[code] ?? "";
    expect(searchableText(question("D1"), { C1: { progress: "3", trend: "up" } }, nameOf)).toBe("Rising");
    expect(searchableText(question("D1"), { C1: { progress: "3", trend: "up" } })).toBe("");
  });

  it("never gives contact data", () => {
    expect(searchableText(question("A3"), { focal: { name: "A Person", email: "a@b.ch" } })).toBe("");
  });
});

describe("suggestedValue", () => {
  const matrix = { sdgs: { C1: ["SDG1", "SDG16"] }, gdc: { C1: ["GDC2"], C2: ["GDC1"] }, targets: {} };

  it("offers what the matrices say of the line", () => {
    expect(suggestedValue(question("D5", "C1"), "C1", matrix)).toEqual({ sdgs: ["SDG1", "SDG16"], gdc: ["GDC2"] });
    expect(suggestedValue(question("D5", "C1"), "C2", matrix)).toEqual({ gdc: ["GDC1"] });
    expect(suggestedValue(question("D5", "C1"), "C5", matrix)).toBeNull();
    expect(suggestedValue(question("D2", "C1"), "C1", matrix)).toBeNull();
  });
});
