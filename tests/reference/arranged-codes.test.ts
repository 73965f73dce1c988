import { expect, test } from "vitest";
import { arrangedCodes, type ReferenceData } from "~/features/reference/queries.server";

const names = (ar: string, zh: string, en: string, es: string) => ({ ar, zh, en, fr: en, ru: en, es });
const entry = (code: string, called: ReturnType<typeof names>) => ({ code, names: called, facts: {} });
const data: ReferenceData = {
  sets: new Map([
    [
      "parties",
      [
        entry("AUT", names("النمسا", "奥地利", "Austria", "Austria")),
        entry("CHE", names("سويسرا", "瑞士", "Switzerland", "Suiza")),
        entry("CIV", names("كوت ديفوار", "科特迪瓦", "Côte d’Ivoire", "Côte d’Ivoire")),
        entry("DEU", names("ألمانيا", "德国", "Germany", "Alemania")),
      ],
    ],
    ["action-lines", [entry("C10", names("ي", "伦", "Ethics", "Ética")), entry("C2", names("ا", "基", "Infrastructure", "Infraestructura"))]],
  ]),
  mapping: { sdgs: {}, gdc: {}, targets: {} },
  units: new Map(),
};

test("States stand in the alphabetical order of each language, the others as their list has them", () => {
  const states = ["AUT", "CHE", "CIV", "DEU"];
  expect(arrangedCodes(data, "parties", states, "en")).toEqual(["AUT", "CIV", "DEU", "CHE"]);
  expect(arrangedCodes(data, "parties", states, "es")).toEqual(["DEU", "AUT", "CIV", "CHE"]);
  expect(arrangedCodes(data, "parties", states, "ar")).toEqual(["DEU", "AUT", "CHE", "CIV"]);
  expect(arrangedCodes(data, "parties", states, "zh")).toEqual(["AUT", "DEU", "CIV", "CHE"]);
  expect(arrangedCodes(data, "parties", ["CHE", "DEU"], "en")).toEqual(["DEU", "CHE"]);
  expect(arrangedCodes(data, "action-lines", ["C10", "C2"], "en")).toEqual(["C10", "C2"]);
});
