import { describe, expect, it } from "vitest";
import { example, references } from "~/features/templates/model/testing";
import { findQuestion } from "~/features/templates/model/visibility";
import { differingPieces, flatAnswer } from "./flat-answer";

const question = (code: string) => findQuestion(example, code, "", references)!;

describe("flatAnswer", () => {
  it("names the pieces of every kind of answer", () => {
    expect(flatAnswer(question("A2"), "Ministry", {})).toEqual([{ key: "", label: "", text: "Ministry" }]);
    expect(flatAnswer(question("A6"), ["youth"], { "A6.option.youth": "Youth" })).toEqual([{ key: "", label: "", text: "Youth" }]);
    expect(flatAnswer(question("B2"), [{ id: "r1", title: "A law" }], { "B2.row": "Achievement", "B2.field.title.label": "Title" })).toEqual([
      { key: "r1.title", label: "Achievement 1 · Title", text: "A law" },
    ]);
    expect(flatAnswer(question("A2"), null, {})).toEqual([]);
  });
});

describe("differingPieces", () => {
  it("leaves out what is the same and keeps what only one of them says", () => {
    const piece = (key: string, text: string) => ({ key, label: key, text });
    expect(differingPieces([piece("a", "1"), piece("b", "3"), piece("c", "4")], [piece("a", "1"), piece("b", "2")])).toEqual([
      { key: "b", label: "b", before: "3", after: "2" },
      { key: "c", label: "c", before: "4", after: "" },
    ]);
  });
});
