import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffTokens, diffWords, type Change } from "./diff";

const side = (changes: Change[], kind: "removed" | "added"): string =>
  changes
    .filter((change) => change.kind === "same" || change.kind === kind)
    .map(({ text }) => text)
    .join("");

describe("diffWords", () => {
  it("finds the words that differ", () => {
    expect(diffWords("The plan covers 80 % of schools.", "The plan covers 95 % of all schools.")).toEqual([
      { kind: "same", text: "The plan covers " },
      { kind: "removed", text: "80" },
      { kind: "added", text: "95" },
      { kind: "same", text: " % of" },
      { kind: "added", text: " all" },
      { kind: "same", text: " schools." },
    ]);
  });

  it("goes by character in Chinese and by word in Arabic", () => {
    expect(diffWords("信息社会世界峰会", "信息社会高峰会议")).toEqual([
      { kind: "same", text: "信息社会" },
      { kind: "removed", text: "世界" },
      { kind: "added", text: "高" },
      { kind: "same", text: "峰会" },
      { kind: "added", text: "议" },
    ]);
    expect(diffWords("الخطة الوطنية", "الخطة الرقمية")).toEqual([
      { kind: "same", text: "الخطة " },
      { kind: "removed", text: "الوطنية" },
      { kind: "added", text: "الرقمية" },
    ]);
  });

  it("takes a Latin word before Chinese as a word of its own, and leaves marks on their letters", () => {
    expect(diffWords("到2025年目标", "到2030年指标")).toEqual([
      { kind: "same", text: "到" },
      { kind: "removed", text: "2025" },
      { kind: "added", text: "2030" },
      { kind: "same", text: "年" },
      { kind: "removed", text: "目" },
      { kind: "added", text: "指" },
      { kind: "same", text: "标" },
    ]);
    expect(diffWords("cafe", "cafe\u0301")).toEqual([
      { kind: "removed", text: "cafe" },
      { kind: "added", text: "cafe\u0301" },
    ]);
  });

  it("shows two phrases that share their spaces only as two phrases", () => {
    expect(diffWords("Text of the colleague", "My own text")).toEqual([
      { kind: "removed", text: "Text of the colleague" },
      { kind: "added", text: "My own text" },
    ]);
  });

  it("says nothing of equal texts, and all of an empty one", () => {
    expect(diffWords("a b", "a b")).toEqual([{ kind: "same", text: "a b" }]);
    expect(diffWords("", "")).toEqual([]);
    expect(diffWords("", "new")).toEqual([{ kind: "added", text: "new" }]);
    expect(diffWords("old", "")).toEqual([{ kind: "removed", text: "old" }]);
  });

  it("gives both texts back, whatever they are, and finds common words", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "的", " ", "\n", "-", "é", "👩‍👩‍👧"), { maxLength: 40 }).map((list) => list.join(""));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const changes = diffWords(before, after);
        expect(side(changes, "removed")).toBe(before);
        expect(side(changes, "added")).toBe(after);
        for (const [index, change] of changes.entries()) expect(change.kind === "same" && changes[index + 1]?.kind === "same").toBe(false);
      }),
    );
  });

  // A search without its limit takes minutes and gigabytes here: the test would run out of time.
  it("gives up on texts that share nothing", () => {
    const words = (letter: string): string => Array.from({ length: 20_000 }, (_, i) => `${letter}${i}`).join(" ");
    expect(diffWords(words("a"), words("b"))).toHaveLength(2);
  });

  it("finds a few changes among 5,000 words, and gives up on many", () => {
    const words = Array.from({ length: 5_000 }, (_, i) => `word${i % 700}`);
    const few = words.map((word, i) => (i % 50 === 7 ? `new${i}` : word)).join(" ");
    const many = words.map((word, i) => (i % 3 === 1 ? `new${i}` : word)).join(" ");
    expect(diffWords(words.join(" "), few).filter(({ kind }) => kind === "added")).toHaveLength(100);
    expect(diffWords(words.join(" "), many)).toHaveLength(3);
  });
});

describe("diffTokens", () => {
  const letters = fc.array(fc.constantFrom<string>("x", "y", "z"), { maxLength: 8 });

  it("needs as few edits as can be, and leads from one list to the other", () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const hunks = diffTokens(before, after);
        const longest = (i: number, j: number): number =>
          i === before.length || j === after.length ? 0 : before[i] === after[j] ? 1 + longest(i + 1, j + 1) : Math.max(longest(i + 1, j), longest(i, j + 1));
        const edits = hunks.reduce((sum, { from, to, by }) => sum + to - from + by.length, 0);
        expect(edits).toBe(before.length + after.length - 2 * longest(0, 0));
        expect(hunks.reduceRight((list, { from, to, by }) => [...list.slice(0, from), ...by, ...list.slice(to)], before)).toEqual(after);
        for (const [index, hunk] of hunks.entries()) expect(hunk.from).toBeGreaterThan(hunks[index - 1]?.to ?? -1);
      }),
      { numRuns: 500 },
    );
  });
});
