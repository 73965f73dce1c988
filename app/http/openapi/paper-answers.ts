import { paperRefusals, PAPER_TYPES } from "~/features/papers/model";
import { FILE_TYPES } from "~/features/imports/model";
import type { Call } from "./call";

/** What every call that makes a document answers. */
export const paperAnswers: Call["answers"] = {
  200: {
    says: "The document, as a download: PDF (tagged, PDF/UA-1), Word or Excel.",
    types: Object.values(PAPER_TYPES),
    headers: { "Content-Disposition": "The name of the file." },
  },
};

/** How it may be refused. */
export const PAPER_REFUSALS: readonly string[] = Object.keys(paperRefusals);

/** What every call that makes a form to fill in answers. */
export const formAnswers: Call["answers"] = {
  200: {
    says: "The form, as a download: a Word document or an Excel workbook.",
    types: Object.values(FILE_TYPES),
    headers: { "Content-Disposition": "The name of the file." },
  },
};
