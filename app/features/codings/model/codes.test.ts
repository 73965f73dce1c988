import { expect, test } from "vitest";
import { isInBranch, standingOf, treeOf, wordsIn, type Code } from "./codes";

const code = (id: string, more: Partial<Code> = {}): Code => ({
  id,
  parentId: null,
  names: { en: id },
  definitions: {},
  position: 0,
  revision: 1,
  retired: false,
  mergedIntoId: null,
  ...more,
});

test("the tree: by position, each before those under it; what stood under a merged code stands under the other", () => {
  const codes = [
    code("b", { position: 2 }),
    code("a", { position: 1 }),
    code("a2", { parentId: "a", position: 2 }),
    code("a1", { parentId: "a", position: 1 }),
    code("gone", { mergedIntoId: "b" }),
    code("under-gone", { parentId: "gone" }),
  ];
  expect(treeOf(codes).map(({ id, depth }) => `${depth} ${id}`)).toEqual(["0 a", "1 a1", "1 a2", "0 b", "1 under-gone"]);
  expect(isInBranch(codes, "under-gone", "b")).toBe(true);
  expect(isInBranch(codes, "a1", "a")).toBe(true);
  expect(isInBranch(codes, "a", "a")).toBe(true);
  expect(isInBranch(codes, "a", "a1")).toBe(false);
});

test("what was merged twice stands under the last", () => {
  const standing = standingOf([code("a", { mergedIntoId: "b" }), code("b", { mergedIntoId: "c" }), code("c")]);
  expect(["a", "b", "c"].map(standing)).toEqual(["c", "c", "c"]);
});

test("words in the reader's language, else English, else whatever there is", () => {
  expect(wordsIn({ en: "Access", fr: "Accès" }, "fr")).toEqual({ text: "Accès", language: "fr" });
  expect(wordsIn({ en: "Access", fr: "Accès" }, "ar")).toEqual({ text: "Access", language: "en" });
  expect(wordsIn({ ru: "Доступ" }, "zh")).toEqual({ text: "Доступ", language: "ru" });
});
