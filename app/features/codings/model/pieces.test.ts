import { expect, test } from "vitest";
import { piecesOf } from "./pieces";

test("a sentence is cut where marks begin and end, and nothing of it is lost", () => {
  const text = "Before. Rural schools first. After.";
  const marks = [
    { number: 1, start: 8, end: 21 },
    { number: 2, start: 14, end: 40 },
    { number: 3, start: 0, end: 8 },
  ];
  const pieces = piecesOf(text, { start: 8, end: 28 }, marks);
  expect(pieces).toEqual([
    { text: "Rural ", marks: [1], ends: [] },
    { text: "schools", marks: [1, 2], ends: [1] },
    { text: " first.", marks: [2], ends: [2] },
  ]);
  expect(piecesOf(text, { start: 28, end: 35 }, [])).toEqual([{ text: " After.", marks: [], ends: [] }]);
});
