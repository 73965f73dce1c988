import { wordsOfDocument } from "../../support/word-documents";

/** How a PDF begins. */
export const PDF_HEAD = "%PDF-";

/** The words of a Word document that was downloaded. */
export const wordsOfFile = (file: Buffer): string => wordsOfDocument(new Uint8Array(file));
