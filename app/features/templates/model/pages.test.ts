import { describe, expect, it } from "vitest";
import { formatPageId, neighboursOf, pageOfQuestion, pagesOf, parsePageId, questionsOfPage, shownQuestionsOfPage } from "./pages";
import { envOf, example, references } from "./testing";

const ids = (answers: Parameters<typeof envOf>[0], groups?: string[]) => pagesOf(envOf(answers, groups)).map(({ id }) => id);
const codes = (id: string) =>
  questionsOfPage(example, parsePageId(example, id, references)!).map((question) => question.code + ("atLeast" in question ? "!" : ""));

describe("pages", () => {
  it("has a page a section and a chosen row, in reference order, of known rows only", () => {
    expect(ids({})).toEqual(["A", "B", "D", "I"]);
    expect(ids({ D2: ["C7-GOV", "C99", "C1"] }, ["LDC"])).toEqual(["A", "B", "D", "D-C1", "D-C7-GOV", "F", "I"]);
  });

  it("reads and writes page ids", () => {
    for (const id of ["A", "D", "D-C5", "D-C7-GOV", "F"]) {
      const page = parsePageId(example, id, references)!;
      expect(formatPageId(page.section, page.row)).toBe(id);
      expect(page.id).toBe(id);
    }
    for (const id of ["", "Z", "D-", "D-C99", "A-C1", "d", "DC1", "constructor"]) expect(parsePageId(example, id, references)).toBeNull();
  });

  it("puts the choice on the section's page and the repeated questions on the rows'", () => {
    expect(codes("A")).toEqual(["A1", "A2", "A3", "A6", "A7", "A8"]);
    expect(codes("D")).toEqual(["D1", "D2!"]);
    expect(codes("D-C5")).toEqual(["D2", "D5", "D6"]);
    const env = envOf({ D2: ["C1"], "D5|C1": { sdgs: ["SDG9"] } });
    expect(shownQuestionsOfPage(env, { id: "D-C1", section: "D", row: "C1" }).map(({ code }) => code)).toEqual(["D2", "D5", "D6"]);
    expect(shownQuestionsOfPage(env, { id: "A", section: "A", row: "" }).map(({ code }) => code)).toEqual(["A1", "A2", "A3", "A6"]);
  });

  it("finds the page of a question", () => {
    const at = (question: string, row: string) => pageOfQuestion(example, question, row)?.id ?? null;
    expect([at("A2", ""), at("D2", ""), at("D2", "C5"), at("D5", ""), at("X", "")]).toEqual(["A", "D", "D-C5", null, null]);
  });

  it("knows what comes before and after", () => {
    const pages = pagesOf(envOf({ D2: ["C1"] }));
    const around = (id: string) => [neighboursOf(pages, id).previous?.id, neighboursOf(pages, id).next?.id];
    expect(around("A")).toEqual([undefined, "B"]);
    expect(around("D-C1")).toEqual(["D", "I"]);
    expect(around("I")).toEqual(["D-C1", undefined]);
    expect(around("D-C5")).toEqual([undefined, undefined]);
  });
});
