import { expect, test } from "vitest";
import { isUuid } from "./keyset";
import { seededId, seededRandom } from "./random";

test("the same seed gives the same numbers, another one others", () => {
  const numbers = (seed: string): number[] => Array.from({ length: 100 }, seededRandom(seed).next);
  expect(numbers("a")).toEqual(numbers("a"));
  expect(numbers("a")).not.toEqual(numbers("b"));
  expect(numbers("a").every((number) => number >= 0 && number < 1)).toBe(true);
  expect(
    new Set(
      Array.from(
        { length: 1_000 },
        (
          (random) => () =>
            random.whole(1, 6)
        )(seededRandom("dice")),
      ),
    ),
  ).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test("shuffling keeps every item", () => {
  const list = Array.from({ length: 50 }, (_, index) => index);
  const shuffled = seededRandom("cards").shuffle(list);
  expect(shuffled).not.toEqual(list);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(list);
});

test("ids are of version 7, never twice, in the order of their times", () => {
  const random = seededRandom("ids");
  const ids = Array.from({ length: 500 }, (_, index) => seededId(random, new Date(1_790_000_000_000 + index)));
  expect(ids.every((id) => isUuid(id) && id[14] === "7" && "89ab".includes(id[19]!))).toBe(true);
  expect(new Set(ids).size).toBe(500);
  expect([...ids].sort()).toEqual(ids);
});
