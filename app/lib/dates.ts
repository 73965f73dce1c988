import { LOCALE_TAGS, SOURCE_LANGUAGE, type Language } from "./languages";

/** Zones every deadline is shown in, besides the reader's. */
export const GENEVA = "Europe/Zurich";
export const NEW_YORK = "America/New_York";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(LOCALE_TAGS[language], { ...options, timeZone })));
  return found;
}

/** The zone's short name at that moment: CET, GMT-5. */
const zoneName = (at: Date, language: Language, timeZone: string): string =>
  formatter(language, timeZone, { timeZoneName: "short" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;

/** A day and time with the zone's short name, for example "3 February 2025 at 14:03 CET". The name stands last in every language: Chinese data puts it between day and hour. */
export function formatInstant(at: Date | string, language: Language, timeZone: string): string {
  const moment = new Date(at);
  const time = formatter(language, timeZone, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(moment);
  const zone = zoneName(moment, language, timeZone);
  return language === "zh" ? `${time}（${zone}）` : `${time} ${zone}`;
}

/**
 * A deadline where there is no page to follow its reader's clock: the reader's time, then Geneva's and New York's with the
 * names of these. Universal time stands first where the reader's zone is not known.
 */
export const deadlineTimes = (at: Date | string, language: Language, own: string | null, names: { geneva: string; newYork: string }): string[] => [
  formatInstant(at, language, own ?? "UTC"),
  `${names.geneva} ${formatInstant(at, language, GENEVA)}`,
  `${names.newYork} ${formatInstant(at, language, NEW_YORK)}`,
];

/** A day in a zone, for example "3 February 2025". */
export const formatDay = (at: Date | string, language: Language, timeZone: string): string =>
  formatter(language, timeZone, { year: "numeric", month: "long", day: "numeric" }).format(new Date(at));

/** A time of day in a zone, for example "14:03". */
export const formatTime = (at: Date | string, language: Language, timeZone: string): string =>
  formatter(language, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));

const numbers = new Map<string, Intl.NumberFormat>();

/** A number in the language's way, Western digits in Arabic. */
export function formatNumber(value: number, language: Language, options?: Intl.NumberFormatOptions): string {
  const key = options ? `${language} ${JSON.stringify(options)}` : language;
  let found = numbers.get(key);
  if (!found) numbers.set(key, (found = new Intl.NumberFormat(LOCALE_TAGS[language], options)));
  return found.format(value);
}

/** Things one after another, parted as the language parts them. */
export const formatList = (items: readonly string[], language: Language): string => new Intl.ListFormat(LOCALE_TAGS[language], { type: "unit" }).format(items);

/** How far the clock of a zone is ahead of universal time at a moment, in milliseconds. */
function aheadAt(at: Date, timeZone: string): number {
  const parts = formatter("en", timeZone, { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23" });
  const read = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(read.year!, read.month! - 1, read.day!, read.hour, read.minute) - Math.floor(at.getTime() / 60_000) * 60_000;
}

/** The moment at which the clock of a zone shows a day and time (`2025-02-03T10:00`). */
export function momentOf(local: string, timeZone: string): Date {
  const written = Date.parse(`${local}:00Z`);
  const near = written - aheadAt(new Date(written), timeZone);
  // The clock may have been changed between the two.
  return new Date(written - aheadAt(new Date(near), timeZone));
}

/** The last minute of a day (`2025-02-03`) in a zone. */
export const endOfDay = (day: string, timeZone: string): Date => momentOf(`${day}T23:59`, timeZone);

/** The day of a moment in a zone as forms have it: `2025-02-03`. */
export const dayIn = (at: Date | string, timeZone: string): string =>
  new Date(new Date(at).getTime() + aheadAt(new Date(at), timeZone)).toISOString().slice(0, 10);

/** The day and time of a moment in a zone as forms have it: `2025-02-03T10:00`. */
export const clockIn = (at: Date | string, timeZone: string): string => `${dayIn(at, timeZone)}T${formatTime(at, SOURCE_LANGUAGE, timeZone)}`;

/** What the interface, the check of an upload and the check of an answer all mean by a megabyte. */
export const MEGABYTE = 1_000_000;

/** How a size in bytes is read: "2.4 MB". */
export function formatBytes(bytes: number, language: Language): string {
  const [amount, unit] = bytes < MEGABYTE ? [bytes / 1_000, "kilobyte"] : [bytes / MEGABYTE, "megabyte"];
  return formatNumber(amount, language, { style: "unit", unit, maximumFractionDigits: 1 });
}

/** The zone this device is set to. On a server that says nothing about the reader. */
export const deviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** True for an IANA time zone this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Time zones to choose from, by name: those this runtime lists, UTC, and the one chosen before (it may have a newer name, such as Asia/Kolkata). */
export function timeZones(chosen: string | null): string[] {
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...(chosen ? [chosen] : [])])].sort();
}
