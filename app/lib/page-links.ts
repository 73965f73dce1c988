import { LANGUAGES, SOURCE_LANGUAGE } from "./languages";
import { inLanguage } from "./links";

type LinkDescriptor = { tagName: "link"; rel: string; href: string; hrefLang?: string };

/** For search engines: the one address of a public page, and the same page in the other languages. */
export function alternateLinks(origin: string, path: string): LinkDescriptor[] {
  const at = (language: (typeof LANGUAGES)[number]): string => origin + inLanguage(path, language);
  return [
    { tagName: "link", rel: "canonical", href: origin + path },
    ...LANGUAGES.map((language) => ({ tagName: "link" as const, rel: "alternate", hrefLang: language, href: at(language) })),
    { tagName: "link", rel: "alternate", hrefLang: "x-default", href: at(SOURCE_LANGUAGE) },
  ];
}

/** What public routes export as `meta`: their loader gives the origin. Nothing where the loader failed. */
export const publicMeta = ({ data, location }: { data?: unknown; location: { pathname: string } }): LinkDescriptor[] => {
  const origin = (data as { origin?: string } | undefined)?.origin;
  return origin ? alternateLinks(origin, location.pathname) : [];
};
