import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "~/lib/languages";
import { arranged, partsOf, screenOf, type Entry } from "./arrange";

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
  it("puts accented names where the language has them", () => {
    const named = ["Zambie", "Éthiopie", "Égypte"].map((name, index): Entry => ({ submission: String(index), row: "", name, line: "", unit: "", part: "" }));
    expect(arranged(named, partsOf(named, ORDER), "fr").map(({ name }) => name)).toEqual(["Égypte", "Éthiopie", "Zambie"]);
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
