import type { Book } from "~/lib/book";
import { MAX_PAPER_BYTES } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { pdfOf } from "~/platform/pdf/pdf.server";
import { bytesOfBook } from "~/platform/sheets/book.server";
import { wordOf } from "~/platform/word/word.server";
import { PAPER_TYPES, type Handout, type PaperFile, type PaperFormat } from "../model";

/** A handout as a file in a format. Refuses `paper.too_large` and `paper.busy`. */
export async function fileOf({ name, paper, book }: Handout, format: PaperFormat): Promise<Result<PaperFile, Refusal>> {
  const bytes = await { pdf: () => pdfOf(paper()), docx: () => wordOf(paper()), xlsx: () => sheetsOf(book()) }[format]();
  return bytes.ok ? ok({ name: `${name}.${format}`, type: PAPER_TYPES[format], bytes: bytes.value }) : bytes;
}

async function sheetsOf(book: Book): Promise<Result<Uint8Array, Refusal>> {
  const cells = book.sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const length = cells.reduce((sum, cell) => sum + (typeof cell?.value === "string" ? cell.value.length : 0), 0);
  return length > MAX_PAPER_BYTES ? refuse({ code: "paper.too_large" }) : ok(await bytesOfBook(book));
}
