import { describe, expect, it } from "vitest";
import { REFERENCE_FILES, type ReferenceFile } from "~/features/reference/schema";
import { LANGUAGES, type Language } from "~/lib/languages";
import { readReferenceFile } from "./data";

const FILES = Object.keys(REFERENCE_FILES) as ReferenceFile[];

/** Every text in six languages of a file, with the path that leads to it. */
function textsOf(value: unknown, path = ""): [string, Record<Language, string>][] {
  if (typeof value !== "object" || value === null) return [];
  if (LANGUAGES.every((language) => typeof (value as Record<string, unknown>)[language] === "string")) {
    return [[path, value as Record<Language, string>]];
  }
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}/${(inner as { code?: string } | null)?.code ?? key}`));
}

describe.each(FILES)("%s.json", (file) => {
  const texts = textsOf(readReferenceFile(file));

  it("has the shape its schema says and codes that are used once", () => {
    const data = readReferenceFile(file) as unknown;
    const lists = Array.isArray(data) ? [data] : Object.values(data as object).filter(Array.isArray);
    for (const list of lists) {
      const codes = (list as { code?: string }[]).flatMap(({ code }) => code ?? []);
      expect(new Set(codes).size).toBe(codes.length);
      const positions = (list as { position?: number }[]).flatMap(({ position }) => position ?? []);
      expect(positions).toEqual(positions.map((_, index) => index + 1));
    }
  });

  it("writes each language in its own script", () => {
    // An Arabic acronym may be Latin ("ITU"); everything else has letters of its language.
    const scripts = { ar: /\p{Script=Arabic}/u, zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u } as const;
    for (const [language, script] of Object.entries(scripts) as ["ar" | "zh" | "ru", RegExp][]) {
      const foreign = texts.filter(([path, names]) => !script.test(names[language]) && !(language === "ar" && path.endsWith("/acronym")));
      expect(foreign.map(([path]) => path)).toEqual([]);
    }
    const latin = texts.filter(([, names]) => /[\p{Script=Arabic}\p{Script=Han}\p{Script=Cyrillic}]/u.test(`${names.en}${names.fr}${names.es}`));
    expect(latin.map(([path]) => path)).toEqual([]);
  });

  it("leaves no English in French and Spanish", () => {
    const english = /\b(?:the|of|and|for|with|to|by)\b/;
    for (const language of ["fr", "es"] as const) {
      expect(texts.filter(([, names]) => english.test(names[language])).map(([path]) => path)).toEqual([]);
    }
  });

  it("has no stray spaces, and every text in composed form", () => {
    const untidy = texts.flatMap(([path, names]) =>
      LANGUAGES.filter((language) => names[language] !== names[language].normalize("NFC") || / {2}|^\s|\s$/.test(names[language])).map(
        (language) => `${path} ${language}`,
      ),
    );
    expect(untidy).toEqual([]);
  });

  it("sets French punctuation with no-break spaces and Chinese with full-width marks", () => {
    const french = texts.filter(([, names]) => /(?:[^\s\u00a0]| )[:;?!»](?:\s|$)|« /.test(names.fr));
    expect(french.map(([path]) => path)).toEqual([]);
    const chinese = texts.filter(([, names]) => /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u.test(names.zh));
    expect(chinese.map(([path]) => path)).toEqual([]);
    const arabic = texts.filter(([, names]) => /\p{Script=Arabic}[,;?]/u.test(names.ar));
    expect(arabic.map(([path]) => path)).toEqual([]);
  });

  it("does not give two things one name", () => {
    // Resolutions on the same item of the agenda share their title from session to session: there the symbol tells.
    if (file === "mandates") return;
    const data = readReferenceFile(file) as unknown;
    const lists = Array.isArray(data) ? [data] : file === "matrix" ? [] : Object.values(data as object);
    for (const list of lists as { names?: Record<Language, string> }[][]) {
      for (const language of LANGUAGES) {
        const names = list.flatMap((item) => item.names?.[language] ?? []);
        const repeated = names.filter((name, index) => names.indexOf(name) !== index);
        expect(repeated, language).toEqual([]);
      }
    }
  });
});

describe("lists of fixed length", () => {
  it.each([
    ["sdgs", 17],
    ["gdc", 5],
    ["wsis-targets", 10],
    ["wsis-mechanisms", 6],
    ["stakeholder-categories", 11],
  ] as const)("%s has %i entries", (file, count) => {
    expect(readReferenceFile(file)).toHaveLength(count);
  });

  it("keeps academia and the technical community apart", () => {
    const codes = readReferenceFile("stakeholder-categories").map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["academia", "technical-community"]));
  });

  it("requires six indicators in a national report, and names their units and areas", () => {
    const { areas, units, indicators } = readReferenceFile("indicators");
    const required = indicators.filter(({ requiredInNationalReport }) => requiredInNationalReport).map(({ code }) => code);
    expect(required).toEqual(["A4", "A6", "HH6", "HH7", "HH15", "HH18"]);
    expect(indicators).toHaveLength(43);
    const known = (list: { code: string }[], code: string) => list.some((item) => item.code === code);
    expect(indicators.filter(({ unit, area }) => !known(units, unit) || !known(areas, area))).toEqual([]);
    const links = indicators.filter(({ sdgIndicator }) => sdgIndicator).map(({ code, sdgIndicator }) => `${code} ${sdgIndicator}`);
    expect(links).toEqual(expect.arrayContaining(["A6 9.c.1", "HH7 17.8.1", "HH15 4.4.1", "HH18 5.b.1"]));
  });

  it("lists the mandates the source document names", () => {
    const symbols = readReferenceFile("mandates").flatMap(({ symbol, alsoCitedAs }) => [symbol, ...alsoCitedAs]);
    expect(symbols).toEqual(
      expect.arrayContaining(
        ["A/RES/70/125", "A/RES/70/1", "A/71/212", "A/70/299", "A/70/684", "A/RES/73/218", "E/RES/2022/15", "A/RES/80/173"].concat(
          ["PP Res. 71", "PP Res. 140", "PP Res. 172", "C Res. 1332", "C Res. 1334", "C Res. 1407", "WTDC Res. 30"],
          ["WTSA Res. 75", "ITU-R Res. 61-2", "PP-22/20", "C23/35", "C22/INF/2", "C22/28", "C23/28"],
        ),
      ),
    );
  });
});
