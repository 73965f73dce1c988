import { LANGUAGES, SOURCE_LANGUAGE } from "./languages";
import { inLanguage } from "./links";

type LinkDescriptor = { tagName: "link"; rel: string; href: string; hrefLang?: string };
type MetaDescriptor = { name: string; content: string };

/** For search engines: the one address of a public page, and the same page in the other languages. */
export function alternateLinks(origin: string, path: string): LinkDescriptor[] {
  const at = (language: (typeof LANGUAGES)[number]): string => origin + inLanguage(path, language);
  return [
    { tagName: "link", rel: "canonical", href: origin + path },
    ...LANGUAGES.map((language) => ({ tagName: "link" as const, rel: "alternate", hrefLang: language, href: at(language) })),
    { tagName: "link", rel: "alternate", hrefLang: "x-default", href: at(SOURCE_LANGUAGE) },
  ];
}

/** Of a page that another stands for now: that one, and that this one is not listed. */
const replacedBy = (address: string): (LinkDescriptor | MetaDescriptor)[] => [
  { name: "robots", content: "noindex" },
  { tagName: "link", rel: "canonical", href: address },
];

/** What public routes export as `meta`: their loader gives the origin, and where another page stands for this one, its path (`standsAt`). Nothing where the loader failed. */
export const publicMeta = ({ data, location }: { data?: unknown; location: { pathname: string } }): (LinkDescriptor | MetaDescriptor)[] => {
  const { origin, standsAt } = (data as { origin?: string; standsAt?: string | null } | undefined) ?? {};
  if (!origin) return [];
  return standsAt ? replacedBy(origin + standsAt) : alternateLinks(origin, location.pathname);
};
