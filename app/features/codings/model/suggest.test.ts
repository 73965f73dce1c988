import { expect, test } from "vitest";
import { suggester } from "./suggest";

const CODED = [
  { mark: "1", code: "access", text: "Rural schools need affordable broadband." },
  { mark: "2", code: "skills", text: "Teachers must be trained in digital skills." },
  { mark: "3", code: "access", text: "农村学校需要负担得起的宽带。" },
  { mark: "4", code: "skills", text: "يحتاج المعلمون إلى تدريب على المهارات الرقمية." },
];

test("a sentence is given the code of the one it is written like, and says which", () => {
  const suggest = suggester(CODED);
  expect(suggest("Schools in **rural** areas need affordable broadband.")).toMatchObject([{ code: "access", mark: "1" }]);
  expect(suggest("农村地区的学校需要宽带。")).toMatchObject([{ code: "access", mark: "3" }]);
  expect(suggest("المعلمون يحتاجون إلى التدريب على المهارات الرقمية")).toMatchObject([{ code: "skills", mark: "4" }]);
  expect(suggest("Fisheries are overseen by a council of elders.")).toEqual([]);
  expect(suggest("…")).toEqual([]);
});

test("the best first, one for each code, the same in any order", () => {
  const more = [
    ...CODED,
    { mark: "5", code: "rural", text: "Rural schools need broadband." },
    { mark: "6", code: "access", text: "Rural schools need affordable broadband now." },
  ];
  const text = "Rural schools need affordable broadband.";
  const found = suggester(more)(text);
  expect(found.map(({ code, mark }) => [code, mark])).toEqual([
    ["access", "1"],
    ["rural", "5"],
  ]);
  expect(found[0]!.alike).toBeCloseTo(1, 10);
  expect(suggester([...more].reverse())(text)).toEqual(found);
});
