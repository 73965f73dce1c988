import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allQuestionsOf } from "~/features/templates/model/texts";
import { fieldsOf, type FormQuestion } from "~/features/templates/model/values";
import type { Definition, Field } from "~/features/templates/schema";

const read = (path: string): unknown => JSON.parse(readFileSync(`prisma/seed/${path}`, "utf8"));
const definitionOf = (template: string): Definition => read(`templates/${template}/definition.json`) as Definition;
const national = definitionOf("national-report");

/**
 * The national report as it was agreed: code, what is asked (kinds of the fields, with the number of choices where the
 * list is the template's own), demanded or not, and the limits (W words, ch characters, # files or choices, MB).
 */
const AGREED: [code: string, asks: string, required: "R" | "-", limits: string][] = [
  ["A1", "single: fixed", "R", ""],
  ["A2", "single: text", "R", "200ch"],
  ["A3", "matrix 2: text+text+email+phone", "R", "200ch 200ch"],
  ["A4", "single: one", "R", ""],
  ["A5", "group: file+long", "-", "5# 10MB"],
  ["A6", "single: many(11)", "R", ""],
  ["A7", "single: long", "R", "300W"],
  ["B1", "single: long", "R", "500W"],
  ["B2", "table 1-3: text+long+many+url", "R", "200ch 120W"],
  ["B3", "table 1-3: text+long+many+url", "R", "200ch 120W"],
  ["C1", "single: one(4)", "R", ""],
  ["C2", "table 1-10: text+year+year+text+url", "R", "200ch 200ch"],
  ["C3", "single: long", "R", "150W"],
  ["C4", "group: long+year+url", "-", "150W"],
  ["C5", "group: one(2)+long", "R", "150W"],
  ["D1", "matrix action-lines: scale+trend+one(3)+text", "R", "120ch"],
  ["D2", "single: long", "R", "200W"],
  ["D3", "single: long", "R", "150W"],
  ["D4", "group: many(9)+long", "R", "100W"],
  ["D5", "group: many+many", "R", ""],
  ["D6", "group: one(3)+citation+text+long+url", "-", "200ch 200W"],
  ["D7", "group: one(4)+long", "-", "80W"],
  ["E1", "matrix wsis-targets: one(4)+number+text+year+long", "-", "60ch 40W"],
  ["E2", "matrix indicators: one(4)+number+year+text+text", "R", "200ch 300ch"],
  ["E3", "matrix 4: tick+tick+tick+tick+tick", "-", ""],
  ["E4", "single: long", "-", "120W"],
  ["F1", "group: long+number+year", "R", "150W"],
  ["F2", "single: long", "R", "150W"],
  ["F3", "single: long", "-", "100W"],
  ["F4", "group: one(4)+long", "R", "120W"],
  ["F5", "single: long", "-", "120W"],
  ["F6", "single: long", "R", "150W"],
  ["F7", "single: long", "-", "150W"],
  ["F8", "group: one(4)+long", "R", "150W"],
  ["F9", "single: long", "-", "120W"],
  ["G1", "matrix 3: number+text+year", "-", "3ch"],
  ["G2", "table 0-15: one(2)+text+text+number+text+year+year", "-", "200ch 200ch 3ch"],
  ["H1", "matrix action-lines: one(4)+long", "R", "30W"],
  ["H2", "group: ranked(7)+text+long", "R", "5# 200ch 200W"],
  ["H3", "matrix gdc: long", "-", "80W"],
  ["H4", "matrix wsis-mechanisms: long", "-", "80W"],
  ["H5", "table 0-40: text+text+one(4)+long+long", "-", "200ch 40ch 150W 80W"],
  ["I1", "group: one(3)+date+file+text+text+tick", "R", "5# 10MB 200ch 200ch"],
];

const kindOf = ({ kind, options }: Field): string => (Array.isArray(options) ? `${kind}(${options.length})` : kind);
const limitsOf = ({ atMost, megabytes, characters, words }: Field): string[] =>
  [atMost && `${atMost}#`, megabytes && `${megabytes}MB`, characters && `${characters}ch`, words && `${words}W`].filter((limit) => typeof limit === "string");

function shapeOf(question: FormQuestion): string {
  if (question.kind === "table") return `table ${question.minRows ?? 0}-${question.maxRows}`;
  if (question.kind !== "matrix") return question.kind;
  return `matrix ${"reference" in question.rows ? question.rows.reference : question.rows.length}`;
}

const questions = [...national.sections.flatMap(({ questions, repeat }) => [...questions, ...(repeat?.questions ?? [])])];

describe("the national report", () => {
  test.each(AGREED)("%s asks %s, %s, %s", (code, asks, required, limits) => {
    const question = questions.find((candidate) => candidate.code === code)!;
    const fields = fieldsOf(question);
    expect(`${shapeOf(question)}: ${fields.map(kindOf).join("+")}`).toBe(asks);
    expect(question.required ? "R" : "-").toBe(required);
    expect(fields.flatMap(limitsOf).join(" ")).toBe(limits);
  });

  test("asks these questions in this order, and no others", () => {
    expect(questions.map(({ code }) => code)).toEqual(AGREED.map(([code]) => code));
    expect(national.sections.map(({ code }) => code).join("")).toBe("ABCDEFGHI");
  });

  test("shows, demands and repeats what it was agreed to", () => {
    const by = new Map(questions.map((question) => [question.code, question]));
    expect(by.get("C2")).toMatchObject({ showIf: { question: "C1", notIn: ["none"] } });
    expect(by.get("F7")).toMatchObject({ showIf: { group: ["LDC", "LLDC", "SIDS", "CONFLICT"] } });
    expect(by.get("E2")).toMatchObject({ requiredRows: ["A4", "A6", "HH6", "HH7", "HH15", "HH18"] });
    expect(by.get("A3")).toMatchObject({ confidential: "always", requiredRows: ["focal_point"] });
    const repeat = national.sections.find(({ code }) => code === "D")!.repeat!;
    expect(repeat).toMatchObject({ rows: { reference: "action-lines" }, atLeast: 5 });
    expect(repeat.questions.map(({ code }) => code)).toEqual(["D2", "D3", "D4", "D5", "D6", "D7"]);
  });

  test("has rows for 18 reportable units, ten targets, five objectives and six mechanisms", () => {
    const rows = (list: string): { reportable?: boolean }[] => read(`reference/${list}.json`) as { reportable?: boolean }[];
    expect(rows("action-lines").filter(({ reportable }) => reportable)).toHaveLength(18);
    expect(rows("wsis-targets")).toHaveLength(10);
    expect(rows("gdc")).toHaveLength(5);
    expect(rows("wsis-mechanisms")).toHaveLength(6);
  });
});

test.each([
  ["national-report", 43],
  ["facilitator-report", 33],
  ["stakeholder-contribution", 26],
])("the %s has %i questions, each with its own code", (template, count) => {
  const { sections } = definitionOf(template);
  const codes = sections.flatMap(({ questions: own, repeat }) => [...own, ...(repeat?.questions ?? [])]).map(({ code }) => code);
  expect(codes).toHaveLength(count);
  expect(new Set(codes).size).toBe(count);
  expect(allQuestionsOf(definitionOf(template)).length).toBeGreaterThanOrEqual(count);
});
