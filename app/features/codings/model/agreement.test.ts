import { expect, test } from "vitest";
import { alphaOf, type Level } from "./agreement";

/** One line for each coder, one sign for each unit; a dot where the coder said nothing. */
const read = (...coders: string[]) => [...coders[0]!].map((_, unit) => coders.map((coder) => (coder[unit] === "." ? null : parseInt(coder[unit]!, 16))));
const rounded = (units: ReturnType<typeof read>, level: Level) => Number(alphaOf(units, level)?.toFixed(3));

// The worked examples of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
test("two observers, two values", () => {
  expect(rounded(read("0100000010", "1110010000"), "nominal")).toBe(0.095);
});

test("two observers, names", () => {
  expect(rounded(read("aabbdcccedda", "babbbcccedd" + "d"), "nominal")).toBe(0.692);
});

test.each([
  ["nominal", 0.743],
  ["ordinal", 0.815],
  ["interval", 0.849],
  ["ratio", 0.797],
] as const)("four observers who do not all speak of all, %s", (level, alpha) => {
  expect(rounded(read("12332141" + "2...", "12332241" + "25.3", ".333234" + "2251.", "12332441" + "251."), level)).toBe(alpha);
});

test("full agreement is 1, and the order of units and coders says nothing", () => {
  const units = read("12321", "12321");
  expect(alphaOf(units, "interval")).toBe(1);
  const mixed = read("1232", "1331");
  expect(
    alphaOf(
      [...mixed].reverse().map((unit) => [...unit].reverse()),
      "ordinal",
    ),
  ).toBeCloseTo(alphaOf(mixed, "ordinal")!, 12);
});

test("not defined without a unit that was coded twice, or where one value was said of all", () => {
  expect(alphaOf([], "nominal")).toBeNull();
  expect(alphaOf(read("12.", "..1"), "nominal")).toBeNull();
  expect(alphaOf(read("000", "000"), "ratio")).toBeNull();
});
