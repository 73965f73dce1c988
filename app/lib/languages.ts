/** The six official UN languages, in the English alphabetical order the United Nations uses for lists. */
export const LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** English is the source of the interface and of template texts. */
export const SOURCE_LANGUAGE = "en" satisfies Language;

export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language);

/** The first of these that is one of ours, else English: a person's own, then what their text is written in. */
export const firstLanguage = (...wanted: (string | null)[]): Language => wanted.find(isLanguage) ?? SOURCE_LANGUAGE;

/** Writing direction of a language. */
export const directionOf = (language: Language): "rtl" | "ltr" => (language === "ar" ? "rtl" : "ltr");

/** BCP 47 tag used with `Intl`: Western digits in Arabic (as in ITU texts), pinyin order and simplified script in Chinese. */
export const LOCALE_TAGS: Record<Language, string> = {
  ar: "ar-u-nu-latn",
  zh: "zh-Hans-CN",
  en: "en-GB",
  fr: "fr",
  ru: "ru",
  es: "es",
};

/** A language's own name for itself. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  ar: "العربية",
  zh: "中文",
  en: "English",
  fr: "Français",
  ru: "Русский",
  es: "Español",
};

/** The language a list such as `fr-CH, fr;q=0.9, en;q=0.5` (`Accept-Language`) prefers among ours; null when it names none. */
export function acceptedLanguage(header: string | null | undefined): Language | null {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",")
    .flatMap((part) => {
      const [, language, quality = "1"] = /^\s*([a-z]{2,3})(?:-[a-z0-9-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i.exec(part) ?? [];
      const known = language?.toLowerCase();
      return isLanguage(known) && Number(quality) > 0 ? [{ language: known, quality: Number(quality) }] : [];
    });
  return wanted.sort((a, b) => b.quality - a.quality)[0]?.language ?? null;
}
