import { expect, test } from "vitest";
import { example, references } from "~/features/templates/model/testing";
import type { FormQuestion } from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import { actsOf, CARRY_DECISIONS, copies, decisionNow, HINDRANCES, hindranceOf, parseCarry, type Standing } from "./last-cycle";

const question = (code: string): FormQuestion => findQuestion(example, code, "", references)!;
const STANDINGS: Standing[] = ["empty", "same", "written"];

test("what is written is never copied over: every decision on every standing", () => {
  const table = CARRY_DECISIONS.flatMap((decision) =>
    STANDINGS.flatMap((standing) =>
      [null, "kind" as const].map((hindrance) => {
        const done = copies(decision, standing, hindrance);
        return `${decision}, ${standing}${hindrance ? ", hindered" : ""}: ${done.ok ? (done.value ? "copies" : "marks") : done.error.code}`;
      }),
    ),
  );
  expect(table).toEqual([
    "still_true, empty: copies",
    "still_true, empty, hindered: carry_over.kind",
    "still_true, same: marks",
    "still_true, same, hindered: marks",
    "still_true, written: carry_over.written",
    "still_true, written, hindered: carry_over.kind",
    "update, empty: copies",
    "update, empty, hindered: marks",
    "update, same: marks",
    "update, same, hindered: marks",
    "update, written: marks",
    "update, written, hindered: marks",
    "no_longer, empty: marks",
    "no_longer, empty, hindered: marks",
    "no_longer, same: marks",
    "no_longer, same, hindered: marks",
    "no_longer, written: marks",
    "no_longer, written, hindered: marks",
  ]);
});

test("an answer can stand under a question of the same kind that still has its options", () => {
  expect(hindranceOf(question("A2"), question("A2"), "Ministry", references)).toBeNull();
  expect(hindranceOf(question("A6"), question("A6"), ["youth"], references)).toBeNull();
  expect(hindranceOf(question("A6"), question("A6"), ["no-longer-there"], references)).toBe("options");
  expect(hindranceOf(question("A2"), question("A6"), "Ministry", references)).toBe("kind");
  const consent: FormQuestion = { ...question("A3"), kind: "group", fields: [{ id: "publish", kind: "one", required: true, options: ["all"] }] } as never;
  expect(hindranceOf(consent, consent, { publish: "all" }, references)).toBe("consent");
});

test("what was found still true and says something else by now has been updated", () => {
  expect(STANDINGS.map((standing) => decisionNow("still_true", standing))).toEqual(["update", "still_true", "update"]);
  for (const decision of ["update", "no_longer"] as const)
    expect(STANDINGS.map((standing) => decisionNow(decision, standing))).toEqual(Array(3).fill(decision));
  expect(actsOf(null)).toEqual(CARRY_DECISIONS);
  for (const hindrance of HINDRANCES) expect(actsOf(hindrance)).toEqual(["update", "no_longer"]);
});

test("only the value of a button is read as a decision", () => {
  expect(parseCarry("still_true:B1")).toEqual({ decision: "still_true", question: "B1" });
  for (const other of [null, "", "still_true", "still_true:", "unknown:B1", "still_true:B1/C5", "update:B1:x"]) expect(parseCarry(other)).toBeNull();
});
