import type { Book } from "~/lib/book";
import { MAX_PAPER_BYTES } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { pdfOf } from "~/platform/pdf/pdf.server";
import { bytesOfBook } from "~/platform/sheets/book.server";
import { wordOf } from "~/platform/word/word.server";
import { PAPER_TYPES, type Handout, type PageFormat, type Pages, type PaperFile, type PaperFormat } from "../model";

type Bytes = Result<Uint8Array, Refusal>;

/** A handout as a file in a format. Refuses `paper.too_large` and `paper.busy`. */
export const fileOf = async (handout: Handout, format: PaperFormat): Promise<Result<PaperFile, Refusal>> =>
  format === "xlsx" ? named(handout, format, await sheetsOf(handout.book())) : fileOfPages(handout, format);

/** Pages as a file in a format. Refuses `paper.too_large` and `paper.busy`. */
export const fileOfPages = async (pages: Pages, format: PageFormat): Promise<Result<PaperFile, Refusal>> =>
  named(pages, format, await { pdf: pdfOf, docx: wordOf }[format](pages.paper()));

const named = ({ name }: Pages, format: PaperFormat, bytes: Bytes): Result<PaperFile, Refusal> =>
  bytes.ok ? ok({ name: `${name}.${format}`, type: PAPER_TYPES[format], bytes: bytes.value }) : bytes;

async function sheetsOf(book: Book): Promise<Bytes> {
  const cells = book.sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const length = cells.reduce((sum, cell) => sum + (typeof cell?.value === "string" ? cell.value.length : 0), 0);
  return length > MAX_PAPER_BYTES ? refuse({ code: "paper.too_large" }) : ok(await bytesOfBook(book));
}
