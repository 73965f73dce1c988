import { describe, expect, test } from "vitest";
import { fromFormData } from "~/features/templates/model/forms";
import type { AnswerValue, References } from "~/features/templates/model/values";
import { definitionSchema, questionSchema, type Question } from "~/features/templates/schema";
import type { ReadArea, ReadForm } from "~/lib/form-document";
import type { Fillable } from "../model";
import { filledFile } from "./read-word";
import { hiddenText, readHidden } from "./word-hidden";

/** What areas hold becomes the answer of a question, or one problem and no answer. */

const text = (id: string) => ({ id, kind: "text" });
const questions = {
  one: { code: "Q1", kind: "single", field: { id: "a", kind: "one", options: ["yes", "no"] } },
  ranked: { code: "Q2", kind: "single", field: { id: "a", kind: "ranked", options: ["x", "y", "z"], atMost: 2 } },
  many: { code: "Q3", kind: "single", field: { id: "a", kind: "many", options: ["x", "y"] } },
  table: { code: "Q4", kind: "table", maxRows: 3, fields: [text("t"), { id: "n", kind: "number" }] },
  matrix: { code: "Q5", kind: "matrix", rows: ["r1", "r2"], fields: [text("t")] },
  long: { code: "Q6", kind: "single", field: { id: "a", kind: "long" } },
  parties: { code: "Q7", kind: "single", field: { id: "a", kind: "many", options: { reference: "parties" } } },
} as const;
type Name = keyof typeof questions;

const parties = Array.from({ length: 40 }, (_, index) => `P${index}`);
const references = { parties } as unknown as References;
const texts = { "Q1.option.yes": "Yes", "Q1.option.no": "No", "Q2.option.x": "X", "Q2.option.y": "Y", "Q2.option.z": "Z", "reference.parties.P1": "Land one" };

function formOf(name: Name, value: AnswerValue = null): { fillable: Fillable; question: Question } {
  const question = questionSchema.parse(questions[name]);
  const definition = definitionSchema.parse({ template: "t", format: 1, partyKind: "state", sections: [{ code: "S", questions: [questions[name]] }] });
  const page = { id: "S", section: "S", row: "", title: "", intro: "", questions: [{ question, row: "", value, revision: 7 }] };
  const mark = { format: 1, template: "t", version: 1, report: null, language: "en" } as const;
  return { question, fillable: { mark, title: "", subject: "", definition, references, texts, pages: [page] } };
}

const area = (key: string, own: Partial<ReadArea> | string): [string, ReadArea] => [
  key,
  { key, fault: null, text: "", markdown: "", ticks: [], ...(typeof own === "string" ? { text: own, markdown: own } : own) },
];
/** Reads areas by the rest of their keys. */
function read(name: Name, areas: Record<string, Partial<ReadArea> | string>, value?: AnswerValue) {
  const { fillable, question } = formOf(name, value);
  const hidden = readHidden(hiddenText(fillable))!;
  const form: ReadForm = { hidden: "", areas: new Map(Object.entries(areas).map(([key, own]) => area(`S/${question.code}${key}`, own))) };
  const { answers, problems } = filledFile(hidden, form, fillable, { write: "[Write here]", choose: "[Choose]" });
  return problems.length > 0 ? problems : { revision: answers[0]!.revision, value: fromFormData(question, answers[0]!.entries, () => "new") };
}
const answer = (value: AnswerValue) => ({ revision: 7, value });

const row = (index: number, t: string, n: string) => ({ [`.${index}.t`]: t, [`.${index}.n`]: n });
const blank = { ...row(0, "[Write here]", "[Write here]"), ...row(1, "", ""), ...row(2, "", "") };

describe("an answer", () => {
  test.each<[string, Name, Record<string, Partial<ReadArea> | string>, AnswerValue]>([
    ["by the label, however it is spaced and cased", "one", { "": "\u200f yes  " }, "yes"],
    ["by the code", "one", { "": "no" }, "no"],
    ["that was not given", "one", { "": "[Choose]" }, null],
    ["in order, with a place left out", "ranked", { "#1": "[Choose]", "#2": "Z" }, ["z"]],
    [
      "ticked",
      "many",
      {
        "": {
          ticks: [
            { code: "y", ticked: true },
            { code: "x", ticked: false },
          ],
        },
      },
      ["y"],
    ],
    ["in lines, by name or code", "parties", { "": "- land one\n\nP3\n" }, ["P1", "P3"]],
    ["in new rows", "table", { ...blank, ...row(1, "b", "1 234,5") }, [{ id: "new", t: "b", n: 1234.5 }]],
    ["in a table from which empty rows were taken", "table", row(0, "b", ""), [{ id: "new", t: "b" }]],
    ["of some rows", "matrix", { ".r1.t": "x", ".r2.t": "[Write here]" }, { r1: { t: "x" } }],
    ["as Markdown where it is long", "long", { "": { text: "a", markdown: "**a**" } }, "**a**"],
    ["of nothing but spaces", "long", { "": "\n\n \u200f\n" }, null],
  ])("%s", (_, name, areas, value) => {
    expect(read(name, areas)).toEqual(answer(value));
  });

  test("keeps the ids of its rows, and loses a row that was emptied", () => {
    const stands = [
      { id: "r-a", t: "a" },
      { id: "r-b", t: "b" },
    ];
    expect(read("table", { ...row(0, "", ""), ...row(1, "b!", ""), ...row(2, "c", "") }, stands)).toEqual(
      answer([
        { id: "r-b", t: "b!" },
        { id: "new", t: "c" },
      ]),
    );
  });
});

describe("a problem", () => {
  test.each<[string, Name, Record<string, Partial<ReadArea> | string>, object]>([
    ["a question that is gone", "one", {}, { code: "missing" }],
    ["a choice nobody offers", "one", { "": "Perhaps" }, { code: "unknown_choice", found: "Perhaps" }],
    ["one choice twice", "ranked", { "#1": "X", "#2": "x" }, { code: "twice", found: "x" }],
    ["an area of a question that is gone", "ranked", { "#1": "X" }, { code: "structure" }],
    ["a line that names nobody", "parties", { "": "P1\nAtlantis" }, { code: "unknown_choice", found: "Atlantis" }],
    ["a box that is gone", "many", { "": { ticks: [{ code: "x", ticked: true }] } }, { code: "structure" }],
    ["a box of somebody's own", "many", { "": { ticks: ["x", "y", "q"].map((code) => ({ code, ticked: true })) } }, { code: "unknown_choice", found: "q" }],
    ["half a row", "table", { ".0.t": "x" }, { code: "structure" }],
    ["changes that are not settled", "long", { "": { fault: "tracked_changes" } }, { code: "tracked_changes" }],
    ["more than any answer holds", "long", { "": "x".repeat(200_001) }, { code: "too_long", found: "x".repeat(80) }],
  ])("%s", (_, name, areas, problem) => {
    expect(read(name, areas)).toEqual([{ place: formOf(name).question.code, ...problem }]);
  });

  test("a row of a table that stood there and is gone", () => {
    expect(read("table", row(1, "", ""), [{ id: "r-a", t: "a" }])).toEqual([{ code: "structure", place: "Q4" }]);
  });

  test("a row of a matrix that is no longer offered", () => {
    expect(read("matrix", { ".r1.t": "x", ".r2.t": "", ".old.t": "y" }, { old: { t: "y" } })).toEqual([{ code: "unknown_row", place: "Q5", found: "old" }]);
  });

  test("a question the definition does not have on that page", () => {
    const { fillable } = formOf("one");
    const hidden = readHidden(hiddenText(fillable))!;
    for (const asked of [{ question: "Q9" }, { page: "T" }, { row: "C5" }]) {
      const file = filledFile({ ...hidden, questions: [{ ...hidden.questions[0]!, ...asked }] }, { hidden: "", areas: new Map() }, fillable, {
        write: "",
        choose: "",
      });
      expect(file).toMatchObject({ answers: [], problems: [{ code: "structure" }] });
    }
  });
});

test.each(["", "{", "[]", '{"mark":{"format":2}}'])("what is no hidden part (%j) is none", (hidden) => {
  expect(readHidden(hidden)).toBeNull();
});
