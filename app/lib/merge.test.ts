import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { tokensOf } from "./diff";
import { mergeFields, mergeLists, mergeTexts, mergeWhole } from "./merge";

/** Texts as they are typed: words of several scripts, letters with marks, signs and lines, some of them shared. */
const word = fc.constantFrom("plan", "school", "2025", "ITU", "école", "e\u0301cole", "الخطة", "الوطنية", "中", "国", "信息", "Ã", "-", ".", "。", "👩‍👩‍👧");
const text = fc.array(fc.tuple(word, fc.constantFrom(" ", " ", "", "\n", ". ")), { maxLength: 30 }).map((list) => list.flat().join(""));
const wordsOf = (of: string): Set<string> => new Set(tokensOf(of).filter((token) => /[\p{L}\p{N}]/u.test(token)));

describe("mergeTexts", () => {
  it.each([
    [
      "changes in different places",
      "The plan covers 80 % of schools. It ends in 2025.",
      "The plan covers 95 % of schools. It ends in 2025.",
      "The plan covers 80 % of schools. It ends in 2030.",
      "The plan covers 95 % of schools. It ends in 2030.",
      0,
    ],
    ["two ends of one text", "One.", "One. Two.", "One. Three.", "One. Two. Three.", 1],
    [
      "one place in two ways",
      "It began. The office made a rule. It ended.",
      "It began. The ministry adopted a law. It ended.",
      "It began. The agency made an act. It ended.",
      "It began. The ministry adopted a law. The agency made an act. It ended.",
      1,
    ],
    ["lines", "- a\n- b\n- c", "- a\n- b2\n- c", "- a\n- b3\n- c\n- d", "- a\n- b2\n- b3\n- c\n- d", 1],
    ["Chinese", "信息社会世界峰会。第二句。", "信息社会高级别峰会。第二句。", "信息社会世界峰会。第三句。", "信息社会高级别峰会。第三句。", 0],
    ["Chinese at one place", "国家计划。", "国家战略。", "国家方案。", "国家战略。国家方案。", 1],
    [
      "Arabic",
      "الخطة الوطنية للمدارس. تنتهي في 2025.",
      "الخطة الرقمية للمدارس. تنتهي في 2025.",
      "الخطة الوطنية للمدارس. تنتهي في 2030.",
      "الخطة الرقمية للمدارس. تنتهي في 2030.",
      0,
    ],
    ["nothing before", "", "mine", "theirs", "mine theirs", 1],
    ["taken out by one", "a b c d e", "a c d e", "a b c d f", "a c d f", 0],
    ["the same by both", "a b", "a x b", "a x b", "a x b", 0],
  ])("merges %s", (_, base, mine, theirs, value, clashes) => {
    expect(mergeTexts(base, mine, theirs)).toMatchObject({ value, clashes });
  });

  it("says what is from whom", () => {
    expect(mergeTexts("a b c d e", "a B c d e", "a b c d E").pieces).toEqual([
      { from: "both", text: "a " },
      { from: "mine", text: "B" },
      { from: "both", text: " c d " },
      { from: "theirs", text: "E" },
    ]);
  });

  test("who changed nothing, or the same, changes nothing", () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeTexts(base, base, other).value).toBe(other);
        expect(mergeTexts(base, other, base).value).toBe(other);
        expect(mergeTexts(base, other, other).value).toBe(other);
      }),
    );
  });

  test("every word that is new in either text is in the merged one, and its pieces are it", () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const { value, pieces } = mergeTexts(base, mine, theirs);
        expect(pieces.map((piece) => piece.text).join("")).toBe(value);
        const [before, merged] = [wordsOf(base), wordsOf(value)];
        for (const typed of [...wordsOf(mine), ...wordsOf(theirs)]) if (!before.has(typed)) expect(merged).toContain(typed);
      }),
      { numRuns: 500 },
    );
  });

  test("changes in different sentences merge without a clash, whoever is first", () => {
    const sentences = fc.array(fc.constantFrom("The plan covers schools. ", "الخطة الوطنية. ", "It ends in 2025.\n", "国家计划。"), {
      minLength: 4,
      maxLength: 12,
    });
    fc.assert(
      fc.property(sentences, fc.nat(), fc.nat(), (parts, first, second) => {
        const [i, j] = [first % parts.length, second % parts.length];
        fc.pre(Math.abs(i - j) > 1);
        const changed = (...at: number[]): string => parts.map((part, index) => (at.includes(index) ? `New${index} ${part}` : part)).join("");
        const merged = mergeTexts(changed(), changed(i), changed(j));
        expect(merged).toMatchObject({ value: changed(i, j), clashes: 0 });
        expect(mergeTexts(changed(), changed(j), changed(i)).value).toBe(merged.value);
      }),
    );
  });

  it("merges 5,000 words, and gives up on too many changes", () => {
    const words = Array.from({ length: 5_000 }, (_, index) => `word${index % 700}`);
    const changed = (every: number, by: string): string => words.map((old, index) => (index % every === 3 ? `${by}${index}` : old)).join(" ");
    expect(mergeTexts(words.join(" "), changed(40, "mine"), changed(41, "theirs")).value).toContain("theirs3");
    expect(mergeTexts(words.join(" "), changed(5, "mine"), changed(7, "theirs")).clashes).toBe(1);
  });
});

type Entry = { id: string; text: string };
const lists = (base: Entry[], mine: Entry[], theirs: Entry[]) =>
  mergeLists(
    base,
    mine,
    theirs,
    ({ id }) => id,
    (was, first, second) => mergeFields<Entry>(was ?? {}, first, second, (_, ...values) => mergeWhole(...values)),
  );

describe("mergeLists", () => {
  const [a, b, c, d]: Entry[] = ["a", "b", "c", "d"].map((id) => ({ id, text: id })) as [Entry, Entry, Entry, Entry];

  it("takes what either added, after what it stood after, and what either changed", () => {
    expect(lists([a!, b!], [a!, c!, b!], [{ ...a!, text: "new" }, b!, d!]).value).toEqual([{ ...a!, text: "new" }, c, b, d]);
  });

  it("leaves out what one took out, unless the other changed it", () => {
    expect(lists([a!, b!], [a!], [a!, b!]).value).toEqual([a]);
    expect(lists([a!, b!], [a!], [a!, { ...b!, text: "new" }]).value).toEqual([a, { ...b!, text: "new" }]);
  });

  it("keeps the first value where only one can stand, and says so", () => {
    expect(lists([a!], [{ ...a!, text: "1" }], [{ ...a!, text: "2" }])).toEqual({ value: [{ ...a!, text: "1" }], clashes: 0, choices: 1 });
  });

  test("who changed nothing, or the same, changes nothing", () => {
    const list = fc.uniqueArray(fc.record({ id: fc.constantFrom(..."abcdefgh"), text: fc.constantFrom("1", "2", "3") }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(list, list, (base, other) => {
        expect(lists(base, base, other).value).toEqual(other);
        expect(lists(base, other, base).value).toEqual(other);
        expect(lists(base, other, other).value).toEqual(other);
      }),
    );
  });
});
