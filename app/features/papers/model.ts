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

/** What a compilation on paper gives of an answer: its own words, their translation where there is one, or both. */
export const ANSWER_TEXTS = ["original", "translation", "both"] as const;
export type AnswerText = (typeof ANSWER_TEXTS)[number];

/** Those with pages. */
export const PAGE_FORMATS = ["pdf", "docx"] as const satisfies readonly PaperFormat[];
export type PageFormat = (typeof PAGE_FORMATS)[number];

/** A frozen version of a document is given out in these; in Akoma Ntoso as `xml`. */
export const VERSION_FORMATS = ["docx", "pdf", "html", "xml", "json"] as const;
export type VersionFormat = (typeof VERSION_FORMATS)[number];

/** What is proposed for a published draft is given out in these, as a text with brackets or as one of what was agreed. */
export const PROPOSALS_FORMATS = ["docx", "pdf", "json"] as const satisfies readonly VersionFormat[];
export type ProposalsFormat = (typeof PROPOSALS_FORMATS)[number];
export const PROPOSALS_VIEWS = ["brackets", "clean"] as const;
export type ProposalsView = (typeof PROPOSALS_VIEWS)[number];

/** Media types of these. */
export const VERSION_TYPES = {
  docx: PAPER_TYPES.docx,
  pdf: PAPER_TYPES.pdf,
  html: "text/html; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  json: "application/json",
} as const satisfies Record<VersionFormat, string>;

/** Pages to read and print, made when they are asked for; a file is called `name`. */
export type Pages = { name: string; paper: () => Paper };
/** What is given out: pages, or the same as a workbook. */
export type Handout = Pages & { book: () => Book };

/** The most reports one document holds, and the most one names in a list. */
export const MAX_SELECTED = 50;
export const MAX_LISTED = 1_000;

/** A handout as a file. */
export type PaperFile = { name: string; type: string; bytes: Uint8Array };

/** Every expected refusal of papers, with its HTTP status. */
export const paperRefusals = { "paper.too_large": 413, "paper.busy": 503 } as const;

/** An extract over all questions that is more than a paper holds. */
export const extractRefusals = { "paper.extract_too_large": 413 } as const;

/** Those of lists besides: more or nothing found, and a status board without a cycle. */
export const listRefusals = { "paper.too_many": 413, "paper.nothing_found": 404, "paper.no_cycle": 404 } as const;
