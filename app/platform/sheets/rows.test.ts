import { expect, test } from "vitest";
import type { Book } from "~/lib/book";
import { bytesOfBook } from "./book.server";
import { readTable } from "./rows.server";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const book = (rows: (string | number | null)[][]): Book => ({
  title: "",
  made: new Date("2026-11-20T00:00:00Z"),
  sheets: [
    {
      name: "People",
      rightToLeft: false,
      widths: [10],
      frozen: 0,
      rows: rows.map((cells) => ({ cells: cells.map((value) => (value === null ? null : { value, look: "plain" as const })) })),
    },
  ],
});
const LINES = [
  { line: 1, cells: ["e-mail", "party"] },
  { line: 2, cells: ["a@example.org", "Côte d’Ivoire"] },
];

test.each([
  ["commas", "e-mail,party\r\na@example.org,Côte d’Ivoire\r\n"],
  ["semicolons and a byte order mark", "\ufeffe-mail;party\na@example.org;Côte d’Ivoire"],
  ["tabs", "e-mail\tparty\na@example.org\tCôte d’Ivoire\n"],
  ["quotation marks and spaces", '"e-mail" , "party"\n  a@example.org ,"Côte d’Ivoire"\n'],
])("a table in CSV is read with %s", async (_, text) => {
  expect(await readTable(bytes(text))).toEqual({ ok: true, value: LINES });
});

test("a sign inside of quotation marks does not part cells, and lines keep their numbers over empty ones and line ends in cells", async () => {
  const read = await readTable(bytes('"e-mail, or so";party\n\n"a\nb";CHE\nc;FRA\n'));
  expect(read).toEqual({
    ok: true,
    value: [
      { line: 1, cells: ["e-mail, or so", "party"] },
      { line: 4, cells: ["a\nb", "CHE"] },
      { line: 5, cells: ["c", "FRA"] },
    ],
  });
});

test("the first sheet of a workbook is read the same way", async () => {
  expect(await readTable(await bytesOfBook(book([["e-mail", "party"], [], ["a@example.org", "Côte d’Ivoire"], [null, 7]])))).toEqual({
    ok: true,
    value: [LINES[0], { ...LINES[1], line: 3 }, { line: 4, cells: ["", "7"] }],
  });
});

test("what a spreadsheet would run as a formula is no text", async () => {
  const read = await readTable(bytes('e-mail,party\n=1+1,CHE\n"@SUM(A1)",\uff1dcmd\n'));
  expect(read).toMatchObject({ ok: true, value: [{}, { cells: [null, "CHE"] }, { cells: [null, null] }] });
});

test.each([
  ["not_utf8", new Uint8Array([0x65, 0x2c, 0xe9, 0x0a])],
  ["not_a_table", bytes("a,b\u0000\n")],
  ["not_a_table", bytes('a,"b\nc,d')],
  ["empty", bytes("\n\n ; \n")],
  ["empty", new Uint8Array()],
  ["too_large", bytes("a\n".repeat(5_001))],
  ["too_large", bytes(`${"a,".repeat(60)}b\n`)],
  ["damaged", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])],
] as const)("a file that is %s is refused", async (fault, given) => {
  expect(await readTable(given)).toEqual({ ok: false, error: fault });
});
