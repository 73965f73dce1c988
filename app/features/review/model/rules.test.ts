import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseOfficer, giveAll, ruleFits, type Rule, type RuleFacts } from "./rules";

const rule = (more: Partial<Rule> = {}): Rule => ({
  id: "r",
  priority: 1,
  template: "",
  line: "",
  region: "",
  group: "",
  language: "",
  officers: ["a", "b"],
  ...more,
});
const facts = (more: Partial<RuleFacts> = {}): RuleFacts => ({
  template: "national-report",
  lines: ["C5", "C8"],
  unGroup: "africa",
  ituRegion: "asia-pacific",
  groups: ["LDC"],
  language: "fr",
  ...more,
});

describe("a rule", () => {
  test("fits where all of its conditions hold, and an open one fits everything", () => {
    expect(ruleFits(rule(), facts())).toBe(true);
    const holding = { template: "national-report", line: "C8", region: "africa", group: "LDC", language: "fr" };
    expect(ruleFits(rule(holding), facts())).toBe(true);
    expect(ruleFits(rule({ region: "itu:asia-pacific" }), facts())).toBe(true);
    for (const wrong of [{ template: "x" }, { line: "C1" }, { region: "x" }, { region: "itu:africa" }, { group: "SIDS" }, { language: "en" }])
      expect(ruleFits(rule({ ...holding, ...wrong }), facts())).toBe(false);
  });

  test("of lower number goes first; one whose officers have left is passed over", () => {
    const rules = [rule({ id: "late", priority: 2, officers: ["b"] }), rule({ id: "soon", priority: 1, officers: ["gone"] })];
    expect(chooseOfficer(rules, facts(), new Map([["b", 9]]))).toMatchObject({ officer: "b", rule: { id: "late" } });
    expect(
      chooseOfficer(
        rules,
        facts(),
        new Map([
          ["b", 9],
          ["gone", 0],
        ]),
      ),
    ).toMatchObject({ rule: { id: "soon" } });
    expect(chooseOfficer([rule({ language: "ar" })], facts(), new Map([["a", 0]]))).toBeNull();
  });
});

test("what is given one after another goes to whoever has least, so that loads of equals never part by more than one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 }), (count, before) => {
      const loads = new Map(before.map((load, index) => [`o${index}`, load]));
      const given = giveAll(
        [rule({ officers: [...loads.keys()] })],
        Array.from({ length: count }, () => facts()),
        loads,
      );
      const after = new Map(loads);
      for (const one of given) after.set(one.given!.officer, after.get(one.given!.officer)! + 1);
      const touched = [...after].filter(([id, load]) => load !== loads.get(id)).map(([, load]) => load);
      expect(Math.max(...touched) - Math.min(...touched)).toBeLessThanOrEqual(1);
      // Nobody who had less than those who got some was left out.
      for (const [id, load] of after) if (load === loads.get(id)) expect(load).toBeGreaterThanOrEqual(Math.max(...touched) - 1);
      expect([...after.values()].reduce((sum, load) => sum + load, 0)).toBe(before.reduce((sum, load) => sum + load, 0) + count);
    }),
  );
});
