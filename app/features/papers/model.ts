import type { Book } from "~/lib/book";
import type { Paper } from "~/lib/paper";

/** The formats papers are written in. */
export const PAPER_FORMATS = ["pdf", "docx", "xlsx"] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** Media types of these. */
export const PAPER_TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<PaperFormat, string>;

/** What is given out: pages to read and print, or the same as a workbook. Each is made when it is asked for; a file is called `name`. */
export type Handout = { name: string; paper: () => Paper; book: () => Book };

/** A handout as a file. */
export type PaperFile = { name: string; type: string; bytes: Uint8Array };

/** Every expected refusal of papers, with its HTTP status. */
export const paperRefusals = { "paper.too_large": 413, "paper.busy": 503 } as const;
