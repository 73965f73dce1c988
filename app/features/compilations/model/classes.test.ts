import fc from "fast-check";
import { expect, test } from "vitest";
import { classesOf, classKey, medianOf, readClassKey, standsInClass } from "./classes";

test("classes are of a round width, or powers of ten where the largest are far away", () => {
  expect(classesOf([])).toEqual([]);
  expect(classesOf([3])).toEqual([{ from: 3, to: 4 }]);
  expect(classesOf([2019, 2020, 2025])).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025].map((from) => ({ from, to: from + 1 })));
  expect(classesOf([4, 52, 98]).map(({ from }) => from)).toEqual([0, 20, 40, 60, 80]);
  expect(classesOf([0.1, 0.35]).map(({ from }) => from)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
  expect(classesOf([3, 40, 50, 90_000])).toEqual([
    { from: 1, to: 10 },
    { from: 10, to: 100 },
    { from: 100, to: 1_000 },
    { from: 1_000, to: 10_000 },
    { from: 10_000, to: 100_000 },
  ]);
});

test("every number stands in just one class, and there are few of them", () => {
  const thousandth = fc.integer({ min: -1_000_000_000, max: 1_000_000_000_000 }).map((one) => one / 1_000);
  fc.assert(
    fc.property(fc.array(fc.oneof(thousandth, fc.integer({ min: 0, max: 60 })), { minLength: 1, maxLength: 30 }), (numbers) => {
      const classes = classesOf(numbers);
      expect(classes.length).toBeLessThanOrEqual(12);
      for (const one of numbers) expect(classes.filter((each) => standsInClass(one, each))).toHaveLength(1);
    }),
    { numRuns: 1000 },
  );
});

test("a class is named in an address, whatever its numbers are of", () => {
  const within = { from: -0.5, to: 1e21 };
  for (const of of ["@", "I1@%", "@Mbit/s @ peak"]) {
    expect(readClassKey(classKey(of, within))).toEqual({ of, within });
    expect(readClassKey(of)).toEqual({ of, within: null });
  }
});

test("the middle of an even count is between the two in the middle", () => {
  expect([medianOf([]), medianOf([3]), medianOf([10, 2]), medianOf([10, 2, 3])]).toEqual([null, 3, 6, 3]);
});
