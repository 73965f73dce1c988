/** The formats papers are written in. */
export const PAPER_FORMATS = ["pdf", "docx"] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** Media types of these. */
export const PAPER_TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const satisfies Record<PaperFormat, string>;

/** A paper as a file. */
export type PaperFile = { name: string; type: string; bytes: Uint8Array };

/** Every expected refusal of papers, with its HTTP status. */
export const paperRefusals = { "paper.too_large": 413, "paper.busy": 503 } as const;
