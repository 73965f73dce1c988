import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords.server";

test("a password is kept as argon2id with at least OWASP's cost, each time with another salt", async () => {
  const [one, other] = await Promise.all([hashPassword("the same words"), hashPassword("the same words")]);
  expect(one).not.toBe(other);
  const [, , memory, passes, lanes] = /^\$argon2id\$v=(\d+)\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(one)!.map(Number);
  expect([memory! >= 19_456, passes! >= 2, lanes! >= 1]).toEqual([true, true, true]);
  expect(await verifyPassword(one, "the same words")).toBe(true);
  expect(await verifyPassword(one, "other words")).toBe(false);
  expect(await verifyPassword(null, "the same words")).toBe(false);
});

test("the same letters typed in another composition are the same password", async () => {
  expect(await verifyPassword(await hashPassword("caf\u00e9 Ge\u0301nie"), "cafe\u0301 G\u00e9nie")).toBe(true);
});
