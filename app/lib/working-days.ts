import { dayIn, endOfDay, GENEVA } from "./dates";

const DAY_MS = 86_400_000;
const asUtc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/**
 * The end of the day in Geneva on which so many working days (Monday to Friday) have passed since a moment; the day of
 * the moment itself does not count. `workingDays` is at least one. Holidays of duty stations are not known here.
 */
export function dueAfter(since: Date, workingDays: number): Date {
  let day = asUtc(dayIn(since, GENEVA));
  for (let left = workingDays; left > 0;) {
    day += DAY_MS;
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return endOfDay(new Date(day).toISOString().slice(0, 10), GENEVA);
}

/** How many days in Geneva have begun since the day something was due; 0 while that moment has not passed. */
export function overdueDays(dueAt: Date | null, now: Date): number {
  if (!dueAt || now <= dueAt) return 0;
  return Math.max(1, Math.round((asUtc(dayIn(now, GENEVA)) - asUtc(dayIn(dueAt, GENEVA))) / DAY_MS));
}
