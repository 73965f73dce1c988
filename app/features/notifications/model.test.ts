import { expect, test } from "vitest";
import { splitAtLinks } from "./model";

test("addresses stand apart from the words around them, and nothing is lost", () => {
  const text = "Open it\nhttp://localhost:3000/ar/invitations/x-_1\n\nand https://example.org";
  const parts = splitAtLinks(text);
  expect(parts).toEqual(["Open it\n", "http://localhost:3000/ar/invitations/x-_1", "\n\nand ", "https://example.org", ""]);
  expect(parts.join("")).toBe(text);
  expect(splitAtLinks("javascript:alert(1)")).toEqual(["javascript:alert(1)"]);
});
