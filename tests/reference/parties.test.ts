import { describe, expect, it } from "vitest";
import { groupsOn, holdsOn } from "~/features/reference/model";
import { ITU_REGIONS, SPECIAL_GROUPS, UN_GROUPS } from "~/features/reference/schema";
import { readReferenceFile } from "./data";

const parties = readReferenceFile("parties");
const states = parties.filter((party) => party.kind === "state");
const memberships = readReferenceFile("groups");
const regions = readReferenceFile("region-names");

const tally = (values: readonly (string | null)[]) =>
  Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]));

describe("States", () => {
  it("are the 193 UN Member States and the two observer States", () => {
    const on = "2025-07-01";
    expect(states).toHaveLength(195);
    expect(states.filter(({ unMember }) => holdsOn(unMember, on))).toHaveLength(193);
    const observers = states.filter(({ unObserver }) => holdsOn(unObserver, on));
    expect(observers.map(({ code }) => code)).toEqual(["PSE", "VAT"]);
    expect(states.filter(({ unMember, unObserver }) => (unMember === null) === (unObserver === null))).toEqual([]);
  });

  it("of ITU are 193 in 2023 and 194 since Palau joined", () => {
    const members = (date: string) => states.filter(({ ituMember }) => holdsOn(ituMember, date)).length;
    expect(members("2023-07-01")).toBe(193);
    expect(members("2024-09-18")).toBe(193);
    expect(members("2024-09-19")).toBe(194);
    expect(states.find(({ code }) => code === "VAT")?.ituMember).toEqual({});
    expect(states.find(({ code }) => code === "PSE")?.ituMember).toBeNull();
  });

  it("are each in one UN regional group, observers in none", () => {
    // 54 + 54 + 23 + 33 + 29 = 193. Türkiye is in two groups and counts where it stands for election, in WEOG; Israel
    // is a member of WEOG; the United States sits there as an observer and counts there for elections (28 members + 1);
    // Kiribati counts in Asia-Pacific. The two observer States belong to no electoral group.
    expect(tally(states.map(({ unGroup }) => unGroup))).toEqual({
      african: 54,
      "asia-pacific": 54,
      "eastern-european": 23,
      grulac: 33,
      weog: 29,
      null: 2,
    });
    const groupOf = (code: string) => states.find((state) => state.code === code)?.unGroup;
    expect(["TUR", "ISR", "USA", "KIR", "PSE", "VAT"].map(groupOf)).toEqual(["weog", "weog", "weog", "asia-pacific", null, null]);
  });

  it("are each in one ITU region", () => {
    // 44 + 35 + 22 + 39 + 9 + 46 = 195: the 194 Member States and the State of Palestine (Arab States); Asia-Pacific has
    // 39 with Palau. Georgia, the Republic of Moldova and Ukraine are under Europe.
    expect(tally(states.map(({ ituRegion }) => ituRegion))).toEqual({
      africa: 44,
      americas: 35,
      "arab-states": 22,
      "asia-pacific": 39,
      cis: 9,
      europe: 46,
    });
    const regionOf = (code: string) => states.find((state) => state.code === code)?.ituRegion;
    expect(["GEO", "MDA", "UKR", "PSE", "VAT"].map(regionOf)).toEqual(["europe", "europe", "europe", "arab-states", "europe"]);
  });

  it("name M49 regions that nest", () => {
    const parents = new Map(regions.m49.map(({ code, parent }) => [code, parent]));
    expect(parents.size).toBe(29);
    for (const state of states) {
      expect(parents.get(state.m49Region), state.code).toBeNull();
      expect(parents.get(state.m49Subregion), state.code).toBe(state.m49Region);
      if (state.m49Intermediate) expect(parents.get(state.m49Intermediate), state.code).toBe(state.m49Subregion);
    }
  });

  it("have codes of their own", () => {
    for (const key of ["code", "iso2", "iso3", "m49"] as const) {
      expect(new Set(states.map((state) => state[key])).size).toBe(195);
    }
    expect(states.filter(({ code, iso3 }) => code !== iso3)).toEqual([]);
  });
});

describe("UN entities", () => {
  it("include every member of UNGIS that is known, ITU's road-map and facilitation partners too", () => {
    const entities = parties.filter((party) => party.kind === "un_entity");
    expect(entities.filter(({ ungisMember }) => ungisMember)).toHaveLength(31);
    const codes = entities.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["ITU", "UNESCO", "UN-DESA", "UNCTAD", "UNDP", "ECOSOC", "ICAO"]));
    expect(new Set(parties.map(({ code }) => code)).size).toBe(parties.length);
  });

  it("have the acronyms of each language", () => {
    const itu = parties.find(({ code }) => code === "ITU");
    expect(itu).toMatchObject({
      acronym: { zh: "国际电联", en: "ITU", fr: "UIT", ru: "МСЭ", es: "UIT" },
      names: { en: "International Telecommunication Union", fr: "Union internationale des télécommunications" },
    });
  });
});

describe("special groups", () => {
  const membersOn = (group: string, date: string) =>
    memberships.filter((membership) => membership.group === group && holdsOn(membership, date)).map(({ party }) => party);
  const groupsOf = (party: string, date: string) =>
    groupsOn(
      memberships.filter((membership) => membership.party === party),
      date,
    );

  it.each([
    ["1971-12-31", 24],
    ["1991-12-31", 47],
    ["1994-12-31", 48],
    ["2000-12-31", 49],
    ["2003-12-31", 50],
    ["2007-12-20", 49],
    ["2011-01-01", 48],
    ["2012-12-18", 49],
    ["2014-01-01", 48],
    ["2017-06-04", 47],
    ["2020-12-04", 46],
    ["2023-12-01", 46],
    ["2023-12-12", 46],
    ["2023-12-13", 45],
    ["2024-01-01", 45],
    ["2024-12-12", 45],
    ["2024-12-13", 44],
    ["2025-07-01", 44],
    ["2026-11-24", 41],
  ])("of least developed countries on %s are %i", (date, count) => {
    expect(membersOn("LDC", date)).toHaveLength(count);
  });

  it.each([
    ["BWA", "1994-12-19"],
    ["CPV", "2007-12-20"],
    ["MDV", "2011-01-01"],
    ["WSM", "2014-01-01"],
    ["GNQ", "2017-06-04"],
    ["VUT", "2020-12-04"],
    ["BTN", "2023-12-13"],
    ["STP", "2024-12-13"],
    ["BGD", "2026-11-24"],
    ["LAO", "2026-11-24"],
    ["NPL", "2026-11-24"],
  ])("lose %s on its day, %s", (party, day) => {
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    expect(groupsOf(party, before)).toContain("LDC");
    expect(groupsOf(party, day)).not.toContain("LDC");
  });

  it("of landlocked countries are 32, of small island States 37 (Cook Islands and Niue are not parties)", () => {
    expect(membersOn("LLDC", "2025-07-01")).toHaveLength(32);
    expect(membersOn("SIDS", "2025-07-01")).toHaveLength(37);
    expect(membersOn("CONFLICT", "2025-07-01")).toEqual([]);
  });

  it("may overlap", () => {
    expect(groupsOf("BTN", "2023-12-01")).toEqual(["LDC", "LLDC"]);
    expect(groupsOf("BTN", "2024-01-01")).toEqual(["LLDC"]);
    expect(groupsOf("TUV", "2025-07-01")).toEqual(["LDC", "SIDS"]);
    expect(groupsOf("CHE", "2025-07-01")).toEqual([]);
  });

  it("name States that are parties, each once at a time", () => {
    const codes = new Set(states.map(({ code }) => code));
    expect(memberships.filter(({ party }) => !codes.has(party))).toEqual([]);
    expect(new Set(memberships.map(({ group, party, from }) => `${group} ${party} ${from ?? ""}`)).size).toBe(memberships.length);
  });

  it("and regions are all named", () => {
    expect(regions.unGroups.map(({ code }) => code)).toEqual(UN_GROUPS);
    expect(regions.ituRegions.map(({ code }) => code)).toEqual(ITU_REGIONS);
    expect(regions.specialGroups.map(({ code }) => code)).toEqual(SPECIAL_GROUPS);
  });
});
