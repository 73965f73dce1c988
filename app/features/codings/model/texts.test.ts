import { expect, test } from "vitest";
import type { FormQuestion } from "~/features/templates/model/values";
import { isCodable } from "./texts";

const base = { code: "B1", required: false, confidential: "never" } as const;
const long = { id: "why", kind: "long", required: false } as const;
const number = { id: "many", kind: "number", required: false } as const;
const question = (more: object) => ({ ...base, ...more }) as unknown as FormQuestion;

test("what is written in words is coded, numbers are not", () => {
  expect(isCodable(question({ kind: "single", field: number }))).toBe(false);
  expect(isCodable(question({ kind: "single", field: long }))).toBe(true);
  expect(isCodable(question({ kind: "group", fields: [number, long] }))).toBe(true);
});
