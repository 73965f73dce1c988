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
