import type { Proposed } from "~/features/negotiations/model/wording";
import type { AreaFault } from "~/lib/form-document";
import type { Language } from "~/lib/languages";

/** The text of a document taken away as a Word file, written on outside of the portal, and brought back. */

/** Every expected refusal of redrafts, with its HTTP status; files that are not read at all are refused as imports are. */
export const redraftRefusals = { "redraft.other_document": 422 } as const;

/** A paragraph as a file was made with it: its revision, its number then, and the beginning of the hash over its text. */
export type MarkedParagraph = { id: string; revision: number; hash: string; number: string };
/** What a file says of itself, hidden in it. */
export type DraftMark = { document: string; language: Language; paragraphs: MarkedParagraph[] };

/** What is wrong at one paragraph; nothing of it is taken. */
export type RedraftProblem = { code: AreaFault | "missing" | "emptied" | "gone" | "unknown" | "too_long"; place: string };

/** A paragraph whose text in the file is another. `conflict`: the portal's went on, too. `orphans`: tied sentences that would be lost; `proposals`: those whose words would be. */
export type RedraftItem = {
  paragraph: string;
  number: string;
  revision: number;
  standing: "changed" | "conflict";
  here: string;
  there: string;
  orphans: string[];
  proposals: Proposed[];
};
export type AddedParagraph = { chapter: string; title: string; text: string };
/** A file held against the text as it stands: what differs, what is new, how many paragraphs are the same, what could not be read. */
export type RedraftPlan = { items: RedraftItem[]; added: AddedParagraph[]; same: number; problems: RedraftProblem[] };

/** The key of the area a paragraph is written in, and of the one for new paragraphs of a chapter. */
export const paragraphKey = (id: string): string => `paragraph/${id}`;
export const newKey = (chapter: string): string => `new/${chapter}`;
