/**
 * Texts in six languages: the same keys, the same placeholders, all plural forms of each language, nothing unused, no
 * English left in another language, the signs and spaces each language writes, and a message for every refusal. `localeFaults` is pure; the end of the file reads.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readTemplate } from "../app/features/templates/commands.server";
import { allRefusalCodes } from "../app/http/refusals.server";
import { LANGUAGES, SOURCE_LANGUAGE, type Language } from "../app/lib/languages";

/** Namespace -> key -> text. */
export type Texts = Record<string, Record<string, string>>;
export type LocaleInput = { texts: Record<Language, Texts>; code: string; refusalCodes: string[] };

const FORMS = ["zero", "one", "two", "few", "many", "other"];
const pluralForm = new RegExp(`_(${FORMS.join("|")})$`);
const baseOf = (key: string, all: Record<string, string>): string =>
  pluralForm.test(key) && key.replace(pluralForm, "_other") in all ? key.replace(pluralForm, "") : key;
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}|<\/?(\w+)\s*\/?>|\$t\(([^)]*)\)/g)].map((match) => match[0].replace(/\s|,[^}]*/g, "")).sort();
const isSentence = (text: string): boolean =>
  text
    .replace(/\{\{.*?\}\}/g, "")
    .split(/\s+/)
    .filter((word) => /^\p{L}{2,}/u.test(word)).length >= 4;

/** What a language never writes, whoever translates. */
const NEVER: Partial<Record<Language, { sign: RegExp; why: string }>> = {
  fr: { sign: / [:;?!»%]|« /, why: "a plain space where French has a no-break space" },
  zh: { sign: /\p{Script=Han}[,;:?!]/u, why: "a half-width sign after a Chinese character" },
  ar: { sign: /\p{Script=Arabic}[,;?]/u, why: "a Latin sign after an Arabic letter" },
  ru: { sign: /(?<!вс)ё/iu, why: "ё where Russian print has е" },
};

/** Every fault of the texts, each with its language, namespace and key. */
export function localeFaults({ texts, code, refusalCodes }: LocaleInput): string[] {
  const source = texts[SOURCE_LANGUAGE];
  const faults: string[] = [];
  for (const language of LANGUAGES) {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [namespace, english] of Object.entries(source)) {
      const own = texts[language][namespace] ?? {};
      const at = (key: string) => `${language}/${namespace}.json ${key}`;
      const bases = new Map(Object.keys(english).map((key) => [baseOf(key, english), key]));
      const wanted = new Set([...bases].flatMap(([base, key]) => (base === key ? [key] : forms.map((form) => `${base}_${form}`))));
      faults.push(...[...wanted].filter((key) => !own[key]).map((key) => `${at(key)}: missing`));
      faults.push(
        ...Object.keys(own)
          .filter((key) => !wanted.has(key))
          .map((key) => `${at(key)}: English has no such key${pluralForm.test(key) ? ", or the language no such plural form" : ""}`),
      );
      for (const [key, text] of Object.entries(own)) {
        const base = baseOf(key, own);
        const model = english[key] ?? english[`${base}_other`];
        if (model === undefined) continue;
        // "One report" needs no number; whatever else stands in the English text stands in every form.
        const optional = base !== key && !key.endsWith("_other") ? "{{count}}" : "";
        const needed = placeholders(model).filter((name) => name !== optional);
        const given = placeholders(text).filter((name) => name !== optional);
        if (needed.join() !== given.join()) faults.push(`${at(key)}: placeholders [${given.join(" ")}] instead of [${needed.join(" ")}]`);
        // Specimens of other scripts in the gallery are the same in every language.
        const isSpecimen = key.startsWith("sample.");
        if (language !== SOURCE_LANGUAGE && text === model && !isSpecimen && isSentence(text)) faults.push(`${at(key)}: still English`);
        const never = NEVER[language];
        if (never?.sign.test(text)) faults.push(`${at(key)}: ${never.why}`);
      }
    }
  }
  return [...faults, ...missingMessages(source, refusalCodes), ...unusedKeys(source, code, refusalCodes)];
}

const missingMessages = (source: Texts, codes: string[]): string[] =>
  codes
    .filter((code) => !source.errors?.[code] && !source.errors?.[`${code}_other`])
    .map((code) => `${SOURCE_LANGUAGE}/errors.json ${code}: a refusal without a message`);

/** A key is used when the code writes it out, or writes it with variables in its steps (`state.${state}.title`). */
function unusedKeys(source: Texts, code: string, refusalCodes: string[]): string[] {
  const written = new Set([...code.matchAll(/["'`]([\w-]+(?::[\w.-]+)?(?:\.[\w-]+)*)["'`]/g)].map((match) => match[1]!));
  const patterns = [...code.matchAll(/`([\w:.-]*(?:\$\{[^`}]*\}[\w:.-]*)+)`/g)]
    .map((match) => match[1]!)
    .filter((pattern) => pattern.replace(/\$\{.*?\}/g, "").replace(/\W/g, "").length >= 4)
    .map((pattern) => new RegExp(`^${pattern.replace(/[.]/g, "\\.").replace(/\$\{.*?\}/g, "[\\w.-]+")}$`));
  const codes = new Set(refusalCodes);
  const isUsed = (namespace: string, key: string): boolean => {
    if (namespace === "errors" && codes.has(key)) return true;
    const names = [key, `${namespace}:${key}`];
    return names.some((name) => written.has(name) || patterns.some((pattern) => pattern.test(name)));
  };
  return Object.entries(source).flatMap(([namespace, texts]) =>
    [...new Set(Object.keys(texts).map((key) => baseOf(key, texts)))]
      .filter((key) => !isUsed(namespace, key))
      .map((key) => `${SOURCE_LANGUAGE}/${namespace}.json ${key}: not used by any code`),
  );
}

function flatten(node: object, path = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      const name = path ? `${path}.${key}` : key;
      return typeof value === "string" ? [[name, value]] : Object.entries(flatten(value as object, name));
    }),
  );
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The strings of every template in six languages, by the same reader that loads them at start. */
function templateFaults(): string[] {
  const root = "prisma/seed/templates";
  return readdirSync(root).flatMap((name) => {
    try {
      const strings = Object.fromEntries(LANGUAGES.map((language) => [language, readFileSync(join(root, name, `strings.${language}.json`), "utf8")]));
      readTemplate({ definition: readFileSync(join(root, name, "definition.json"), "utf8"), strings });
      return [];
    } catch (error) {
      return [`${root}/${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const read = (language: Language): Texts =>
    Object.fromEntries(
      readdirSync(join("locales", language)).map((file) => [
        file.replace(/\.json$/, ""),
        flatten(JSON.parse(readFileSync(join("locales", language, file), "utf8")) as object),
      ]),
    );
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, read(language)])) as Record<Language, Texts>;
  const code = ["app", "cli"]
    .flatMap(filesUnder)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const faults = [...localeFaults({ texts, code, refusalCodes: allRefusalCodes() }), ...templateFaults()];
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${faults.length} faults in ${LANGUAGES.length} languages\n`);
  process.exit(faults.length === 0 ? 0 : 1);
}
