import { expect, it } from "vitest";
import { newsIn } from "./live";

const saved = (paragraph: string, revision: number, by = "Bao") => ({ paragraph, revision, by });

it("what was heard is news where the page does not show it, each paragraph once, as it was saved last", () => {
  const heard = [saved("a", 2), saved("b", 1), saved("c", 1), saved("a", 3, "Carlos")];
  expect(newsIn(heard, { a: 2, b: 1 })).toEqual([saved("c", 1), saved("a", 3, "Carlos")]);
  expect(newsIn(heard, { a: 3, b: 1, c: 4 })).toEqual([]);
});

it("names the latest five", () => {
  const heard = Array.from({ length: 9 }, (_, index) => saved(`p${index}`, 2));
  expect(newsIn(heard, {}).map(({ paragraph }) => paragraph)).toEqual(["p4", "p5", "p6", "p7", "p8"]);
});
