import { diffWords, type Change } from "~/lib/diff";
import type { FrozenChapter, FrozenParagraph, VersionContent } from "../model";

/** A paragraph of two versions. `before`, `after`: its numbers; "" where a version has none. */
export type ComparedParagraph = { id: string; state: "same" | "changed" | "moved" | "added" | "removed"; before: string; after: string; changes: Change[] };
export type ComparedChapter = { id: string; number: string; title: string; paragraphs: ComparedParagraph[] };

type Placed = FrozenParagraph & { chapter: string; place: number };
const placed = ({ chapters }: Pick<VersionContent, "chapters">): Placed[] =>
  chapters.flatMap(({ id, paragraphs }) => paragraphs.map((paragraph, place) => ({ ...paragraph, chapter: id, place })));

/**
 * Two versions beside each other, word by word in any script: in the order of the later one, with what it has no more
 * after what stood before it. A paragraph is known by its id, wherever it stands.
 */
export function compareVersions(before: Pick<VersionContent, "chapters">, after: Pick<VersionContent, "chapters">): ComparedChapter[] {
  const [old, now] = [placed(before), placed(after)];
  const earlier = new Map(old.map((paragraph) => [paragraph.id, paragraph]));
  const standing = new Set(now.map(({ id }) => id));
  // In the order both have in common, what moved is what does not rise.
  const ranks = new Map(old.filter(({ id }) => standing.has(id)).map(({ id }, rank) => [id, rank]));
  const inOrder = new Set(rising(now.flatMap(({ id }) => (ranks.has(id) ? [{ id, rank: ranks.get(id)! }] : []))));
  const compared = (paragraph: Placed): ComparedParagraph => {
    const was = earlier.get(paragraph.id);
    if (!was) return { id: paragraph.id, state: "added", before: "", after: paragraph.number, changes: diffWords("", paragraph.text) };
    const moved = was.chapter !== paragraph.chapter || !inOrder.has(paragraph.id);
    const state = was.text !== paragraph.text ? "changed" : moved ? "moved" : "same";
    return { id: paragraph.id, state, before: was.number, after: paragraph.number, changes: diffWords(was.text, paragraph.text) };
  };
  const removed = ({ id, number, text }: Placed): ComparedParagraph => ({ id, state: "removed", before: number, after: "", changes: diffWords(text, "") });
  const chapterOf = ({ id, number, title }: FrozenChapter): ComparedChapter => {
    const paragraphs = now.filter(({ chapter }) => chapter === id).map(compared);
    for (const gone of old.filter((paragraph) => paragraph.chapter === id && !standing.has(paragraph.id))) {
      const neighbour = old.filter(({ chapter, place }) => chapter === id && place < gone.place).at(-1);
      paragraphs.splice(neighbour ? paragraphs.findIndex((paragraph) => paragraph.id === neighbour.id) + 1 : 0, 0, removed(gone));
    }
    return { id, number, title, paragraphs };
  };
  const kept = new Set(after.chapters.map(({ id }) => id));
  return [...after.chapters, ...before.chapters.filter(({ id }) => !kept.has(id))].map(chapterOf);
}

/** The longest run that keeps its order: the fewest are said to have moved. */
function rising(list: readonly { id: string; rank: number }[]): string[] {
  const best: { length: number; before: number }[] = [];
  list.forEach(({ rank }, index) => {
    let [length, before] = [1, -1];
    for (let other = 0; other < index; other++)
      if (list[other]!.rank < rank && best[other]!.length + 1 > length) [length, before] = [best[other]!.length + 1, other];
    best.push({ length, before });
  });
  const run: string[] = [];
  for (let at = best.reduce((top, { length }, index) => (length > (best[top]?.length ?? 0) ? index : top), -1); at >= 0; at = best[at]!.before)
    run.unshift(list[at]!.id);
  return run;
}
