import { expect, test } from "vitest";
import { foldUndone, UNDONE, type ChainEvent } from "./trail";

const event = (id: string, type: string, bulk: string | null = null): ChainEvent => ({ id, type, bulk, at: id, actor: "A", reason: null, officer: null });

test("an act and its undoing are one line; what was not undone, and what was done by hand, stands as it is", () => {
  const told = foldUndone([
    event("1", "report.submitted"),
    event("2", "submission.acknowledged", "x"),
    event("3", UNDONE, "x"),
    event("4", "submission.acknowledged"),
    event("5", "submission.under_review", "y"),
  ]);
  expect(told.map(({ id, undone }) => [id, undone?.map((one) => one.id)])).toEqual([
    ["1", undefined],
    ["3", ["2"]],
    ["4", undefined],
    ["5", undefined],
  ]);
});
