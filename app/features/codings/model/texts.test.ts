import { expect, test } from "vitest";
import type { FormQuestion } from "~/features/templates/model/values";
import { isCodable, textsOf } from "./texts";

const base = { code: "B1", required: false, confidential: "never" } as const;
const long = { id: "why", kind: "long", required: false } as const;
const number = { id: "many", kind: "number", required: false } as const;
const question = (more: object) => ({ ...base, ...more }) as unknown as FormQuestion;

test("texts of each kind of answer, by their places; numbers and what is empty are none", () => {
  expect(textsOf(question({ kind: "single", field: long }), "So.")).toEqual([{ place: "", label: "", text: "So." }]);
  expect(textsOf(question({ kind: "single", field: long }), " ")).toEqual([]);
  expect(textsOf(question({ kind: "single", field: number }), 3)).toEqual([]);
  expect(textsOf(question({ kind: "group", fields: [long, number] }), { why: "So.", many: 3 }).map(({ place }) => place)).toEqual(["why"]);
  const rows = [
    { id: "r1", why: "One.", many: 1 },
    { id: "r2", why: "" },
  ];
  expect(textsOf(question({ kind: "table", fields: [long, number] }), rows).map(({ place, text }) => [place, text])).toEqual([["r1/why", "One."]]);
  expect(textsOf(question({ kind: "matrix", fields: [long], rows: ["a"] }), { a: { why: "A." } }).map(({ place }) => place)).toEqual(["a/why"]);
  expect(isCodable(question({ kind: "single", field: number }))).toBe(false);
  expect(isCodable(question({ kind: "group", fields: [number, long] }))).toBe(true);
});
