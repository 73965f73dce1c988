import { describe, expect, test } from "vitest";
import { narrowed, seesIn, tellsOf } from "./narrowed";
import { envOfPage, partOf } from "./page-part";
import { parsePageId, questionsOfPage, shownQuestionsOfPage } from "./pages";
import { assess } from "./progress";
import { envOf, example, references, slots } from "./testing";

type Places = Parameters<typeof seesIn>[1];
const seen = (places: Places): string[] => slots.filter(seesIn(example, places)).map(({ question, row }) => [question, row].filter(Boolean).join("|"));

test("places open a page or one question of a page, in its own row, and nothing else", () => {
  expect(seen([{ page: "B", question: "" }])).toEqual(["B2", "B3"]);
  expect(seen([{ page: "A", question: "A7" }])).toEqual(["A7"]);
  expect(seen([{ page: "D-C5", question: "" }])).toEqual(["D2|C5", "D5|C5", "D6|C5"]);
  expect(seen([{ page: "D-C7-GOV", question: "D5" }])).toEqual(["D5|C7-GOV"]);
  // The choice of rows is on the section's own page.
  expect(seen([{ page: "D", question: "" }])).toEqual(["D1", "D2"]);
  for (const place of [
    { page: "B", question: "A7" },
    { page: "", question: "" },
    { page: "", question: "A7" },
    { page: "Z", question: "" },
  ])
    expect(seen([place])).toEqual([]);
  expect(seen([])).toEqual([]);
});

test("somebody is told of others at the questions they see, in whichever row", () => {
  const tells = tellsOf(example, [
    { page: "D-C5", question: "" },
    { page: "A", question: "A7" },
  ]);
  expect(["A6", "A7", "B2", "D1", "D5", "Z9"].map((code) => [code, tells(code)])).toEqual([
    ["A6", false],
    ["A7", true],
    ["B2", false],
    ["D1", false],
    ["D5", true],
    ["Z9", false],
  ]);
});

test("progress is of what is seen alone", () => {
  const env = envOf({ A2: "one", A6: ["youth"] });
  const { pages, problems, counts } = assess(env, seesIn(example, [{ page: "A", question: "A7" }]));
  expect(pages.map(({ id, counts: { total } }) => [id, total])).toEqual([["A", 1]]);
  expect(problems.map(({ question }) => question)).toEqual(["A7"]);
  expect(counts).toMatchObject({ total: 1, required: 1, answered: 0 });
  expect(assess(env, seesIn(example, [])).pages).toEqual([]);
});

describe("a page for somebody who sees a part", () => {
  const answers = { A2: "one", A6: ["youth"], A7: "a text", D2: ["C5", "C2"], "D2|C5": "progress", "D5|C5": { sdgs: ["SDG9"] }, "D6|C5": "more" };
  const list = Object.entries(answers).map(([key, value]) => ({ question: key.split("|")[0]!, row: key.split("|")[1] ?? "", value }));
  function pageOf(id: string, places: Places, given: Record<string, unknown> = answers) {
    const env = envOf(given as typeof answers);
    const sees = seesIn(example, places);
    const page = parsePageId(example, id, references)!;
    const definition = narrowed(example, page, { env, sees });
    return { page, definition, part: partOf(page, { env, answers: list.filter(sees), definition }) };
  }

  test("has the questions among it that apply, and of the definition nothing else", () => {
    const { page, definition } = pageOf("A", [{ page: "A", question: "A7" }]);
    expect(definition.sections.map(({ code }) => code)).toEqual(["A"]);
    expect(questionsOfPage(definition, page).map(({ code }) => code)).toEqual(["A7"]);
    const hidden = pageOf("A", [{ page: "A", question: "A7" }], { A6: ["other"] });
    expect(questionsOfPage(hidden.definition, hidden.page)).toEqual([]);
  });

  test("settles what conditions ask of answers that are not given, so that the browser shows the same without them", () => {
    const { page, definition, part } = pageOf("A", [{ page: "A", question: "A7" }]);
    expect(part.answers.map(({ question }) => question)).toEqual(["A7"]);
    expect(JSON.stringify(definition)).not.toContain('"A6"');
    const env = envOfPage(page, part, [], { groups: [], references, language: "en" });
    expect(shownQuestionsOfPage(env, page).map(({ code }) => code)).toEqual(["A7"]);
  });

  test("keeps the conditions it can answer itself, in its own row", () => {
    const { page, definition, part } = pageOf("D-C5", [{ page: "D-C5", question: "" }]);
    expect(questionsOfPage(definition, page).map(({ code }) => code)).toEqual(["D2", "D5", "D6"]);
    expect(JSON.stringify(definition)).toContain('"question":"D5"');
    expect(part.answers.map(({ question, row }) => `${question}|${row}`)).toEqual(["D2|C5", "D5|C5", "D6|C5"]);
  });

  test("shows the choice of rows on the section's own page alone", () => {
    const { page, definition } = pageOf("D", [{ page: "D", question: "D2" }]);
    expect(questionsOfPage(definition, page).map(({ code }) => code)).toEqual(["D2"]);
    const other = pageOf("D", [{ page: "D", question: "D1" }]);
    expect(questionsOfPage(other.definition, other.page).map(({ code }) => code)).toEqual(["D1"]);
  });
});
