import type { CountTable } from "./figures";
import { withheldOf, type Sum } from "./guarded";

/** Tables as they are taken away from the desk. */

/** The same rows under one grouping: what is counted, and by how many parties each number is. */
export type Counted = { table: CountTable; parties: CountTable };

/**
 * The same rows under several groupings as they leave the desk, with null for every number that stays there: small ones, and
 * what would tell them across its row, down its column or by another grouping. It is taken for granted that rows and columns
 * add up; where an answer stands in several, that withholds a number more than it must. Of measures those go that are one party's.
 */
export function leaving(groupings: readonly Counted[]): CountTable[] {
  const numbers: number[] = [];
  const place = (count: number | null): number => numbers.push(count ?? 0) - 1;
  const first = groupings[0]!.parties;
  const answered = place(first.answered);
  const totals = first.rows.map(({ total }) => place(total));
  const sums: Sum[] = [{ total: answered, parts: totals }];
  const places = groupings.map(({ parties: { columns, rows } }) => {
    const heads = columns.map(({ count }) => place(count));
    const cells = rows.map(({ counts }) => counts.map((count) => place(count)));
    sums.push(
      { total: answered, parts: heads },
      ...cells.map((parts, row): Sum => ({ total: totals[row]!, parts })),
      ...heads.map((total, column): Sum => ({ total, parts: cells.map((row) => row[column]!) })),
    );
    return { heads, cells };
  });
  const withheld = withheldOf(numbers, sums);
  const told = (at: number, count: number | null): number | null => (withheld.has(at) ? null : count);
  return groupings.map(({ table }, grouping) => {
    const { heads, cells } = places[grouping]!;
    return {
      ...table,
      // The least and the most are each one party's own number.
      measures: table.measures.filter(({ key }) => key !== "least" && key !== "most"),
      answered: told(answered, table.answered),
      columns: table.columns.map((column, at) => ({ ...column, count: told(heads[at]!, column.count) })),
      rows: table.rows.map((row, at) => ({
        ...row,
        total: told(totals[at]!, row.total),
        counts: row.counts.map((count, column) => told(cells[at]![column]!, count)),
      })),
    };
  });
}
