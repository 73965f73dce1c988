import { afterEach, beforeEach, expect, vi } from "vitest";

/** A warning nobody reads is a bug nobody sees: whatever reaches the console fails the test that caused it. */
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const method of ["error", "warn"] as const)
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => void said.push(parts.map(String).join(" ")));
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(said, "console.error and console.warn fail a test").toEqual([]);
});
