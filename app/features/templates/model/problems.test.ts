import { describe, expect, it } from "vitest";
import { problemsOf } from "./problems";
import { at, findQuestion } from "./visibility";
import { completeAnswers, envOf, example, references } from "./testing";

const question = (code: string, row = "") => findQuestion(example, code, row, references)!;

/** Problems as short lines: `code field@tableRow`. */
function found(
  code: string,
  value: unknown,
  { row = "", answers = completeAnswers as Parameters<typeof envOf>[0], groups = [] as string[], language = "en" as const } = {},
) {
  return problemsOf(question(code, row), value, at(envOf(answers, groups), row, language)).map(
    (problem) => problem.code + (problem.field ? ` ${problem.field}` : "") + (problem.tableRow ? `@${problem.tableRow}` : ""),
  );
}
const group = (value: Record<string, unknown>) => found("I1", { publish: "all", declaration: true, ...value });
const table = (...rows: Record<string, unknown>[]) =>
  found(
    "B2",
    rows.map((row, index) => ({ id: `r${index}`, ...row })),
  );

describe("problemsOf", () => {
  it("demands what is required and nothing else", () => {
    expect(found("A2", null)).toEqual(["required"]);
    expect(found("A2", " \u200b\n")).toEqual(["required"]);
    expect(found("A2", "Ministry")).toEqual([]);
    expect(found("A1", null)).toEqual([]);
    expect(found("B3", null)).toEqual([]);
  });

  it("names question, row, params and severity", () => {
    expect(problemsOf(question("D2", "C1"), "one two three four five six", at(envOf(completeAnswers), "C1"))).toEqual([
      { question: "D2", row: "C1", code: "too_many_words", params: { count: 6, limit: 5 }, severity: "limit" },
    ]);
    expect(problemsOf(question("A2"), "", envOf({}))).toEqual([{ question: "A2", row: "", code: "required", params: {}, severity: "missing" }]);
  });

  it("counts words by script and characters as seen", () => {
    expect(found("A2", "👩‍👩‍👧‍👦".repeat(10))).toEqual([]);
    expect(found("A2", "eleven char")).toEqual(["too_many_characters"]);
    expect(problemsOf(question("D2", "C1"), "九个汉字的一段文本", at(envOf(completeAnswers), "C1", "zh"))).toEqual([]);
    expect(problemsOf(question("D2", "C1"), "十个汉字的一段小文本", at(envOf(completeAnswers), "C1", "zh"))).toMatchObject([
      { params: { count: 10, limit: 9 } },
    ]);
  });

  it("demands a block once when untouched, each field when begun", () => {
    expect(found("I1", null)).toEqual(["required"]);
    expect(found("I1", { declaration: false })).toEqual(["required"]);
    expect(found("I1", { amount: 1 })).toEqual(["required publish", "required declaration"]);
    expect(found("I1", { publish: "after_date", declaration: true }, { groups: ["LDC"] })).toEqual(["required date"]);
    expect(found("I1", { publish: "after_date", declaration: true }, { answers: {} })).toEqual([]);
  });

  it("demands the required rows of a matrix, and what is begun in the others", () => {
    expect(found("A3", null)).toEqual(["row_incomplete@focal"]);
    expect(found("A3", { focal: { name: "A", email: "a@b.ch" }, alternate: { name: "B" } })).toEqual(["required email@alternate"]);
    expect(found("D1", { C1: { progress: "3" }, C2: { progress: "na" } })).toEqual(["required trend@C1", "row_incomplete@C5", "row_incomplete@C7-GOV"]);
  });

  it("counts the rows of a table that say something", () => {
    expect(table()).toEqual(["required"]);
    expect(table({}, { title: " " })).toEqual(["required"]);
    expect(table({ title: "a" }, {})).toEqual(["too_few_rows"]);
    expect(found("B3", [{ id: "x" }])).toEqual([]);
    expect(found("B3", [{ id: "x", change: "DEL" }])).toEqual(["too_few_rows"]);
    expect(table({ title: "a" }, { title: "b" })).toEqual([]);
    expect(table({ title: "a" }, { from: 2003 })).toEqual(["required title@r1"]);
    expect(table({ title: "a" }, { title: "b" }, { title: "c" }, { title: "d" })).toEqual(["too_many_rows"]);
    expect(table({ title: "a", change: "1 2 3 4 5" }, { title: "b" })).toEqual(["too_many_words change@r0"]);
  });

  it("demands a conditional field of a row only where its condition holds", () => {
    expect(
      found("B3", [
        { id: "x", change: "ADD" },
        { id: "y", change: "DEL" },
        { id: "z", change: "DEL", text: "1 2 3 4 5 6 7" },
      ]),
    ).toEqual(["required text@x"]);
  });

  it("counts known rows once in a choice", () => {
    expect(found("D2", null)).toEqual(["too_few_chosen"]);
    expect(found("D2", ["C1", "C1"])).toEqual(["too_few_chosen"]);
    expect(found("D2", ["C1", "C99"])).toEqual(["too_few_chosen", "unknown_option"]);
    expect(found("D2", ["C1", "C2"])).toEqual([]);
  });

  it("says nothing of what does not apply", () => {
    expect(found("A7", null, { answers: { A6: ["other"] } })).toEqual([]);
    expect(found("A7", null, { answers: { A6: ["youth"] } })).toEqual(["required"]);
    expect(found("F7", null)).toEqual([]);
    expect(found("F7", null, { groups: ["LDC"] })).toEqual(["required"]);
    expect(found("D2", null, { row: "C5" })).toEqual([]);
    expect(found("D6", null, { row: "C1" })).toEqual([]);
    expect(found("D6", null, { row: "C7-GOV" })).toEqual(["required"]);
  });

  it.each([
    ["about ten", ["not_a_number amount"]],
    ["1,234", ["ambiguous_number amount"]],
    ["12,5", []],
    [-1, ["below_minimum amount"]],
    [1001, ["above_maximum amount"]],
    [1000, []],
  ])("checks the number %j", (amount, expected) => expect(group({ amount })).toEqual(expected));

  it.each([
    [2020.5, ["not_a_whole_number from@r0"]],
    [1949, ["below_minimum from@r0"]],
    [20255, ["above_maximum from@r0"]],
    ["soon", ["not_a_number from@r0"]],
    [2020, []],
  ])("checks the year %j", (from, expected) => expect(table({ title: "a", from }, { title: "b" })).toEqual(expected));

  it.each([
    ["https://www.itu.int/net4/wsis?a=b#c", true],
    ["http://例子.中国/路径", true],
    ["HTTPS://EXAMPLE.ORG", true],
    ["www.itu.int", false],
    ["ftp://example.org", false],
    ["javascript:alert(1)//https://example.org", false],
    ["https://", false],
    ["https://nowhere", false],
    ["https://example.org/a b", false],
  ])("follows %j: %j", (link, good) => expect(table({ title: "a", link }, { title: "b" })).toEqual(good ? [] : ["not_a_url link@r0"]));

  it.each([
    ["a.b+c@example.org", true],
    ["имя@пример.рф", true],
    ["a@b", false],
    ["a b@c.de", false],
    ["a@b..de", false],
    ["@b.de", false],
  ])("writes to %j: %j", (email, good) => expect(found("A3", { focal: { name: "A", email } })).toEqual(good ? [] : ["not_an_email email@focal"]));

  it.each([
    ["+41 22 730 51 11 ext. 4", true],
    ["٠٢٢٧٣٠٥١١١", true],
    ["n/a", false],
    ["see website 12345", false],
  ])("rings %j: %j", (phone, good) => expect(found("A3", { focal: { name: "A", email: "a@b.ch", phone } })).toEqual(good ? [] : ["not_a_phone phone@focal"]));

  it.each([
    ["2024-02-29", true],
    ["2025-02-29", false],
    ["2025-2-1", false],
    ["01/02/2025", false],
    ["2025-13-01", false],
  ])("finds the day %j in the calendar: %j", (date, good) =>
    expect(found("I1", { publish: "after_date", date, declaration: true }, { groups: ["LDC"] })).toEqual(good ? [] : ["not_a_date date"]),
  );

  it("checks choices and files", () => {
    const ref = (name: string, size: number) => ({ sha256: name.repeat(64), name, size });
    expect(found("A6", ["youth", "regulator", "other"])).toEqual(["too_many_choices"]);
    expect(found("A6", ["gone"])).toEqual(["unknown_option"]);
    expect(group({ issues: ["ai", "dpi", "other"] })).toEqual(["too_many_choices issues"]);
    expect(group({ annexes: [ref("a", 10), ref("b", 10)] })).toEqual(["too_many_files annexes"]);
    expect(group({ annexes: [ref("a", 2 ** 20 + 1)] })).toEqual(["file_too_large annexes"]);
    // The same megabyte as an upload is measured by and sizes are written in.
    expect(group({ annexes: [ref("a", 1_000_000)] })).toEqual([]);
    expect(group({ annexes: [ref("a", 1_000_001)] })).toEqual(["file_too_large annexes"]);
    expect(group({ annexes: [ref("a", 2 ** 20)] })).toEqual(["file_too_large annexes"]);
  });
});
