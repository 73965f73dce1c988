import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "~/lib/languages";
import { arranged, partsOf, screenOf, underEach, type Entry } from "./arrange";

const entry = fc.record({
  submission: fc.uuid(),
  row: fc.constantFrom("", "C1", "C10", "C2"),
  name: fc.constantFrom("Égypte", "Émirats arabes unis", "Zambie", "Éthiopie", "مصر", "中国"),
  line: fc.constant(""),
  unit: fc.constant(""),
  part: fc.constantFrom("state", "un_entity", ""),
});
const ORDER = [
  { key: "state", label: "States" },
  { key: "un_entity", label: "Entities" },
  { key: "", label: "Others" },
];
const entries = fc.uniqueArray(entry, { selector: ({ submission, row }) => submission + row, maxLength: 60 });

describe("a compilation", () => {
  it.each([
    ["fr", ["Égypte", "Éthiopie", "Zambie"]],
    // By pinyin: Ā’āijí, Bāxī, Fǎguó, Zhōngguó.
    ["zh", ["埃及", "巴西", "法国", "中国"]],
    ["ru", ["Австралия", "Египет", "Йемен", "Япония"]],
    // By the letters of the alphabet; the article and the carrier of the hamza are letters as others.
    ["ar", ["الأردن", "البرازيل", "تونس", "مصر"]],
  ] as const)("puts names where %s has them", (language, names) => {
    const named = [...names].reverse().map((name, index): Entry => ({ submission: String(index), row: "", name, line: "", unit: "", part: "" }));
    expect(arranged(named, partsOf(named, ORDER), language).map(({ name }) => name)).toEqual(names);
  });

  it("shows an answer under each part it stands under, and goes on from where it was seen", () => {
    const entries = ["a", "b"].map((submission) => ({ submission, row: "", name: submission, line: "", unit: "", part: "state", keys: ["state", ""] }));
    const parts = partsOf(underEach(entries), ORDER);
    expect(parts.map(({ key, count }) => [key, count])).toEqual([
      ["state", 2],
      ["", 2],
    ]);
    const all = arranged(underEach(entries), parts, "en");
    const first = screenOf(all, null, 3);
    expect([first.items, screenOf(all, first.next, 3).items].flat().map(({ submission, part }) => submission + part)).toEqual(["astate", "bstate", "a", "b"]);
  });

  it("shows every answer once, screen by screen, part by part", () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(...LANGUAGES), fc.integer({ min: 1, max: 9 }), (given, language, limit) => {
        const parts = partsOf(given, ORDER);
        const all = arranged(given, parts, language);
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(given.length);
        const seen: Entry[] = [];
        let after: string | null = null;
        do {
          const screen: ReturnType<typeof screenOf<Entry>> = screenOf(all, after, limit);
          seen.push(...screen.items);
          after = screen.next;
        } while (after !== null);
        expect(seen).toEqual(all);
        const ranks = seen.map(({ part }) => parts.findIndex(({ key }) => key === part));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });
});
