import type { InitOptions } from "i18next";
import { LANGUAGES } from "~/lib/languages";

/** Shared by server and browser. React escapes, so i18next does not; a missing text is never papered over with English. */
export const i18nOptions = {
  supportedLngs: [...LANGUAGES],
  fallbackLng: false,
  defaultNS: "common",
  interpolation: { escapeValue: false },
  returnNull: false,
} as const satisfies InitOptions;
