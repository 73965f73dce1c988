/** Numbers as people in six languages type them. */

/** Why a text is no number: it cannot be read, or it can be read in two ways ("1,234"). */
export type NumberFault = "unreadable" | "ambiguous";

/** ASCII digits and signs for the Arabic, Persian and full-width ones; one plain space for all spaces. */
function toAscii(text: string): string {
  return text
    .replace(/[\u200e\u200f\u061c]/g, "")
    .trim()
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\u066b\uff0e]/g, ".")
    .replace(/[\u060c\uff0c]/g, ",")
    .replace(/[\u2212\u2013\uff0d]/g, "-")
    .replace(/[\u2019\u066c]/g, "'")
    .replace(/\s/g, " ");
}

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const TWO_READINGS = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const GROUPED = /^[+-]?\d{1,3}([ ',.])\d{3}(?:\1\d{3})*(?:([.,])\d+)?$/;

/**
 * Reads a number: decimal point or comma, groups of three set apart by spaces, apostrophes, points or commas, Arabic and
 * full-width digits. What could be a thousand times more or less ("1,234") is never guessed.
 */
export function decodeNumber(typed: string): number | NumberFault {
  const text = toAscii(typed);
  if (TWO_READINGS.test(text)) return "ambiguous";
  let plain = text;
  const grouped = GROUPED.exec(text);
  if (DECIMAL_COMMA.test(text)) plain = text.replace(",", ".");
  else if (grouped && !PLAIN.test(text)) {
    const [, group, decimal] = grouped;
    if (group === decimal) return "unreadable";
    plain = text.replaceAll(group!, "").replace(",", ".");
  }
  const number = PLAIN.test(plain) ? Number(plain) : Number.NaN;
  if (!Number.isFinite(number)) return "unreadable";
  return Object.is(number, -0) ? 0 : number;
}
