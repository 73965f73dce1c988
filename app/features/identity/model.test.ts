import { expect, test } from "vitest";
import { ATTEMPTS_KEPT_MS, invitationState, nextAttempt, normaliseEmail, pauseAfter, type Attempts } from "./model";

const start = new Date("2025-03-01T10:00:00Z");
const later = (ms: number): Date => new Date(start.getTime() + ms);

test("five attempts are free, then the pause doubles from 15 seconds up to 15 minutes", () => {
  expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map((count) => pauseAfter(count) / 1_000)).toEqual([0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900]);
});

test("an attempt inside the pause is refused and does not lengthen it; after the pause it is counted", () => {
  const before: Attempts = { count: 6, lastAt: start };
  expect(nextAttempt(before, later(10_000))).toEqual({ waitMs: 20_000, attempts: before });
  expect(nextAttempt(before, later(30_000))).toEqual({ waitMs: 0, attempts: { count: 7, lastAt: later(30_000) } });
});

test("a day of quiet wipes the count, and so does never having tried", () => {
  expect(nextAttempt({ count: 40, lastAt: start }, later(ATTEMPTS_KEPT_MS)).attempts.count).toBe(1);
  expect(nextAttempt(null, start)).toEqual({ waitMs: 0, attempts: { count: 1, lastAt: start } });
});

test("an invitation is pending until the instant it expires, and what happened to it stands before that", () => {
  const invitation = { expiresAt: later(1_000), acceptedAt: null, revokedAt: null };
  expect(invitationState(invitation, later(999))).toBe("pending");
  expect(invitationState(invitation, later(1_000))).toBe("expired");
  expect(invitationState({ ...invitation, revokedAt: start }, later(2_000))).toBe("revoked");
  expect(invitationState({ ...invitation, acceptedAt: start }, later(2_000))).toBe("accepted");
});

test("an address is one account however it is typed", () => {
  expect(normaliseEmail("  Che.Focal@Demo.Example ")).toBe("che.focal@demo.example");
});
