import { isTooLong } from "~/features/documents/model";
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

/**
 * What is wrong at one paragraph; nothing of it is taken. `new_…`: in an area for new paragraphs; `place` is the number of the
 * chapter then. `text`: what was to be saved, where only the page still has it.
 */
export type RedraftProblem = {
  code: AreaFault | "missing" | "emptied" | "gone" | "agreed" | "unknown" | "too_long" | "new_unread" | "new_too_long" | "new_unplaced";
  place: string;
  text?: string;
};

/** Why a text cannot be saved as somebody wrote it. */
export type TextFault = "document.text_required" | "document.text_too_long";

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
  /** Of one that was sent and is shown again: whether it was ticked, and why its text was not saved. */
  ticked?: boolean;
  fault?: TextFault;
};
/** `id`: the one it is saved under, so that it is written once however often it is sent. */
export type AddedParagraph = { id: string; chapter: string; title: string; text: string; ticked?: boolean };
/** A file held against the text as it stands: what differs, what is new, how many paragraphs are the same, what could not be read. */
export type RedraftPlan = { items: RedraftItem[]; added: AddedParagraph[]; same: number; problems: RedraftProblem[] };

/** The page as it was sent: every paragraph it showed, with the text that stands there now. */
export type SentItem = Pick<RedraftItem, "paragraph" | "number" | "revision" | "standing"> & { text: string; ticked: boolean };
export type SentAdded = Pick<AddedParagraph, "id" | "chapter" | "title" | "text"> & { ticked: boolean };
export type SentPlan = { items: SentItem[]; added: SentAdded[] };

/** What is wrong with a text that is to be saved; null for nothing. */
export function faultOf(text: string): TextFault | null {
  if (text === "") return "document.text_required";
  return isTooLong(text) ? "document.text_too_long" : null;
}

/** The key of the area a paragraph is written in, and of the one for new paragraphs of a chapter. */
export const paragraphKey = (id: string): string => `paragraph/${id}`;
export const newKey = (chapter: string): string => `new/${chapter}`;
