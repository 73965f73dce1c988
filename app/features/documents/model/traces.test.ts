import { expect, test } from "vitest";
import type { FrozenParagraph, VersionContent } from "../model";
import { tracesOf } from "./traces";

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
