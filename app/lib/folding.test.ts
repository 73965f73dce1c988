import { expect, test } from "vitest";
import { asBeginning, beginningsOf, folded } from "./folding";

test("case, accents, vowel marks and doubled spaces make no difference", () => {
  expect(folded("  Côte   d’Ivoire ")).toBe("cote d'ivoire");
  expect(folded("ЁЛКА")).toBe(folded("елка"));
  expect(folded("مُجْتَمَع")).toBe("مجتمع");
});

test.each([
  ["Réseau rural (RR)", ["reseau rural (rr)", "rural (rr)", "rr)"]],
  ["Сеть «Доступ»", ["сеть «доступ»", "доступ»"]],
  ["数字包容", ["数字包容", "字包容", "包容", "容"]],
  ["شبكة المجتمع", ["شبكة المجتمع", "المجتمع", "مجتمع"]],
  ["...", []],
])("%s is found from each of its words on", (name, beginnings) => {
  expect(beginningsOf(name)).toEqual(beginnings);
});

test("what is typed is read the same way, and cut where names are", () => {
  expect(asBeginning(" «Доступ")).toBe("доступ");
  expect(asBeginning("%_")).toBe("");
  const long = "long ".repeat(40);
  expect(beginningsOf(long)[0]!.startsWith(asBeginning(long))).toBe(true);
});
