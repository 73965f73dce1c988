import type { CallReason } from "../model";

/** How far parties are, counted. */

export const FIGURES = ["invited", "begun", "submitted", "accepted", "published"] as const;
export type Figure = (typeof FIGURES)[number];
/** `total`: of how many. */
export type Figures = Record<Figure, number> & { total: number };
export type FigureRow = Figures & { code: string; name: string };

/** By what the figures are arranged. */
export const STATUS_ORDERS = ["un", "itu", "group", "line", "category"] as const;
export type StatusOrder = (typeof STATUS_ORDERS)[number];

/** What is known of one party, or of one report it is to write. */
export type Counted = Record<Figure, boolean>;

/** Counts how many of each. */
export function figuresOf(all: readonly Counted[]): Figures {
  const count = (figure: Figure): number => all.filter((one) => one[figure]).length;
  return {
    total: all.length,
    invited: count("invited"),
    begun: count("begun"),
    submitted: count("submitted"),
    accepted: count("accepted"),
    published: count("published"),
  };
}

/** A share in whole per cent; null of nothing. Never rounded up to all or down to none. */
export function shareOf(part: number, total: number): number | null {
  if (total === 0) return null;
  if (part === 0 || part === total) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / total)));
}

/** A week (its Monday, `YYYY-MM-DD`, UTC) with what began and was submitted in it, and all until its end. */
export type TrendWeek = { week: string; begun: number; submitted: number; allBegun: number; allSubmitted: number };

const DAY_MS = 86_400_000;
/** The Monday of a day's week. The first of January 1970 was a Thursday. */
function mondayOf(day: string): number {
  const days = Math.floor(Date.parse(day) / DAY_MS);
  return days - ((((days + 3) % 7) + 7) % 7);
}

type DayCount = { day: string; count: number };

/** Weeks from the first with anything in it to the one of `today`, none left out; at most the last `most` of them, which still count what was before. */
export function trendOf(begun: readonly DayCount[], submitted: readonly DayCount[], today: string, most = 26): TrendWeek[] {
  const weekly = (counts: readonly DayCount[]): Map<number, number> => {
    const weeks = new Map<number, number>();
    for (const { day, count } of counts) weeks.set(mondayOf(day), (weeks.get(mondayOf(day)) ?? 0) + count);
    return weeks;
  };
  const [b, s] = [weekly(begun), weekly(submitted)];
  const mondays = [...b.keys(), ...s.keys()];
  if (mondays.length === 0) return [];
  const weeks: TrendWeek[] = [];
  let [allBegun, allSubmitted] = [0, 0];
  for (let monday = Math.min(...mondays); monday <= Math.max(mondayOf(today), ...mondays); monday += 7) {
    const [one, other] = [b.get(monday) ?? 0, s.get(monday) ?? 0];
    allBegun += one;
    allSubmitted += other;
    weeks.push({ week: new Date(monday * DAY_MS).toISOString().slice(0, 10), begun: one, submitted: other, allBegun, allSubmitted });
  }
  return weeks.slice(-most);
}

/** A line through points of a chart, as the path of an SVG: x over the width, y up from the foot. `most` is the value at the top. */
export function chartPath(values: readonly number[], { width, height, most }: { width: number; height: number; most: number }): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return values.map((value, index) => `${index === 0 ? "M" : "L"}${round(index * step)} ${round(height - (most > 0 ? value / most : 0) * height)}`).join(" ");
}

/** What the status page shows. `calls`: how many parties need a call, by reason. */
export type StatusBoard = {
  cycle: string;
  by: StatusOrder;
  rows: FigureRow[];
  all: Figures;
  trend: TrendWeek[];
  calls: { reason: CallReason; count: number }[];
};
