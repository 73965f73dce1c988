import { expect, test } from "vitest";
import { countSentences, findQuote, markOf, nextBare, orphansOf, type Paragraph, type Tie } from "./model";

const tie = (kind: Tie["kind"], at: number | null): Tie => ({
  id: `${kind} ${at}`,
  kind,
  at,
  sentence: "",
  tied: "",
  submission: "",
  question: "B1",
  row: "",
  current: true,
  hash: "",
  place: "",
  quote: "",
  start: 0,
  end: 0,
});
const paragraph = (id: string, sentences: number, ties: Tie[] = []): Paragraph => ({
  id,
  frozen: "",
  text: "",
  revision: 1,
  agreed: false,
  hash: "",
  sentences: Array.from({ length: sentences }, (_, index) => `${id} ${index}`),
  ties,
});
const draft = {
  chapters: [
    {
      id: "one",
      source: "",
      title: "",
      paragraphs: [paragraph("a", 3, [tie("editorial", 0), tie("evidence", 0), tie("editorial", 1), tie("evidence", null)])],
    },
    { id: "two", source: "", title: "", paragraphs: [paragraph("b", 2, [tie("evidence", 0)])] },
  ],
  lost: [tie("evidence", null)],
};

test("a sentence rests on evidence before all; orphans are counted, those of deleted paragraphs too", () => {
  expect(markOf(draft.chapters[0]!.paragraphs[0]!, 0)).toBe("tied");
  expect(countSentences(draft)).toEqual({ tied: 2, editorial: 1, neither: 2, orphans: 2 });
  expect(orphansOf(draft)).toHaveLength(2);
});

test("the next sentence that rests on nothing is found in order, from the beginning again at the end", () => {
  expect(nextBare(draft, null)).toEqual({ paragraph: "a", at: 2 });
  expect(nextBare(draft, { paragraph: "a", at: 2 })).toEqual({ paragraph: "b", at: 1 });
  expect(nextBare(draft, { paragraph: "b", at: 1 })).toEqual({ paragraph: "a", at: 2 });
  expect(nextBare({ chapters: [] }, null)).toBeNull();
});

test("a quotation is found whatever space stands between its words, and nothing in it is a pattern", () => {
  expect(findQuote("It costs 5 % (more).\nAnd more.", "5 %  (more). And")).toEqual({ quote: "5 % (more).\nAnd", start: 9, end: 24 });
  expect(findQuote("网络已经普及。", "已经普及")).toEqual({ quote: "已经普及", start: 2, end: 6 });
  expect(findQuote("abc", "a.c")).toBeNull();
  expect(findQuote("abc", " ")).toBeNull();
});
