import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutFormula, type Cell } from "~/lib/table-cells";
import { MAX_CELL_LENGTH, type ReadSheet } from "~/lib/book";
import { rowsIn, sheetsIn } from "./testing";
import { unzipped } from "./unzip.server";
import { workbookOf, type WorkbookOptions } from "./workbook.server";

const options = (own: Partial<WorkbookOptions> = {}): WorkbookOptions => ({
  columns: [
    { header: "one", width: 10 },
    { header: "two", width: 20 },
  ],
  sheetName: (number) => `Sheet ${number}`,
  rightToLeft: false,
  made: new Date("2026-11-20T00:00:00Z"),
  ...own,
});

async function* batches(...rows: Cell[][]): AsyncGenerator<Cell[][]> {
  for (const row of rows) yield await Promise.resolve([row]);
}

async function read(rows: AsyncIterable<Cell[][]>, own: Partial<WorkbookOptions> = {}): Promise<ReadSheet[]> {
  return sheetsIn(await buffer(workbookOf(rows, options(own))));
}

test("numbers are numbers, days are days, ticks are ticks, and a text is a text", async () => {
  const day = new Date("2025-03-14T00:00:00Z");
  const sheet = (await read(batches([-12.5, { at: day, show: "day" }], [true, "=1+1"], [null, "-5"])))[0]!;
  expect(rowsIn(sheet)).toEqual([
    ["one", "two"],
    [-12.5, day],
    [true, "'=1+1"],
    [null, "'-5"],
  ]);
  expect(sheet.cells.get("B2")).toMatchObject({ kind: "moment", at: day });
  expect(sheet.cells.get("A2")).toEqual({ kind: "number", number: -12.5, shown: "plain" });
  expect([sheet.rightToLeft, (await read(batches(), { rightToLeft: true }))[0]!.rightToLeft]).toEqual([false, true]);
});

test("no text becomes a formula and none is lost, in any script", async () => {
  const texts = fc.sample(fc.tuple(fc.constantFrom("", "=", "+", "-", "@", "＝", " =", "\t", "\n"), fc.string({ unit: "grapheme" })), {
    numRuns: 300,
    seed: 7,
  });
  const written = texts.map((parts) => parts.join("").replace(/[^\P{Cc}\t\n]/gu, "")).filter((text) => text.trim() !== "");
  const sheet = (await read(batches(...written.map((text) => [text, 1]))))[0]!;
  for (const [index, text] of written.entries()) expect(sheet.cells.get(`A${index + 2}`)).toEqual({ kind: "text", text: withoutFormula(text) });
});

test("a full sheet is followed by another, each with its head", async () => {
  const workbook = await read(batches(["a", 1], ["b", 2], ["c", 3]), { maxRows: 3 });
  expect(workbook.map(({ name }) => name)).toEqual(["Sheet 1", "Sheet 2"]);
  expect(workbook.map(rowsIn)).toEqual([
    [
      ["one", "two"],
      ["a", 1],
      ["b", 2],
    ],
    [
      ["one", "two"],
      ["c", 3],
    ],
  ]);
});

test("a text Excel would cut is an error, not a shorter text; one that just fits is whole", async () => {
  const fits = "x".repeat(MAX_CELL_LENGTH);
  expect((await read(batches([fits, 1])))[0]!.cells.get("A2")).toEqual({ kind: "text", text: fits });
  await expect(read(batches([`${fits}y`, 1]))).rejects.toThrow("does not fit");
});

test("what XML cannot say is said as Excel says it", async () => {
  const made = await buffer(workbookOf(batches(["a\u0001b\r\nc", "_x0041_"]), options()));
  const written = (await unzipped(made, () => true, { entries: 10, bytes: 100_000 })).get("xl/worksheets/sheet1.xml");
  for (const text of [">a_x0001_b_x000D_\nc<", ">_x005F_x0041_<"]) expect(Buffer.from(written!).toString()).toContain(text);
  expect(rowsIn((await sheetsIn(made))[0]!)[1]).toEqual(["a\u0001b\r\nc", "_x0041_"]);
});

/** Rows without an end that compress badly, counting how many were asked for and whether they were given up. */
function endless() {
  const state = { read: 0, ended: false };
  async function* rows(): AsyncGenerator<Cell[][]> {
    try {
      for (let seed = 1; ; state.read++) {
        seed = (seed * 48_271) % 2_147_483_647;
        yield await Promise.resolve([
          [Array.from({ length: 3_000 }, (_, index) => String.fromCharCode(0x4e00 + ((seed * (index + 7)) % 20_000))).join(""), seed],
        ]);
      }
    } finally {
      state.ended = true;
    }
  }
  return { state, rows: rows() };
}

test("rows are read no faster than the file is taken, and not at all once nobody takes it", { timeout: 30_000 }, async () => {
  const { state, rows } = endless();
  const chunks = workbookOf(rows, options());
  await chunks.next();
  // What the writer holds is a matter of its buffers; without a limit it would never come to rest.
  await expect.poll(() => state.read, { timeout: 5_000 }).toBeGreaterThan(0);
  for (let before = -1; before !== state.read;) {
    before = state.read;
    await new Promise((done) => setTimeout(done, 300));
  }
  expect(state.read).toBeLessThan(1_000);
  await chunks.return(undefined);
  expect(state.ended).toBe(true);
});

test("what fails while rows are read fails the file", async () => {
  async function* broken(): AsyncGenerator<Cell[][]> {
    yield await Promise.resolve([["a", 1]]);
    throw new Error("the database is away");
  }
  await expect(read(broken())).rejects.toThrow("the database is away");
});
