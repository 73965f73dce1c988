import type { Language } from "~/lib/languages";

const YEAR_S = 31_536_000;

/** Remembers in this browser which language `/` leads to; null forgets it. Holds no secret and tells nobody apart. */
export function languageCookie(language: Language | null, origin: string): string {
  const secure = origin.startsWith("https:") ? "; Secure" : "";
  return `language=${language ?? ""}; Path=/; Max-Age=${language ? YEAR_S : 0}; SameSite=Lax${secure}`;
}
