import { LOCALE_TAGS, type Language } from "./languages";

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
