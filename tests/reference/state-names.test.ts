import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "~/lib/languages";
import { readCountryCodes, readReferenceFile } from "./data";

const rows = readCountryCodes();
const states = readReferenceFile("parties").filter((party) => party.kind === "state");

const COLUMNS: Record<Language, string> = {
  ar: "UNTERM Arabic Short",
  zh: "UNTERM Chinese Short",
  en: "UNTERM English Short",
  fr: "UNTERM French Short",
  ru: "UNTERM Russian Short",
  es: "UNTERM Spanish Short",
};

/** Names the open data set lacks or has wrong; every other name must be the same, letter by letter. */
const EXCEPTIONS: Record<string, { languages: readonly Language[]; theirs: "missing" | "differs"; reason: string }> = {
  CIV: { languages: LANGUAGES, theirs: "missing", reason: "no UNTERM names in the data set; its English is Ivory Coast" },
  TUR: { languages: LANGUAGES, theirs: "missing", reason: "no UNTERM names in the data set" },
  NLD: { languages: LANGUAGES, theirs: "differs", reason: "the data set is older than Netherlands (Kingdom of the)" },
  TLS: { languages: ["ar"], theirs: "differs", reason: "a space is missing before the hyphen, unlike Guinea-Bissau" },
};

/** A UNTERM short name as in a list: without the article in brackets at its end and without footnote stars. */
const asInLists = (name: string): string =>
  name
    .replace(/\s*\*+$/, "")
    .replace(/\s*\((?:the|l'|la|le|les|el|los|las)\)$/, "")
    .trim();

describe.skipIf(rows === null)("names of States against the UNTERM names of the open data set", () => {
  it.each(LANGUAGES)("are the same in %s", (language) => {
    const differing = states
      .filter(({ code }) => !EXCEPTIONS[code]?.languages.includes(language))
      .map(({ code, names }) => ({ code, ours: names[language], theirs: asInLists(rows?.get(code)?.[COLUMNS[language]] ?? "") }))
      .filter(({ ours, theirs }) => ours !== theirs);
    expect(differing).toEqual([]);
  });

  it("need every exception that is listed", () => {
    for (const [code, { languages, theirs }] of Object.entries(EXCEPTIONS)) {
      for (const language of languages) {
        const name = asInLists(rows?.get(code)?.[COLUMNS[language]] ?? "");
        if (theirs === "missing") expect(name).toBe("");
        else expect([name, ""]).not.toContain(states.find((state) => state.code === code)?.names[language]);
      }
    }
  });

  it("have the same codes and M49 regions", () => {
    const pad = (value: string | undefined) => (value ? value.padStart(3, "0") : null);
    for (const state of states) {
      const row = rows?.get(state.code);
      expect([state.iso2, state.m49, state.m49Region, state.m49Subregion, state.m49Intermediate], state.code).toEqual([
        row?.["ISO3166-1-Alpha-2"],
        pad(row?.["M49"]),
        pad(row?.["Region Code"]),
        pad(row?.["Sub-region Code"]),
        pad(row?.["Intermediate Region Code"]),
      ]);
    }
  });

  it("have the same special groups, São Tomé and Príncipe excepted", () => {
    // The data set still flags it as an LDC; it left on 13 December 2024.
    const flags = {
      LDC: "Least Developed Countries (LDC)",
      LLDC: "Land Locked Developing Countries (LLDC)",
      SIDS: "Small Island Developing States (SIDS)",
    } as const;
    const memberships = readReferenceFile("groups");
    for (const [group, column] of Object.entries(flags)) {
      const theirs = states.map(({ code }) => code).filter((code) => rows?.get(code)?.[column] === "x");
      const ours = memberships.filter((membership) => membership.group === group && (!membership.to || membership.to > "2025-07-01")).map(({ party }) => party);
      expect(ours.sort(), group).toEqual(theirs.filter((code) => !(group === "LDC" && code === "STP")).sort());
    }
  });
});

describe("names of States that the data set lacks or has wrong", () => {
  const nameOf = (code: string) => states.find((state) => state.code === code)?.names;

  it("follow UN usage", () => {
    expect(nameOf("CIV")).toEqual({
      ar: "كوت ديفوار",
      zh: "科特迪瓦",
      en: "Côte d'Ivoire",
      fr: "Côte d'Ivoire",
      ru: "Кот-д'Ивуар",
      es: "Côte d'Ivoire",
    });
    expect(nameOf("TUR")).toEqual({ ar: "تركيا", zh: "土耳其", en: "Türkiye", fr: "Türkiye", ru: "Турция", es: "Türkiye" });
    expect(nameOf("NLD")).toEqual({
      ar: "هولندا (مملكة -)",
      zh: "荷兰王国",
      en: "Netherlands (Kingdom of the)",
      fr: "Pays-Bas (Royaume des)",
      ru: "Нидерланды (Королевство)",
      es: "Países Bajos (Reino de los)",
    });
    expect(nameOf("TLS")?.ar).toBe("تيمور - ليشتي");
  });
});
