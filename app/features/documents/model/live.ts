/** What a page of a document hears while it is open. */

/** A paragraph as somebody else saved it last. */
export type SavedText = { paragraph: string; revision: number; by: string };

/** Somebody else who has the document open, and the paragraph they are writing; null for none. */
export type Reader = { name: string; paragraph: string | null };

/** More of what was changed nobody reads before looking. */
const MOST_NEWS = 5;

/** What was heard that the page does not show yet, the latest last; `shown`: the revisions of its paragraphs. */
export function newsIn(heard: readonly SavedText[], shown: Readonly<Record<string, number>>): SavedText[] {
  const latest = new Map<string, SavedText>();
  for (const saved of heard) {
    latest.delete(saved.paragraph);
    latest.set(saved.paragraph, saved);
  }
  return [...latest.values()].filter(({ paragraph, revision }) => revision > (shown[paragraph] ?? 0)).slice(-MOST_NEWS);
}
