import { describe, expect, it } from "vitest";
import { holdsOn } from "~/features/reference/model";
import { LANGUAGES } from "~/lib/languages";
import { readReferenceFile } from "./data";

const lines = readReferenceFile("action-lines");
const reportable = lines.filter((line) => line.reportable).map(({ code }) => code);
const matrix = readReferenceFile("matrix");

describe("action lines", () => {
  it("are 18 reportable units and the parent of the eight applications", () => {
    expect(reportable).toEqual(
      ["C1", "C2", "C3", "C4", "C5", "C6"].concat(["C7-GOV", "C7-BUS", "C7-LEA", "C7-HEA", "C7-EMP", "C7-ENV", "C7-AGR", "C7-SCI"], ["C8", "C9", "C10", "C11"]),
    );
    expect(lines.filter((line) => !line.reportable).map(({ code }) => code)).toEqual(["C7"]);
    for (const { code, parent } of lines) expect(parent).toBe(code.startsWith("C7-") ? "C7" : null);
  });

  it("keep their codes in Latin letters", () => {
    // A Cyrillic С looks the same and breaks every link.
    expect(lines.filter(({ code }) => /[^\x20-\x7e]/.test(code))).toEqual([]);
  });

  it("give as many hints in every language, each once", () => {
    for (const { code, keywords } of lines) {
      for (const language of LANGUAGES) {
        expect(keywords[language].length, `${code} ${language}`).toBe(keywords.en.length);
        expect(new Set(keywords[language]).size, `${code} ${language}`).toBe(keywords.en.length);
      }
    }
  });

  it("give hints in the script of the language", () => {
    const scripts = { ar: /\p{Script=Arabic}/u, zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u } as const;
    for (const { code, keywords } of lines) {
      for (const [language, script] of Object.entries(scripts) as ["ar" | "zh" | "ru", RegExp][]) {
        expect(
          keywords[language].filter((word) => !script.test(word)),
          `${code} ${language}`,
        ).toEqual([]);
      }
    }
  });

  it("accept other titles in use that no line shows", () => {
    const shown = new Set(lines.flatMap(({ names }) => Object.values(names)));
    const others = lines.flatMap(({ variants }) => Object.values(variants).flat());
    expect(others).toContain("The role of public governance authorities and all stakeholders in the promotion of ICTs for development");
    expect(others.filter((title) => shown.has(title))).toEqual([]);
  });
});

describe("facilitators", () => {
  const facilitators = readReferenceFile("facilitators");
  const leadsOn = (date: string) => facilitators.filter((entry) => ["lead", "sole"].includes(entry.role) && holdsOn(entry, date));

  it("name known lines and parties, a role once", () => {
    const entities = new Set(readReferenceFile("parties").flatMap(({ code, kind }) => (kind === "un_entity" ? code : [])));
    expect(facilitators.filter(({ line, party }) => !reportable.includes(line) || !entities.has(party))).toEqual([]);
    expect(new Set(facilitators.map(({ line, party, role }) => `${line} ${party} ${role}`)).size).toBe(facilitators.length);
  });

  it("give every line one lead, before and after C6 changed hands", () => {
    for (const date of ["2007-06-01", "2025-07-01"]) {
      expect(
        leadsOn(date)
          .map(({ line }) => line)
          .sort(),
      ).toEqual([...reportable].sort());
    }
  });

  it("make ITU the only facilitator of C2, C4, C5 and C6, UNESCO lead of six lines, UN DESA of three", () => {
    const of = (party: string) => leadsOn("2025-07-01").filter((entry) => entry.party === party);
    expect(of("ITU").map(({ line, role }) => `${line} ${role}`)).toEqual(["C2 sole", "C4 sole", "C5 sole", "C6 sole"]);
    expect(of("UNESCO").map(({ line }) => line)).toEqual(["C3", "C7-LEA", "C7-SCI", "C8", "C9", "C10"]);
    expect(of("UN-DESA").map(({ line }) => line)).toEqual(["C1", "C7-GOV", "C11"]);
  });
});

describe("the WSIS-SDG matrix", () => {
  const of = (line: string) => matrix.entries.filter((entry) => entry.line === line);
  const shortly = (line: string) =>
    of(line)
      .flatMap(({ sdg, wholeGoal, targets }) => [...(wholeGoal ? [String(sdg)] : []), ...targets])
      .join(" ");

  it("covers every reportable unit, each Goal once per line", () => {
    expect([...new Set(matrix.entries.map(({ line }) => line))]).toEqual(reportable);
    expect(new Set(matrix.entries.map(({ line, sdg }) => `${line} ${sdg}`)).size).toBe(matrix.entries.length);
    expect(matrix.entries.filter(({ wholeGoal, targets }) => !wholeGoal && targets.length === 0)).toEqual([]);
  });

  it.each([
    ["C1", "1 3.8 3.d 5 10.c 16.5 16.6 16.10 17.8"],
    ["C2", "1.4 8.2 9.1 9.a 9.c 11.5 11.b"],
    ["C3", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"],
    ["C7-HEA", "1.3 1.4 1.5 2.1 2.2 3 3.3 3.8 5.6 5.b 17.8 17.19"],
    ["C9", "5.b 9.c 12.8 16.10"],
    ["C11", "17.9 17.16 17.17"],
  ])("links %s with %s", (line, expected) => {
    expect(shortly(line)).toBe(expected);
  });

  it("marks what only one direction of the source lists", () => {
    const oneWay = matrix.entries.filter(({ listed }) => listed !== "both").map(({ line, sdg, listed }) => `${line} ${sdg} ${listed}`);
    expect(oneWay).toEqual(["C2 8 forward", "C3 4 reverse", "C4 8 reverse", "C8 9 forward", "C9 5 forward"]);
  });

  it("names targets that are listed, under their Goal, and none is listed in vain", () => {
    const targets = readReferenceFile("sdg-targets");
    expect(targets.filter(({ code, sdg }) => Number(code.split(".")[0]) !== sdg)).toEqual([]);
    const used = new Set(matrix.entries.flatMap((entry) => entry.targets));
    expect([...used].sort()).toEqual(targets.map(({ code }) => code).sort());
    for (const { sdg, targets: own } of matrix.entries) for (const code of own) expect(code.startsWith(`${sdg}.`)).toBe(true);
  });

  it("proposes GDC objectives for the lines, never as official", () => {
    expect(matrix.gdc.map(({ line }) => line)).toEqual(reportable);
    expect(new Set(matrix.gdc.map(({ status }) => status))).toEqual(new Set(["proposal"]));
    expect(matrix.gdc.find(({ line }) => line === "C6")?.objectives).toEqual(["O1", "O2"]);
    expect(matrix.gdc.find(({ line }) => line === "C10")?.objectives).toEqual(["O3", "O4", "O5"]);
  });
});
