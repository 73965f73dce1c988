import fc from "fast-check";
import { expect, test } from "vitest";
import { deadlineOf, isLate } from "~/features/cycles/model";
import { checkExtension } from "./model";

const deadline = "2027-01-29T16:00:00.000Z";
const now = new Date("2026-12-01T00:00:00Z");
const codeOf = (dueAt: string, at: string | null = deadline, asked = now) => {
  const checked = checkExtension(at, new Date(dueAt), asked);
  return checked.ok ? "ok" : checked.error.code;
};

test("an extension is later than everybody's deadline and than now, and no slip of the year", () => {
  expect(codeOf("2027-01-29T16:00:00.000Z")).toBe("extension.not_later");
  expect(codeOf("2027-01-29T16:00:00.001Z")).toBe("ok");
  expect(codeOf("2028-01-30T16:00:00.000Z")).toBe("ok");
  expect(codeOf("2028-01-30T16:00:00.001Z")).toBe("extension.too_long");
  expect(codeOf("2027-03-01T00:00:00Z", deadline, new Date("2027-03-02"))).toBe("extension.not_later");
  expect(codeOf("2027-03-01T00:00:00Z", null)).toBe("extension.no_deadline");
});

const instant = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
const milestone = (at: Date) => ({ kind: "deadline", template: "t", at });

test("an extension never makes a report late that was not, and touches no other report", () => {
  fc.assert(
    fc.property(instant, instant, instant, fc.constantFrom("", "C1"), (at, dueAt, sent, line) => {
      const cycle = { id: "c", milestones: [milestone(at)] };
      const given = { cycleId: "c", template: "t", line: "", dueAt };
      const own = deadlineOf(cycle, "t", { line, extensions: [given] });
      const everybody = deadlineOf(cycle, "t")!;
      expect(isLate(own, sent) && !isLate(everybody, sent)).toBe(false);
      expect(own).toBe(line === "" && dueAt > at ? dueAt.toISOString() : everybody);
      for (const other of [
        { ...given, cycleId: "d" },
        { ...given, template: "u" },
        { ...given, line: "C2" },
      ])
        expect(deadlineOf(cycle, "t", { line, extensions: [other] })).toBe(everybody);
    }),
  );
});

test("where no deadline is set, an extension makes none", () =>
  expect(deadlineOf({ id: "c", milestones: [] }, "t", { line: "", extensions: [{ cycleId: "c", template: "t", line: "", dueAt: deadline }] })).toBeNull());
