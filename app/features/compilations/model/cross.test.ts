import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossOf, readFieldAttribute, standsIn, writeFieldAttribute, type Crossed } from "./cross";

const ORDER = ["a", "b", "c", ""].map((key) => ({ key, label: key.toUpperCase() }));

describe("a table of reports by two attributes", () => {
  it("counts a report once in each cell it belongs to, and once in all", () => {
    const table = crossOf(
      [
        { rows: ["a", "a"], columns: ["b", "c"] },
        { rows: ["a", "b"], columns: ["c"] },
        { rows: [""], columns: [""] },
      ],
      ORDER,
      ORDER,
    );
    expect(table.answered).toBe(3);
    expect(table.columns.map(({ key, count }) => [key, count])).toEqual([
      ["b", 1],
      ["c", 2],
      ["", 1],
    ]);
    expect(table.rows.map(({ key, total, counts }) => [key, total, counts])).toEqual([
      ["a", 2, [1, 2, 0]],
      ["b", 1, [0, 1, 0]],
      ["", 1, [0, 0, 1]],
    ]);
  });

  it("has in each cell as many as the list of the cell", () => {
    const keys = fc.array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.record({ rows: keys, columns: keys })), (reports: Crossed[]) => {
        const table = crossOf(reports, ORDER, ORDER);
        const listed = (row: string | null, column: string | null): number => reports.filter((report) => standsIn(report, row, column)).length;
        expect(table.answered).toBe(listed(null, null));
        expect(table.columns.map(({ count }) => count)).toEqual(table.columns.map(({ key }) => listed(null, key)));
        for (const { key, total, counts } of table.rows) {
          expect(total).toBe(listed(key, null));
          expect(counts).toEqual(table.columns.map((column) => listed(key, column.key)));
        }
      }),
    );
  });

  it("names a field as an address carries it", () => {
    const field = { question: "D1", row: "", field: "progress", item: "C7-GOV" };
    expect(writeFieldAttribute(field)).toBe("D1..progress.C7-GOV");
    expect(readFieldAttribute("D1..progress.C7-GOV")).toEqual(field);
    expect(["", "kind", "D1", "D1..", "a.b.c.d.e"].map(readFieldAttribute)).toEqual([null, null, null, null, null]);
  });
});
