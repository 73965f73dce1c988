import { expect, test } from "vitest";
import { SUBMISSION_STATES, SUBMISSION_TRANSITIONS } from "~/features/reports/model";
import { passed, standing } from "./passed";

test("what is accepted stays counted when it goes on, and what never was is not", () => {
  const accepted = passed(SUBMISSION_TRANSITIONS, "accepted");
  expect(accepted).toContain("accepted");
  expect(accepted).toContain("published");
  for (const state of ["submitted", "acknowledged", "under_review", "recalled", "superseded"] as const) expect(accepted).not.toContain(state);
  expect(passed(SUBMISSION_TRANSITIONS, "published")).toEqual(["published"]);
});

test("whatever is accepted is submitted, and what was taken back is neither", () => {
  const submitted = standing(SUBMISSION_TRANSITIONS);
  expect(SUBMISSION_STATES.filter((state) => !submitted.includes(state))).toContain("recalled");
  for (const state of SUBMISSION_STATES) for (const later of passed(SUBMISSION_TRANSITIONS, state)) expect(submitted).toContain(later);
});
