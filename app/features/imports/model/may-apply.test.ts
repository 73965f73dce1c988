import { expect, test } from "vitest";
import type { Condition } from "~/features/templates/schema";
import { mayApply } from "./may-apply";

const answer: Condition = { question: "C1", in: ["yes"] };
const ldc: Condition = { group: ["LDC"] };

test.each<[string, Condition | undefined, readonly string[] | null, boolean]>([
  ["nothing is asked", undefined, [], true],
  ["an answer may change", answer, [], true],
  ["so may its opposite", { not: answer }, [], true],
  ["a group the party is in", ldc, ["LDC"], true],
  ["a group the party is not in", ldc, ["SIDS"], false],
  ["no party is known", ldc, null, true],
  ["one part of all fails for good", { all: [answer, ldc] }, [], false],
  ["all parts may hold", { all: [answer, ldc] }, ["LDC"], true],
  ["any part may hold", { any: [ldc, answer] }, [], true],
  ["no part of any can", { any: [ldc, { group: ["SIDS"] }] }, [], false],
  ["the opposite of what holds for good", { not: ldc }, ["LDC"], false],
  ["the opposite of what never holds", { not: ldc }, [], true],
])("%s", (_, condition, groups, expected) => {
  expect(mayApply(condition, groups)).toBe(expected);
});
