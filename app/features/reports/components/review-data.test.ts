import { describe, expect, it } from "vitest";
import { changedSince, seenOf } from "./review-data";

const answer = (question: string, hash: string, row = "", confidential = false) => ({ question, row, hash: hash.repeat(64), confidential });

describe("changedSince", () => {
  it("names what was changed, added, emptied or made confidential since it was shown", () => {
    const shown = [answer("A2", "a"), answer("D3", "b", "C7-GOV"), answer("E4", "c"), answer("F9", "d")];
    expect(changedSince(seenOf(shown), shown)).toEqual([]);
    const now = [answer("A2", "a"), answer("D3", "x", "C7-GOV"), answer("F9", "d", "", true), answer("H4", "e")];
    expect(changedSince(seenOf(shown), now)).toEqual([
      { question: "D3", row: "C7-GOV" },
      { question: "F9", row: "" },
      { question: "H4", row: "" },
      { question: "E4", row: "" },
    ]);
  });
});
