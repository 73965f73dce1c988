import { readdirSync, readFileSync } from "node:fs";
import { LANGUAGES, SOURCE_LANGUAGE, type Language } from "../../../app/lib/languages";
import type { Piece } from "./reading";

const TEMPLATES = "prisma/seed/templates";
const REFERENCE = "prisma/seed/reference";
/** A script that a text of some length in the language cannot be without. */
const SCRIPTS: Partial<Record<Language, RegExp>> = { ar: /\p{Script=Arabic}/u, zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u };
/** Shorter ones may be an abbreviation or a unit. */
const LONG = 12;
const PLACEHOLDER = /\{\{[^}]*\}\}|<\/?\w+>/;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

type Words = { keys: Set<string>; texts: Record<Language, string[]> };

/** Every text the portal has in a file, by language, and the names of all texts. */
function gather(): Words {
  const keys = new Set<string>();
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, []])) as unknown as Words["texts"];
  const leaves = (value: unknown, path: string, language: Language, namespace: string): void => {
    if (typeof value === "string") {
      texts[language].push(value);
      for (const key of [path, `${namespace}:${path}`]) if (/[.:]/.test(key)) keys.add(key);
    } else for (const [name, inner] of Object.entries(value as object)) leaves(inner, path ? `${path}.${name}` : name, language, namespace);
  };
  for (const language of LANGUAGES) {
    for (const file of readdirSync(`locales/${language}`)) leaves(readJson(`locales/${language}/${file}`), "", language, file.replace(".json", ""));
    for (const template of readdirSync(TEMPLATES))
      for (const [key, found] of Object.entries(readJson(`${TEMPLATES}/${template}/strings.${language}.json`) as Record<string, string | { text: string }>))
        leaves(typeof found === "string" ? found : found.text, key, language, template);
  }
  const names = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const entry = value as Record<string, unknown>;
    if (LANGUAGES.every((language) => typeof entry[language] === "string")) for (const language of LANGUAGES) texts[language].push(entry[language] as string);
    else Object.values(entry).forEach(names);
  };
  for (const file of readdirSync(REFERENCE).filter((name) => name.endsWith(".json"))) names(readJson(`${REFERENCE}/${file}`));
  return { keys, texts };
}

let words: Words | undefined;
const sentencesOf = (texts: readonly string[]): string[] => texts.flatMap((text) => text.split(PLACEHOLDER)).map((part) => part.trim());

/** Finds what on a page is not in its language: a key in place of a text, an English text, a long text in another script. */
export function translationCheck(language: Language): (pieces: readonly Piece[]) => string[] {
  const { keys, texts } = (words ??= gather());
  const own = new Set(texts[language]);
  const ownText = texts[language].join("\n");
  const english = new Set(language === SOURCE_LANGUAGE ? [] : texts[SOURCE_LANGUAGE].filter((text) => !own.has(text)));
  const sentences = [...new Set(sentencesOf([...english]))].filter((part) => part.split(" ").length > 2 && !ownText.includes(part));
  const script = SCRIPTS[language];
  const seen = new Map<string, string | null>();
  const faultOf = (text: string): string | null => {
    if (keys.has(text) || text.includes("{{")) return "a key";
    if (english.has(text) || sentences.some((sentence) => text.includes(sentence))) return "English";
    if (script && !script.test(text) && (text.match(/\p{L}/gu) ?? []).length >= LONG) return "another script";
    return null;
  };
  return (pieces) =>
    pieces.flatMap(({ text, at, foreign }) => {
      // Whatever its markup says, nobody's name is a key.
      if (foreign) return keys.has(text) ? [`untranslated: a key “${text}” at ${at}`] : [];
      if (!seen.has(text)) seen.set(text, faultOf(text));
      const fault = seen.get(text);
      return fault ? [`untranslated: ${fault} “${text}” at ${at}`] : [];
    });
}
