import { describe, expect, it } from "vitest";
import { MAX_TEXT } from "../model";
import { proposeMerge } from "./merge";

const BASE = "Access has grown in rural areas. Costs have not fallen.";
const conflict = (yours: string, theirs: string, base: { value: unknown } | null = { value: BASE }) =>
  proposeMerge({ current: { value: theirs, revision: 2, updatedBy: "Bao" }, base, yours });

describe("proposeMerge", () => {
  const mine = BASE.replace("rural", "remote");
  const theirs = BASE.replace("not fallen", "hardly fallen");

  it("has the changes of both, and says whose each is", () => {
    const merge = conflict(mine, theirs);
    expect(merge?.value).toBe("Access has grown in remote areas. Costs have hardly fallen.");
    expect(merge?.pieces.filter(({ from }) => from !== "both")).toEqual([
      { from: "mine", text: "remote" },
      { from: "theirs", text: "hardly" },
    ]);
  });

  it("is none where both changed the same words, or the text before is not known", () => {
    expect(conflict(mine, BASE.replace("rural", "all"))).toBeNull();
    expect(conflict(mine, theirs, null)).toBeNull();
    expect(conflict(mine, theirs, { value: null })).toBeNull();
  });

  it("is none where it is one of the two, or longer than a paragraph", () => {
    expect(conflict(mine, BASE)).toBeNull();
    expect(conflict(BASE, theirs)).toBeNull();
    const half = "x".repeat(MAX_TEXT / 2);
    expect(conflict(`${half} ${BASE}`, `${BASE} ${half}`)).toBeNull();
  });
});
