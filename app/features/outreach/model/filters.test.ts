import fc from "fast-check";
import { expect, test } from "vitest";
import { CALL_REASONS, PARTY_KINDS, STEPS, type OutreachFilters } from "../model";
import { readOutreachFilters, writeOutreachFilters } from "./filters";

const given = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

test("filters come back from an address as they were written", () => {
  const filters: fc.Arbitrary<OutreachFilters> = fc.record({
    q: given(["Chad", "ITU"]),
    kind: given(PARTY_KINDS),
    step: given(STEPS),
    call: given(CALL_REASONS),
    region: given(["africa", "itu:africa"]),
    group: given(["LDC"]),
    line: given(["C1"]),
    category: given(["civil-society"]),
  });
  fc.assert(
    fc.property(filters, (one) => {
      expect(readOutreachFilters(new URLSearchParams(writeOutreachFilters(one)))).toEqual(one);
    }),
  );
});

test("what no list has is as good as nothing", () => {
  expect(readOutreachFilters(new URLSearchParams("who=nobody&step=7&call=x"))).toEqual(readOutreachFilters(new URLSearchParams()));
});
