import { expect, test } from "vitest";
import { directedParts, directionOfText } from "./direction";

const marked = (text: string, base: "ltr" | "rtl"): string =>
  directedParts(text, base)
    .map((part) => (part.direction === "rtl" ? `{${part.text}}` : part.text))
    .join("");

test.each([
  ["2025 عام", "rtl"],
  ["(ITU) الاتحاد", "ltr"],
  ["— «Мир»", "ltr"],
  ["信息", "ltr"],
  ["12 %", "rtl"],
] as const)("%s runs as its first letter does", (text, direction) => {
  expect(directionOfText(text, "rtl")).toBe(direction);
});

test.each([
  ["بلغ ITU-T X.509 (2019) نسبة", "rtl", "{بلغ }ITU-T X.509 (2019){ نسبة}"],
  // After an Arabic letter the sign of a percentage stands on the left of its number.
  ["نسبة 45% في", "rtl", "{نسبة }45{% في}"],
  ["the word سلام, here", "ltr", "the word {سلام}, here"],
  ["plain (words)", "ltr", "plain (words)"],
  ["", "rtl", ""],
] as const)("%s is parted where its direction changes", (text, base, expected) => {
  expect(marked(text, base)).toBe(expected);
});

test("parts joined are the text, to the letter", () => {
  const text = "ق (أ) [ITU] 1–2 \u200ex\u200f «ب» 😀 ١٢٪";
  const joined = directedParts(text, "rtl").map((part) => part.text);
  expect(joined.join("")).toBe(text);
});
