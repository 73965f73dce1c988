import { describe, expect, it } from "vitest";
import { guestsFor } from "./guests";

describe("guestsFor", () => {
  it("names each other person once, at a question where one of their pages is at one, and never oneself", () => {
    const here = [
      { person: "me", name: "Me", place: "A1" },
      { person: "a", name: "Amina", place: null },
      { person: "b", name: "Bao", place: null },
      { person: "a", name: "Amina", place: "B2" },
      { person: "a", name: "Amina", place: "B3" },
    ];
    expect(guestsFor("me", here)).toEqual([
      { name: "Amina", question: "B2" },
      { name: "Bao", question: null },
    ]);
    expect(guestsFor("me", here.slice(0, 1))).toEqual([]);
  });
});
