import { describe, expect, it } from "vitest";
import type { Condition, Field } from "../schema";
import { definitionSchema } from "../schema";
import { at, createEnv, findQuestion, isVisible, lookupOf, shownFields, shownValue } from "./visibility";
import { envOf, example, references } from "./testing";

const holds = (condition: Condition, answers: Parameters<typeof envOf>[0] = {}, groups: string[] = [], row = "") =>
  isVisible(condition, at(envOf(answers, groups), row));

describe("isVisible", () => {
  it("reads another answer; a list matches when it contains one of the codes", () => {
    const condition: Condition = { question: "A6", in: ["youth", "other"] };
    expect(holds(condition)).toBe(false);
    expect(holds(condition, { A6: ["regulator"] })).toBe(false);
    expect(holds(condition, { A6: ["regulator", "youth"] })).toBe(true);
  });

  it("takes notIn as exactly not in, so it holds when nothing is answered", () => {
    const condition: Condition = { question: "A6", notIn: ["youth"] };
    expect(holds(condition)).toBe(true);
    expect(holds(condition, { A6: ["youth"] })).toBe(false);
    expect(holds(condition, { A6: ["other"] })).toBe(true);
  });

  it("reads a field of a group, and of any row of a table or matrix", () => {
    expect(holds({ question: "I1", field: "publish", in: ["all"] }, { I1: { publish: "all" } })).toBe(true);
    expect(holds({ question: "I1", field: "declaration", in: ["true"] }, { I1: { declaration: true } })).toBe(true);
    expect(
      holds(
        { question: "B2", field: "lines", in: ["C5"] },
        {
          B2: [
            { id: "x", title: "t" },
            { id: "y", lines: ["C1", "C5"] },
          ],
        },
      ),
    ).toBe(true);
    expect(holds({ question: "D1", field: "progress", in: ["5"] }, { D1: { C1: { progress: "1" }, C5: { progress: "5" } } })).toBe(true);
    expect(holds({ question: "D1", field: "progress", in: ["4"] }, { D1: { C1: { progress: "1" } } })).toBe(false);
  });

  it("reads a repeated question from the same row, and a plain one from within a row", () => {
    const answers = { D2: ["C1", "C2"], "D5|C1": { sdgs: ["SDG9"] }, A6: ["youth"] };
    const condition: Condition = { question: "D5", field: "sdgs", in: ["SDG9"] };
    expect(holds(condition, answers, [], "C1")).toBe(true);
    expect(holds(condition, answers, [], "C2")).toBe(false);
    expect(holds(condition, answers)).toBe(false);
    expect(holds({ question: "A6", in: ["youth"] }, answers, [], "C2")).toBe(true);
  });

  it("reads the choice of rows outside the repeat", () => {
    expect(holds({ question: "D2", in: ["C5"] }, { D2: ["C1", "C5"] })).toBe(true);
  });

  it("joins conditions", () => {
    const yes: Condition = { group: ["LDC", "SIDS"] };
    const no: Condition = { group: ["LLDC"] };
    const of = (condition: Condition) => holds(condition, {}, ["SIDS"]);
    expect([of(yes), of(no)]).toEqual([true, false]);
    expect([of({ all: [yes, no] }), of({ any: [yes, no] }), of({ not: no }), of({ not: { all: [yes, no] } })]).toEqual([false, true, true, true]);
  });
});

describe("createEnv", () => {
  it("takes an answer out of sight for no answer, however long the chain", () => {
    const chain = { A6: ["youth"], A7: "chain", A8: "en" };
    expect(envOf(chain).shows("A8", "")).toBe(true);
    const cut = envOf({ ...chain, A6: ["other"] });
    expect(cut.shows("A7", "")).toBe(false);
    expect(cut.shows("A8", "")).toBe(false);
    expect(cut.answers.get("A8", "")).toBeUndefined();
  });

  it("hides the questions of rows not chosen and keeps their answers", () => {
    const answers = { D2: ["C1"], "D2|C1": "x", "D2|C5": "kept" };
    expect(envOf(answers).shows("D2", "C5")).toBe(false);
    expect(envOf(answers).answers.get("D2", "C5")).toBeUndefined();
    expect(envOf({ ...answers, D2: ["C5", "C1"] }).answers.get("D2", "C5")?.value).toBe("kept");
  });

  it("knows no question outside its place", () => {
    const env = envOf({ D2: ["C1"] });
    expect([env.shows("A2", "C1"), env.shows("D5", ""), env.shows("ZZ", ""), env.shows("D2", "C99")]).toEqual([false, false, false, false]);
  });

  it("survives conditions that go in a circle", () => {
    const field = { id: "value", kind: "text" };
    const definition = definitionSchema.parse({
      ...example,
      sections: [
        {
          code: "A",
          questions: [
            { code: "A1", kind: "single", field, showIf: { question: "A2", in: ["x"] } },
            { code: "A2", kind: "single", field, showIf: { question: "A1", in: ["x"] } },
          ],
        },
      ],
    });
    const env = createEnv(definition, {
      answers: lookupOf([
        { question: "A1", row: "", value: "x" },
        { question: "A2", row: "", value: "x" },
      ]),
      groups: [],
      references,
      language: "en",
    });
    expect(typeof env.shows("A1", "")).toBe("boolean");
  });
});

describe("shownFields and shownValue", () => {
  const question = findQuestion(example, "I1", "", references)!;
  const fields = question.kind === "group" ? question.fields : [];
  const ids = (row: Record<string, string>, answers = {}, groups: string[] = []) => shownFields(fields, row, envOf(answers, groups)).map(({ id }) => id);

  it("reads sibling fields, groups and other answers together", () => {
    expect(ids({ publish: "after_date" })).not.toContain("date");
    expect(ids({ publish: "after_date" }, {}, ["LDC"])).toContain("date");
    expect(ids({ publish: "after_date" }, { A6: ["regulator"] })).toContain("date");
    expect(ids({ publish: "all" }, {}, ["LDC"])).not.toContain("date");
  });

  it("reads a hidden sibling as unanswered, in whatever order the fields stand", () => {
    const field = (id: string, showIf?: Condition): Field => ({ id, kind: "text", required: false, showIf });
    const chain = [field("c", { field: "b", in: ["x"] }), field("b", { field: "a", in: ["x"] }), field("a")];
    const shown = (a: string) => shownFields(chain, { a, b: "x" }, envOf({})).map(({ id }) => id);
    expect(shown("x")).toEqual(["c", "b", "a"]);
    expect(shown("y")).toEqual(["a"]);
  });

  it("leaves out hidden fields and unknown rows, without touching the value", () => {
    const value = { publish: "all", date: "2025-01-01", declaration: true };
    expect(shownValue(question, value, envOf({}, ["LDC"]))).toEqual({ publish: "all", declaration: true });
    expect(value.date).toBe("2025-01-01");
    const matrix = findQuestion(example, "D1", "", references)!;
    expect(shownValue(matrix, { C99: { progress: "1" }, C1: { progress: "na", trend: "up" } }, envOf({}))).toEqual({ C1: { progress: "na" } });
  });
});

describe("findQuestion", () => {
  it("finds questions, the choice and repeated questions of any reportable row", () => {
    const code = (question: string, row: string) => findQuestion(example, question, row, references)?.code ?? null;
    expect([code("A2", ""), code("D2", ""), code("D2", "C5"), code("D5", "C7-GOV")]).toEqual(["A2", "D2", "D2", "D5"]);
    expect([code("A2", "C1"), code("D5", ""), code("D5", "C9"), code("X", "")]).toEqual([null, null, null, null]);
    expect(findQuestion(example, "D2", "", references)).toMatchObject({ atLeast: 2, field: { kind: "many" } });
  });
});
