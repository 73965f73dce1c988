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
function chapterNumber(place: number): string {
  let [left, text] = [place, ""];
  for (const [sign, value] of ROMAN)
    while (left >= value) {
      text += sign;
      left -= value;
    }
  return text;
}

/**
 * Number of each chapter, by its id. One nobody has written in has none, because no version holds it: so what is numbered in
 * a draft is numbered alike in the version that is frozen from it.
 */
export function chapterNumbers(chapters: readonly { id: string; paragraphs: readonly unknown[] }[]): Map<string, string> {
  let written = 0;
  return new Map(chapters.map(({ id, paragraphs }) => [id, paragraphs.length === 0 ? "" : chapterNumber((written += 1))]));
}

/** A chapter in one line, where nothing else can stand: in a list to choose from. */
export const chapterLine = ({ number, title }: { number: string; title: string }): string => [number, title].filter(Boolean).join(" ");

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
