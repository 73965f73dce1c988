import { expect, test } from "vitest";
import { canBecome, isOpen, movesFrom, STATES, whyNotJoined } from "./model";

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
  expect(movesFrom({ state: "withdrawn", withheld: false })).toEqual([]);
  expect(STATES.filter(isOpen)).toEqual(["proposed", "ad_referendum"]);
});

test("nobody agrees on what is withheld; it is reopened, or not agreed", () => {
  const moves = STATES.flatMap((state) => movesFrom({ state, withheld: true }).map((to) => `${state} > ${to}`));
  expect(moves).toEqual(["proposed > not_agreed", "ad_referendum > proposed", "ad_referendum > not_agreed", "agreed > proposed", "not_agreed > proposed"]);
});

test("a proposal is joined as long as it is open, without an answer, and said in the open", () => {
  const free = { disposition: "", withheld: false } as const;
  expect(STATES.filter((state) => whyNotJoined({ state, ...free }) === null)).toEqual(["proposed", "ad_referendum"]);
  expect(whyNotJoined({ state: "proposed", ...free, disposition: "noted" })).toBe("negotiation.answered");
  expect(whyNotJoined({ state: "proposed", ...free, withheld: true })).toBe("negotiation.source_withheld");
});
