import type { Language } from "~/lib/languages";

/** Where the translations of a version are written and checked: apart from the addresses every page knows, since the author's form would pay for it. */
export function translateAddress(lang: Language, id: string, asked: Readonly<Record<string, string>> = {}, anchor?: string): string {
  const search = new URLSearchParams(asked).toString();
  return `/${lang}/desk/submissions/${id}/translate${search && `?${search}`}${anchor ? `#${anchor}` : ""}`;
}
