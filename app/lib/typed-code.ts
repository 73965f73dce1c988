/** Codes and symbols as people type and paste them: in any script, with any dash, with marks nobody sees. */

/** Letters of other scripts that look like Latin capitals. Only what cannot be told apart by eye: nothing is transliterated. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  А: "A",
  В: "B",
  Е: "E",
  І: "I",
  Ј: "J",
  К: "K",
  М: "M",
  Н: "H",
  О: "O",
  Р: "P",
  С: "C",
  Ѕ: "S",
  Т: "T",
  У: "Y",
  Ү: "Y",
  Х: "X",
  Α: "A",
  Β: "B",
  Ε: "E",
  Ζ: "Z",
  Η: "H",
  Ι: "I",
  Κ: "K",
  Μ: "M",
  Ν: "N",
  Ο: "O",
  Ρ: "P",
  Τ: "T",
  Υ: "Y",
  Χ: "X",
};
const LOOK_ALIKE = new RegExp(`[${Object.keys(LOOK_ALIKES).join("")}]`, "gu");

/** Joiners, marks of direction, soft hyphens; vowels above Arabic letters and the stroke that lengthens them. */
const UNSEEN = /[\p{Cf}\u0640\u064b-\u065f\u0670]/gu;
const DASH = /[\p{Pd}\u2212\u2043]/gu;
const SLASH = /[\u2044\u2215\u29f8]/gu;
/** The code point of the nought of each set of digits Arabic is written with. */
const ARABIC_DIGITS = [0x660, 0x6f0] as const;
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/gu;

const toLatinDigit = (digit: string): string => {
  const point = digit.codePointAt(0)!;
  return String(point - ARABIC_DIGITS.findLast((nought) => nought <= point)!);
};

/**
 * A code in Latin capitals, however it was typed: full-width and look-alike letters, Arabic digits, dashes and slashes of
 * every kind; what is not seen is dropped and spaces are single. Letters without a Latin double stay. Twice changes nothing.
 */
export const latinCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .toUpperCase()
    .normalize("NFKC")
    .replace(LOOK_ALIKE, (letter) => LOOK_ALIKES[letter]!)
    .replace(ARABIC_DIGIT, toLatinDigit)
    .replace(DASH, "-")
    .replace(SLASH, "/")
    .replace(/\s+/gu, " ")
    .trim();
