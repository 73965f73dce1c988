import { LANGUAGES, SOURCE_LANGUAGE, type Language } from "~/lib/languages";

/** Words by language; not all of them need be there. */
export type Words = Partial<Record<Language, string>>;
/** A code as it is kept. */
export type Code = {
  id: string;
  parentId: string | null;
  names: Words;
  definitions: Words;
  position: number;
  revision: number;
  retired: boolean;
  mergedIntoId: string | null;
};
/** A code with the words its reader gets, and the languages these are in. */
export type NamedCode = Code & { name: string; language: Language; definition: string; definitionLanguage: Language };

/** The words in a language, else in English, else in the first there is; and in which. */
export function wordsIn(words: Words, language: Language): { text: string; language: Language } {
  const found = ([language, SOURCE_LANGUAGE, ...LANGUAGES] as const).find((one) => words[one]) ?? language;
  return { text: words[found] ?? "", language: found };
}

/** Under which code something stands now: what was merged leads on. */
export function standingOf(codes: readonly Code[]): (id: string) => string {
  const into = new Map(codes.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
  return (id) => {
    let found = id;
    for (let next = into.get(found); next; next = into.get(found)) found = next;
    return found;
  };
}

const byPlace = (one: Code, other: Code): number => one.position - other.position || (one.id < other.id ? -1 : 1);

/** The codes that were not merged, each before those under it. What stood under a merged code stands under the other one. */
export function treeOf<C extends Code>(codes: readonly C[]): (C & { depth: number })[] {
  const standing = standingOf(codes);
  const shown = codes.filter(({ mergedIntoId }) => mergedIntoId === null).sort(byPlace);
  const branch = (parent: string | null, depth: number): (C & { depth: number })[] =>
    shown.filter(({ parentId }) => (parentId && standing(parentId)) === parent).flatMap((code) => [{ ...code, depth }, ...branch(code.id, depth + 1)]);
  return branch(null, 0);
}

/** Whether a code is another one or stands under it. */
export function isInBranch(codes: readonly Code[], id: string, branch: string): boolean {
  const standing = standingOf(codes);
  const parents = new Map(codes.map((code) => [code.id, code.parentId]));
  for (let at: string | null = standing(id); at; at = parents.get(at) ? standing(parents.get(at)!) : null) if (at === branch) return true;
  return false;
}
