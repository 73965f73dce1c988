import { expect, test } from "vitest";
import type { FrozenParagraph, VersionContent } from "../model";
import { readTogether, tracesOf } from "./traces";

const paragraph = (number: string, ...sentences: string[][]): FrozenParagraph => ({
  id: `p${number}`,
  number,
  text: "",
  sentences: sentences.map((hashes) => ({ text: "", mark: "tied", evidence: hashes.map((hash) => ({ hash }) as never) })),
});
const content: VersionContent = {
  title: "",
  language: "en",
  chapters: [
    { id: "c1", number: "I", source: "", title: "", paragraphs: [paragraph("1", ["a", "b"], ["a"]), paragraph("2", [])] },
    { id: "c2", number: "II", source: "", title: "", paragraphs: [paragraph("3", ["a"])] },
  ],
  aside: [{ submission: "s", question: "B3", row: "", symbol: "X", hash: "c", reason: "Counted." }],
  waiver: null,
};

test("an answer went into each paragraph that cites it once, in the order of the text, or was set aside", () => {
  const traces = Object.fromEntries(tracesOf(content).map(({ hash, paragraphs, reason }) => [hash, [paragraphs.map(({ number }) => number), reason]]));
  expect(traces).toEqual({ a: [["1", "3"], ""], b: [["1"], ""], c: [[], "Counted."] });
  expect(tracesOf(content).find(({ hash }) => hash === "b")!.paragraphs).toEqual([{ id: "p1", number: "1" }]);
});

test("what a version left unread for one reason is read together, behind what it says of each", () => {
  const trace = (question: string, waived: boolean, more: { revision?: number; reason?: string } = {}) => ({
    ...{ question, waived, document: "Draft", stage: "revision" as const, revision: 1, reason: "In time." },
    ...more,
  });
  const traces = [trace("A2", true), trace("B1", false), trace("C1", true), trace("C2", true, { reason: "Late." }), trace("A2", true, { revision: 2 })];
  expect(readTogether(traces).map((group) => group.map(({ question, revision }) => `${question} in ${revision}`))).toEqual([
    ["B1 in 1"],
    ["A2 in 1", "C1 in 1"],
    ["C2 in 1"],
    ["A2 in 2"],
  ]);
});
