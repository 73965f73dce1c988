import { deadlineTimes } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";

/** A deadline in a letter, a line for each zone. */
export function dueWords(at: Date | string, language: Language, timeZone: string | null): string {
  const t = translator(language);
  return deadlineTimes(at, language, timeZone, { geneva: t("common:zone.geneva"), newYork: t("common:zone.newYork") }).join("\n");
}
