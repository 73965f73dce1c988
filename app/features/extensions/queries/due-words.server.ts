import { formatInstant, GENEVA, NEW_YORK } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";

/** A deadline in a letter, as pages show it: the reader's time, Geneva's and New York's, a line each. Without a zone of the reader's own the first is universal time. */
export function dueWords(at: Date | string, language: Language, timeZone: string | null): string {
  const t = translator(language);
  return [
    formatInstant(at, language, timeZone ?? "UTC"),
    `${t("common:zone.geneva")} ${formatInstant(at, language, GENEVA)}`,
    `${t("common:zone.newYork")} ${formatInstant(at, language, NEW_YORK)}`,
  ].join("\n");
}
