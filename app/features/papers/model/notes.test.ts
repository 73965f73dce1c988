import fc from "fast-check";
import { expect, test } from "vitest";
import { diffWords } from "~/lib/diff";
import { textOf } from "~/lib/paper";
import { CHANGE_MARKS, changeRuns } from "./notes";

const shown = (before: string, after: string): string => textOf(changeRuns(diffWords(before, after), { isFirst: before === "", base: "ltr" }));
const { addedFrom, addedTo, removedFrom, removedTo } = CHANGE_MARKS;

test("what came and what went stands between its signs, a first text without any", () => {
  expect(shown("", "The first text")).toBe("The first text");
  expect(shown("The first text", "The last text")).toBe(`The ${removedFrom}first${removedTo}${addedFrom}last${addedTo} text`);
  expect(shown("All of it", "")).toBe(`${removedFrom}All of it${removedTo}`);
});

test("a long passage that stayed is shortened to what is next to a change", () => {
  const long = "word ".repeat(200);
  const text = shown(`${long}old ${long}`, `${long}new ${long}`);
  expect(text.length).toBeLessThan(300);
  expect(text).toMatch(/^… .*\[–old–\]\[\+new\+\].* …$/);
});

test("a change runs in its own direction inside a text of the other", () => {
  const [, removed, added] = changeRuns(diffWords("قبل old بعد", "قبل جديد بعد"), { isFirst: false, base: "rtl" });
  expect([removed?.isolate, added?.isolate]).toEqual(["ltr", "rtl"]);
});

// Nine words have fewer than 80 characters, so that nothing of them is shortened.
test("of short texts nothing is lost: without the signs and what was removed, the later text stands there", () => {
  const words = fc.array(fc.constantFrom("one", "two", "الاتحاد", "中国", "2027"), { minLength: 1, maxLength: 9 }).map((list) => list.join(" "));
  fc.assert(
    fc.property(words, words, (before, after) => {
      // A text that stayed is no piece of a change.
      fc.pre(before !== after);
      const text = shown(before, after);
      const later = text.replaceAll(/\[–.*?–\]/g, "").replaceAll(/\[\+|\+\]/g, "");
      expect(later).toBe(after);
    }),
  );
});
