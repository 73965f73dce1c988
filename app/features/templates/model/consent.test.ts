import { describe, expect, it } from "vitest";
import { asksConsent, releaseOf } from "./consent";
import { example, slots } from "./testing";

describe("consent", () => {
  it("is one question of a template", () => {
    expect(slots.filter(({ of }) => asksConsent(of)).map(({ question }) => question)).toEqual(["I1"]);
  });

  it("is read from its own question alone, with its date only where publication waits for one", () => {
    const released = (value: unknown) =>
      releaseOf(example, [
        { question: "A3", value: { publish: "not_published" } },
        { question: "I1", value },
      ]);
    expect(released({ publish: "all", date: "2026-12-01" })).toEqual({ release: "all", releaseAfter: null });
    expect(released({ publish: "after_date", date: "2026-12-01" })).toEqual({ release: "after_date", releaseAfter: new Date("2026-12-01T00:00:00Z") });
    expect(released(null)).toEqual({ release: "all", releaseAfter: null });
    expect(releaseOf({ ...example, sections: example.sections.slice(0, 1) }, [{ question: "I1", value: { publish: "after_date" } }]).release).toBe("all");
  });
});
