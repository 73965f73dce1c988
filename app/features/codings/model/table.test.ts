import { expect, test } from "vitest";
import { guarded, lineOf } from "./table";

const of = (party: string, ...keys: string[]) => ({ id: `${party}${keys.join("")}`, party, keys });

test("parties and answers are counted in all and under each key", () => {
  expect(lineOf([of("a", "x"), of("a", "x"), of("b", "x", "y")], ["x", "y", "z"])).toEqual({
    total: { parties: 2, answers: 3 },
    cells: [
      { parties: 2, answers: 3 },
      { parties: 1, answers: 1 },
      { parties: 0, answers: 0 },
    ],
  });
});

test("small numbers stay at the desk, and with them the sum that would tell them", () => {
  const many = { parties: 5, answers: 9 };
  const few = { parties: 4, answers: 9 };
  const none = { parties: 0, answers: 0 };
  expect(guarded({ total: { parties: 9, answers: 18 }, cells: [many, few, none] })).toEqual({ total: null, cells: [many, null, none] });
  expect(guarded({ total: many, cells: [many, none] })).toEqual({ total: many, cells: [many, none] });
  expect(guarded({ total: few, cells: [none] })).toEqual({ total: null, cells: [none] });
});
