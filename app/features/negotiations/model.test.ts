import { expect, test } from "vitest";
import { canBecome, isOpen, movesFrom, STATES } from "./model";

test("every move of a proposal, by whom, and no other", () => {
  const moves = (by: "desk" | "proponents") => STATES.flatMap((from) => STATES.flatMap((to) => (canBecome(from, to, by) ? [`${from} > ${to}`] : [])));
  expect(moves("desk")).toEqual([
    "proposed > ad_referendum",
    "proposed > agreed",
    "proposed > not_agreed",
    "ad_referendum > proposed",
    "ad_referendum > agreed",
    "ad_referendum > not_agreed",
    "agreed > proposed",
    "not_agreed > proposed",
  ]);
  expect(moves("proponents")).toEqual(["proposed > withdrawn", "ad_referendum > withdrawn"]);
  expect(movesFrom("withdrawn")).toEqual([]);
  expect(STATES.filter(isOpen)).toEqual(["proposed", "ad_referendum"]);
});
