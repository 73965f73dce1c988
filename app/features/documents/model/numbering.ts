/**
 * Numbers a reader finds a paragraph by. While nothing is frozen they follow the order. What a frozen version has numbered
 * keeps its number for good; what comes later between such paragraphs takes the number before it, with bis, ter and so on.
 */

const ADDED = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"];
const ROMAN = [
  ["L", 50],
  ["XL", 40],
  ["X", 10],
  ["IX", 9],
  ["V", 5],
  ["IV", 4],
  ["I", 1],
] as const;

/** Roman numeral of a chapter by its place, from 1. */
export function chapterNumber(place: number): string {
  let [left, text] = [place, ""];
  for (const [sign, value] of ROMAN)
    while (left >= value) {
      text += sign;
      left -= value;
    }
  return text;
}

const baseOf = (number: string): number => Number.parseInt(number, 10);

/** Which of those added after a number: -1 for the number itself. */
function addedOf(number: string): number {
  const [, added = ""] = number.split(" ");
  if (added === "") return -1;
  const known = ADDED.indexOf(added);
  return known >= 0 ? known : Number.parseInt(added.slice(1), 10) - 2;
}

/** Puts numbers in the order of a text: 2, 2 bis, 2 ter, 10. */
export const compareNumbers = (one: string, other: string): number => baseOf(one) - baseOf(other) || addedOf(one) - addedOf(other);

/** The first number after `base` that nobody has: 2 bis, 2 ter. The Latin words end with the tenth, then figures go on. */
function addedTo(base: number, taken: ReadonlySet<string>): string {
  for (let place = 0; ; place++) {
    const number = `${base} ${ADDED[place] ?? `(${place + 2})`}`;
    if (!taken.has(number)) return number;
  }
}

/**
 * Numbers of paragraphs in their order. `frozen`: the number each had in a frozen version, "" for none; `gone`: numbers of
 * frozen paragraphs that have been deleted, which nobody gets again. What stands before the first is added to 0.
 */
export function paragraphNumbers(frozen: readonly string[], gone: readonly string[] = []): string[] {
  const kept = [...frozen.filter((number) => number !== ""), ...gone];
  if (kept.length === 0) return frozen.map((_, index) => String(index + 1));
  const taken = new Set(kept);
  const lastKept = frozen.findLastIndex((number) => number !== "");
  let highest = Math.max(...kept.map(baseOf));
  let base = 0;
  return frozen.map((number, index) => {
    if (number !== "") {
      base = baseOf(number);
      return number;
    }
    const given = index > lastKept ? String((highest += 1)) : addedTo(base, taken);
    taken.add(given);
    return given;
  });
}
