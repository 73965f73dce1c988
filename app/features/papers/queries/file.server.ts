import type { Paper } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import { pdfOf } from "~/platform/pdf/pdf.server";
import { wordOf } from "~/platform/word/word.server";
import { PAPER_TYPES, type PaperFile, type PaperFormat } from "../model";

/** A paper as a file in a format. Refuses `paper.too_large` and `paper.busy`. */
export async function fileOf(paper: Paper, format: PaperFormat): Promise<Result<PaperFile, Refusal>> {
  const bytes = format === "pdf" ? await pdfOf(paper) : await wordOf(paper);
  return bytes.ok ? ok({ name: `${paper.name}.${format}`, type: PAPER_TYPES[format], bytes: bytes.value }) : bytes;
}
