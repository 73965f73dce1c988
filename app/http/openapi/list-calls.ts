import { MAX_SELECTED, PAGE_FORMATS, PAPER_TYPES } from "~/features/papers/model";
import { selectionQuery } from "../api-query";
import { boardQuery } from "../board-query";
import type { Call } from "./call";
import { paperAnswers, PAPER_REFUSALS } from "./paper-answers";

/** Documents of lists, described. */
export const listCalls: readonly Call[] = [
  {
    id: "exportSelection",
    method: "get",
    path: "/submissions/export",
    tag: "Submissions",
    does: "The published submissions found, in one document to print or to edit",
    more: `A list of them, then each as its own document shows it: answers in the original language, without contacts and confidential answers. At most ${MAX_SELECTED}; the answers of more are given by \`/export\`.`,
    query: selectionQuery,
    answers: {
      200: {
        says: "The document, as a download: PDF (tagged, PDF/UA-1) or Word.",
        types: PAGE_FORMATS.map((format) => PAPER_TYPES[format]),
        headers: { "Content-Disposition": "The name of the file." },
      },
    },
    refusals: ["request.invalid", "paper.nothing_found", "paper.too_many", ...PAPER_REFUSALS],
  },
  {
    id: "exportStatus",
    method: "get",
    path: "/status/export",
    tag: "Submissions",
    does: "Who has reported in the open cycle, as a document to print, to edit or to sort",
    more: "What the public page of the status shows: drafts and recalled versions count as nothing, stakeholders are named once their contribution is published.",
    query: boardQuery,
    answers: paperAnswers,
    refusals: ["request.invalid", "paper.no_cycle", "paper.too_many", ...PAPER_REFUSALS],
  },
];
