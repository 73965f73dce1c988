/** Days as workbooks count them. */

const DAY = 86_400_000;
/** Excel's day 0 as it counts from March 1900 on; before that it counts a day that never was. */
const ZERO_1900 = Date.UTC(1899, 11, 30);
const ZERO_1904 = Date.UTC(1904, 0, 1);
const FIRST = 61;
const LAST = 2_958_466;

/** The number of a moment in UTC, counted from 1900; null for one before March 1900 or after 9999. */
export function serialOf(at: Date): number | null {
  const serial = (at.getTime() - ZERO_1900) / DAY;
  return serial >= FIRST && serial < LAST ? serial : null;
}

/** The moment of a number, counted from 1900 or 1904; null for one no calendar has. */
export function momentOf(serial: number, from1904: boolean): Date | null {
  const at = (from1904 ? ZERO_1904 : ZERO_1900) + Math.round(serial * DAY);
  return serial >= (from1904 ? 0 : FIRST) && at < ZERO_1900 + LAST * DAY ? new Date(at) : null;
}
