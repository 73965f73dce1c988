import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "~/lib/languages";
import { groupsOn, holdsOn, partiesMatching, sortByName } from "./model";

const named = (language: Language, ...names: string[]) =>
  names.map((name) => ({ names: Object.fromEntries(LANGUAGES.map((each) => [each, each === language ? name : ""])) as Record<Language, string> }));
const sorted = (language: Language, ...names: string[]) => sortByName(named(language, ...names), language).map((item) => item.names[language]);

describe("sortByName", () => {
  it("orders Chinese by pinyin", () => {
    expect(sorted("zh", "中国", "瑞士", "肯尼亚", "巴西", "阿富汗", "阿尔及利亚")).toEqual(["阿尔及利亚", "阿富汗", "巴西", "肯尼亚", "瑞士", "中国"]);
  });

  it("orders Russian with Й after И and Я last", () => {
    expect(sorted("ru", "Япония", "Йемен", "Китай", "Италия", "Австрия")).toEqual(["Австрия", "Италия", "Йемен", "Китай", "Япония"]);
  });

  it("orders Arabic by its alphabet, hamza aside", () => {
    expect(sorted("ar", "كينيا", "مصر", "بنن", "أفغانستان", "إثيوبيا", "تركيا")).toEqual(["إثيوبيا", "أفغانستان", "بنن", "تركيا", "كينيا", "مصر"]);
  });

  it("ignores accents in French unless nothing else differs", () => {
    expect(sorted("fr", "Zambie", "Égypte", "Fidji", "El Salvador", "Équateur", "Estonie", "Érythrée")).toEqual([
      "Égypte",
      "El Salvador",
      "Équateur",
      "Érythrée",
      "Estonie",
      "Fidji",
      "Zambie",
    ]);
  });

  it("puts Ñ after N in Spanish", () => {
    expect(sorted("es", "Ñ", "O", "Nz", "Na")).toEqual(["Na", "Nz", "Ñ", "O"]);
  });

  it("counts numbers and leaves the list it was given as it is", () => {
    const items = named("en", "Target 10", "Target 2");
    expect(sortByName(items, "en").map((item) => item.names.en)).toEqual(["Target 2", "Target 10"]);
    expect(items.map((item) => item.names.en)).toEqual(["Target 10", "Target 2"]);
  });
});

describe("holdsOn", () => {
  it("includes the first day and excludes the day it ends", () => {
    const period = { from: "2012-12-18", to: "2023-12-13" };
    expect(["2012-12-17", "2012-12-18", "2023-12-12", "2023-12-13"].map((date) => holdsOn(period, date))).toEqual([false, true, true, false]);
  });

  it("takes a missing end as open and no period as never", () => {
    expect(holdsOn({}, "1900-01-01")).toBe(true);
    expect(holdsOn({ from: null, to: null }, "2100-01-01")).toBe(true);
    expect(holdsOn(null, "2025-07-01")).toBe(false);
  });
});

describe("groupsOn", () => {
  it("gives the groups of the day, sorted, each once", () => {
    const memberships = [{ group: "LLDC" }, { group: "LDC", to: "2023-12-13" }, { group: "LDC", from: "2000-01-01", to: "2023-12-13" }];
    expect(groupsOn(memberships, "2023-12-12")).toEqual(["LDC", "LLDC"]);
    expect(groupsOn(memberships, "2023-12-13")).toEqual(["LLDC"]);
    expect(groupsOn([], "2025-07-01")).toEqual([]);
  });
});

describe("partiesMatching", () => {
  const names = (en: string, fr = en, ar = en) => ({ en, fr, ar, zh: en, ru: en, es: en });
  const parties = [
    { code: "CIV", names: names("Côte d’Ivoire") },
    { code: "EGY", names: names("Egypt", "Égypte", "مصر") },
    { code: "CHE", names: names("Switzerland", "Suisse") },
    { code: "ITU", names: names("International Telecommunication Union"), facts: { acronym: names("ITU", "UIT", "الاتحاد") } },
  ];

  it("finds a party by its code, its acronym or part of its name in any language, whatever case and accents", () => {
    expect(partiesMatching(parties, "cote")).toEqual(["CIV"]);
    expect(partiesMatching(parties, "EGYPTE")).toEqual(["EGY"]);
    expect(partiesMatching(parties, "مصر")).toEqual(["EGY"]);
    expect(partiesMatching(parties, "che")).toEqual(["CHE"]);
    expect(partiesMatching(parties, "uit")).toEqual(["ITU"]);
    expect(partiesMatching(parties, "  ")).toEqual([]);
  });
});
