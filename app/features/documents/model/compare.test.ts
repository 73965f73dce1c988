import { expect, test } from "vitest";
import { compareVersions } from "./compare";

const chapter = (id: string, paragraphs: [string, string, string][]) => ({
  id,
  number: "I",
  source: "",
  title: id,
  paragraphs: paragraphs.map(([of, number, text]) => ({ id: of, number, text, sentences: [] })),
});

test("two versions are compared paragraph by paragraph, word by word", () => {
  const before = {
    chapters: [
      chapter("one", [
        ["a", "1", "Access has grown."],
        ["b", "2", "成本没有下降。"],
        ["c", "3", "Gone."],
        ["d", "4", "Stays."],
      ]),
    ],
  };
  const after = {
    chapters: [
      chapter("one", [
        ["a", "1", "Access has doubled."],
        ["d", "4", "Stays."],
        ["b", "2", "成本有所下降。"],
        ["e", "4 bis", "New."],
      ]),
    ],
  };
  const [only] = compareVersions(before, after);
  expect(only!.paragraphs.map(({ id, state, before: was, after: now }) => [id, state, was, now])).toEqual([
    ["a", "changed", "1", "1"],
    ["d", "same", "4", "4"],
    ["b", "changed", "2", "2"],
    ["c", "removed", "3", ""],
    ["e", "added", "", "4 bis"],
  ]);
  expect(only!.paragraphs[2]!.changes).toContainEqual({ kind: "same", text: "成本" });
});

test("what moved to another chapter is no new text, and the fewest are said to have moved", () => {
  const before = {
    chapters: [
      chapter("one", [
        ["a", "1", "A."],
        ["b", "2", "B."],
        ["c", "3", "C."],
      ]),
      chapter("two", []),
    ],
  };
  const after = {
    chapters: [
      chapter("one", [
        ["c", "3", "C."],
        ["a", "1", "A."],
      ]),
      chapter("two", [["b", "2", "B."]]),
    ],
  };
  expect(compareVersions(before, after).flatMap(({ paragraphs }) => paragraphs.map(({ id, state }) => `${id} ${state}`))).toEqual([
    "c moved",
    "a same",
    "b moved",
  ]);
});
