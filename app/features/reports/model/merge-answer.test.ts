import { describe, expect, it } from "vitest";
import { example, references } from "~/features/templates/model/testing";
import { findQuestion } from "~/features/templates/model/visibility";
import { mergeAnswers, mergedPieces } from "./merge-answer";

const question = (code: string) => findQuestion(example, code, "", references)!;

describe("mergeAnswers", () => {
  it("merges texts by words, lists by their codes and tables by their rows", () => {
    expect(mergeAnswers(question("A2"), "Ministry of trade", "Ministry of foreign trade", "The Ministry of trade").value).toBe("The Ministry of foreign trade");
    expect(mergeAnswers(question("A6"), ["youth"], ["youth", "women"], []).value).toEqual(["women"]);
    const [first, second] = [
      { id: "r1", title: "A law" },
      { id: "r2", title: "A fund" },
    ];
    expect(mergeAnswers(question("B2"), [first], [{ ...first, title: "A new law" }], [first, second])).toEqual({
      value: [{ ...first, title: "A new law" }, second],
      clashes: 0,
      choices: 0,
    });
  });

  it("takes the other's answer where nothing was changed here, none included", () => {
    expect(mergeAnswers(question("A2"), "Ministry", "Ministry", null).value).toBeNull();
    expect(mergeAnswers(question("A2"), null, null, "Ministry").value).toBe("Ministry");
  });
});

describe("mergedPieces", () => {
  it("says what is from whom, and leaves out what nobody changed", () => {
    const [base, mine, theirs] = [
      [{ id: "r1", title: "A law" }],
      [{ id: "r1", title: "A new law" }],
      [
        { id: "r1", title: "A law" },
        { id: "r2", title: "A fund" },
      ],
    ];
    const merged = mergeAnswers(question("B2"), base, mine, theirs).value;
    expect(mergedPieces(question("B2"), {}, { base, mine, theirs, merged }).map(({ key, pieces }) => [key, pieces])).toEqual([
      [
        "r1.title",
        [
          { from: "both", text: "A " },
          { from: "mine", text: "new " },
          { from: "both", text: "law" },
        ],
      ],
      ["r2.title", [{ from: "theirs", text: "A fund" }]],
    ]);
  });
});
