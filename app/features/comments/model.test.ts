import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOfUnit } from "~/features/reports/model";
import { EDIT_MINUTES, isEditable, MAX_TEXT, standingOf } from "./model";
import { commentForm, readAsked } from "./schema";

const hash = fc.constantFrom("", "a", "b");
const version = fc.integer({ min: 1, max: 4 });

test("a thread stands on the same answer exactly where the hash is the same, whatever the version; the whole is always itself", () => {
  fc.assert(
    fc.property(hash, hash, version, version, (begun, shown, from, to) => {
      const on = (question: string) => standingOf({ question, row: "", answerHash: begun, version: from }, { hash: shown, version: to });
      expect(on("")).toBe("whole");
      expect(on("B1") === "same").toBe(begun === shown);
      if (begun !== shown) expect(on("B1")).toBe(from > to ? "later" : "earlier");
    }),
  );
});

test("a comment is changed within its minutes and not at their end", () => {
  const at = new Date("2026-11-20T10:00:00Z");
  const after = (ms: number) => isEditable(at, new Date(at.getTime() + ms));
  expect([0, EDIT_MINUTES * 60_000 - 1, EDIT_MINUTES * 60_000].map(after)).toEqual([true, true, false]);
});

test("a form says what it means; what is missing, too long or unknown is refused by its code", () => {
  const id = "01890000-0000-7000-8000-000000000000";
  const begun = { intent: "started", id, kind: "internal", place: "D3/C5", text: "  A question.  " };
  expect(commentForm.parse(begun)).toEqual({ ...begun, place: { question: "D3", row: "C5" }, text: "A question.", mentions: [] });
  expect(commentForm.parse({ ...begun, place: "", mentions: id })).toMatchObject({ place: { question: "", row: "" }, mentions: [id] });
  const codes = (given: object) => commentForm.safeParse({ ...begun, ...given }).error?.issues.map(({ message }) => message);
  expect(codes({ text: " " })).toEqual(["comment.text_required"]);
  expect(codes({ text: "😀".repeat(MAX_TEXT) })).toBeUndefined();
  expect(codes({ text: "x".repeat(MAX_TEXT + 1) })).toEqual(["comment.text_too_long"]);
  expect(codes({ mentions: ["x"] })).toEqual(["comment.person_unknown"]);
  expect(codes({ place: ["B1", "B2"] })).toEqual(["comment.place_unknown"]);
  // A form without a kind is nobody's: none is taken for granted.
  expect(commentForm.safeParse({ ...begun, kind: undefined }).success).toBe(false);
});

test("an address asks for what it knows and nothing else", () => {
  const asked = (search: string) => readAsked(new URLSearchParams(search));
  expect(asked("filter=mine&question=D3/C5&begin=shared")).toMatchObject({ filter: "mine", place: keyOfUnit("D3/C5"), begin: "shared" });
  expect(asked("filter=x&begin=public&question=")).toMatchObject({ filter: "all", place: { question: "", row: "" }, begin: null });
  expect(asked("")).toMatchObject({ filter: "all", place: null, thread: null });
});
