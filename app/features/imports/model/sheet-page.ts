import { columnName, heightOf, heightOfLines, type BookCell, type BookCheck, type BookLook, type BookRow, type BookRule, type BookSheet } from "~/lib/book";
import type { FillableQuestion } from "../model";
import type { Slot, SlotDetail } from "./sheet-slots";
import type { SheetWords } from "./sheet-words";

/** The sheet of a page while it is made: rows from above, with what each answer cell holds and what may be typed in it. */

/** Column A holds the numbers of the rows, out of sight. */
export const COLUMNS = { code: 2, label: 3, answer: 4, notes: 5 } as const;
const WIDTHS = [0, 9, 52, 60, 34];
/** Of further columns of tables. */
const MORE_WIDTH = 28;
const widthsOf = (columns: number): number[] => Array.from({ length: columns }, (_, index) => WIDTHS[index] ?? MORE_WIDTH);
/** Its hidden row and its title stay in sight. */
const FROZEN = 2;

/** Cells of a row by their columns, from 1. */
export type Row = Readonly<Record<number, BookCell | null>>;

/** A cell that is only read. */
export const shown = (value: string, look: BookLook): BookCell => ({ value, look });

/** The lists that choices are taken from, each in a column of a sheet of their own. */
export class ChoiceLists {
  static readonly sheet = "_lists";
  private readonly columns: (readonly string[])[] = [];
  private readonly known = new Map<string, number>();

  /** A rule that only these may be chosen. */
  ruleFor(labels: readonly string[]): BookRule {
    const key = labels.join("\n");
    const column = this.known.get(key) ?? this.columns.push(labels);
    this.known.set(key, column);
    return { kind: "list", sheet: ChoiceLists.sheet, column, count: labels.length };
  }

  /** The sheet that holds them, out of sight. */
  toSheet(): BookSheet {
    const most = Math.max(0, ...this.columns.map(({ length }) => length));
    const rows = Array.from({ length: most }, (_, row): BookRow => ({
      cells: this.columns.map((labels) => (labels[row] === undefined ? null : { value: labels[row], look: "plain", as: "text" })),
    }));
    return { name: ChoiceLists.sheet, rightToLeft: false, widths: [], rows, frozen: 0, hidden: true };
  }
}

export class PageSheet {
  readonly slots: Slot[] = [];
  private readonly rows: BookRow[] = [];
  private readonly checks = new Map<string, BookCheck & { cells: { row: number; column: number }[] }>();
  private width = WIDTHS.length;

  constructor(
    readonly key: string,
    private readonly words: SheetWords,
  ) {}

  /** The number of the row that is added next; the hidden one is the first. */
  get next(): number {
    return this.rows.length + 2;
  }

  /** Adds a row of at least so many lines; gives its number. */
  add(row: Row, least = 1): number {
    const number = this.next;
    const last = Math.max(...Object.keys(row).map(Number), 1);
    this.width = Math.max(this.width, last);
    const cells = Array.from({ length: last }, (_, index): BookCell | null => (index === 0 ? shown(String(number), "plain") : (row[index + 1] ?? null)));
    this.rows.push({ cells, height: Math.max(heightOfLines(least), heightOf(cells, widthsOf(last))) });
    return number;
  }

  /** Remembers what a cell holds. */
  remember({ question, row, revision }: FillableQuestion, name: string, detail: SlotDetail, at: { row: number; column: number } | null): void {
    const cell = at ? columnName(at.column) + at.row : "";
    this.slots.push({ sheet: this.key, cell, question: question.code, row, revision: String(revision), name, detail });
  }

  /** What may be typed in a cell. */
  check(rule: BookRule, cell: { row: number; column: number }): void {
    const key = JSON.stringify(rule);
    const known = this.checks.get(key);
    if (known) known.cells.push(cell);
    else this.checks.set(key, { rule, ...this.messageOf(rule), cells: [cell] });
  }

  private messageOf(rule: BookRule): Pick<BookCheck, "strict" | "title" | "text"> {
    const { say, explain } = this.words;
    const title = say("sheets:check.title");
    switch (rule.kind) {
      case "list":
        return { strict: true, title, text: say("sheets:check.list") };
      case "number": {
        const limits = [
          rule.min === null ? [] : explain("template.limit.min", { value: rule.min }),
          rule.max === null ? [] : explain("template.limit.max", { value: rule.max }),
        ];
        return { strict: true, title, text: [say(rule.whole ? "sheets:check.whole" : "sheets:check.number"), ...limits.flat()].join(" · ") };
      }
      case "day":
        return { strict: true, title, text: say("sheets:check.day") };
      case "length":
        return { strict: false, title, text: `${explain("template.limit.characters", { count: rule.max })} · ${say("sheets:check.length")}` };
    }
  }

  /** The sheet, under the name it is given. */
  toSheet(name: string, rightToLeft: boolean): BookSheet {
    const letters = Array.from({ length: this.width }, (_, index) => shown(index === 0 ? this.key : columnName(index + 1), "plain"));
    return {
      name,
      rightToLeft,
      widths: widthsOf(this.width),
      rows: [{ cells: letters, hidden: true }, ...this.rows],
      frozen: FROZEN,
      locked: true,
      checks: [...this.checks.values()],
    };
  }
}
