import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directionOf, LANGUAGES, type Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import { renderMail } from "~/platform/mail/render.server";

const NAMESPACES = ["mail", "letters"] as const;
type Namespace = (typeof NAMESPACES)[number];

/** The texts of a namespace by their keys, plural forms apart. */
function textsIn(language: Language, namespace: Namespace): Record<string, string> {
  const flat: Record<string, string> = {};
  const walk = (texts: object, path: string): void => {
    for (const [key, text] of Object.entries(texts))
      if (typeof text === "string") flat[path + key] = text;
      else walk(text as object, `${path}${key}.`);
  };
  walk(JSON.parse(readFileSync(`locales/${language}/${namespace}.json`, "utf8")) as object, "");
  return flat;
}
const nameOf = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, "");

const SCRIPT: Partial<Record<Language, RegExp>> = { ar: /\p{Script=Arabic}/u, zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u };
/** Latin letters that stand in every language. */
const CODES = /WSIS|SHA-256|UTC|PDF|API/g;
/** Stands for whatever is filled in; no word of any language. */
const FILLED = "‹42›";
/** Everything a text may ask for; what is missing would stay in braces. */
const facts = (text: string): Record<string, unknown> => ({
  ...Object.fromEntries([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => [name, FILLED])),
  count: 3,
});

/** The words of the HTML part as its reader has them. */
const wordsOf = (html: string): string =>
  html
    .replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, "")
    .replace(/<br>/g, "\n")
    .replace(/<\/p>/g, "\n\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();

describe.each(LANGUAGES)("the letters in %s", (language) => {
  const t = translator(language);
  const script = SCRIPT[language];
  for (const namespace of NAMESPACES) {
    const english = textsIn("en", namespace);
    const names = [...new Set(Object.keys(english).map(nameOf))];

    test(`${namespace}: no text is missing, no variable stays unfilled, no English is left`, () => {
      expect(names.length).toBeGreaterThan(10);
      for (const name of names) {
        const source = Object.entries(english).find(([key]) => nameOf(key) === name)![1];
        const text = (t as unknown as (key: string, values: object) => string)(`${namespace}:${name}`, facts(source));
        expect(text, name).not.toBe(name);
        expect(text, name).not.toMatch(/\{\{|\}\}|undefined|\[object/);
        if (!script) continue;
        const words = text.replaceAll(FILLED, "").replace(CODES, "");
        expect(words.match(/[A-Za-z]{3,}/g) ?? [], `${name}: ${text}`).toEqual([]);
        if (/\p{L}/u.test(words)) expect(words, name).toMatch(script);
      }
    });

    test(`${namespace}: as a mail, both parts say the same, in the language's direction`, () => {
      const say = (name: string): string =>
        (t as unknown as (key: string, values: object) => string)(`${namespace}:${name}`, facts(english[name] ?? "{{count}}"));
      const paragraphs = names.map(say);
      const mail = renderMail({ language, subject: paragraphs[0]!, paragraphs, link: { label: say(names[0]!), href: "https://portal.example/x?a=1&b=2" } });
      expect(squeezed(wordsOf(mail.html))).toBe(squeezed(mail.text));
      expect(mail.html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
      expect(mail.subject).not.toMatch(/[\r\n]/);
    });
  }
});

test("whatever people typed is the same in both parts, and none of it is markup", () => {
  const typed = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), typed, (paragraphs, subject) => {
      const mail = renderMail({ language: "ar", subject, paragraphs });
      expect(squeezed(wordsOf(mail.html))).toBe(squeezed(mail.text));
      expect(mail.html.match(/<(?!\/?(?:!DOCTYPE|html|head|meta|title|body|p|br)\b)/g)).toBeNull();
      expect(mail.subject).not.toMatch(/[\r\n]/);
    }),
  );
});
