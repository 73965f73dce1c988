import { expect, test } from "vitest";
import { example, references } from "~/features/templates/model/testing";
import { MAX_REASON, reasonName } from "~/features/reports/model/proposals";
import { isOverdue, isPlaceOf, parsePlaceCode, placeCode, tidyPlaces } from "./model";
import { parseProposal } from "./schema";

test("a place is a page or a question of it, and reads back as it was written", () => {
  for (const code of ["B", "D-C7-GOV", "B/B2", "D-C5/D5"]) expect(placeCode(parsePlaceCode(code))).toBe(code);
  const known = (code: string) => isPlaceOf(example, references, parsePlaceCode(code));
  expect(["B", "D", "D-C7-GOV", "B/B2", "D/D2", "D-C5/D5", "F/F7"].filter((code) => !known(code))).toEqual([]);
  // Of no page, of another page, of a row there is not, fixed by the account, or nothing at all.
  expect(["Z", "B/A2", "D-C9", "D-C5/D1", "A/A1", "", "/", "B/B2/x", "B/"].filter(known)).toEqual(["B/"]);
});

test("places stand once each, in the order of the form, and a whole page has its questions", () => {
  const tidy = (...codes: string[]) => tidyPlaces(example, codes.map(parsePlaceCode)).map(placeCode);
  expect(tidy("I/I1", "B/B3", "B/B2", "A", "B/B2")).toEqual(["A", "B/B2", "B/B3", "I/I1"]);
  expect(tidy("D-C5/D5", "B/B2", "B", "D-C5", "D-C2/D5")).toEqual(["B", "D-C2/D5", "D-C5"]);
});

test("an assignment is late from the end of its day on", () => {
  const at = new Date("2026-11-30T22:59:00Z");
  expect([isOverdue(null, at), isOverdue(at, at), isOverdue(at, new Date(at.getTime() + 1))]).toEqual([false, false, true]);
});

test("a button says what is done with which text as it was shown; what it does not say is refused", () => {
  const person = "00000000-0000-4000-8000-000000000001";
  const pressed = (proposal: string, more: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ proposal, ...more })) form.set(name, value);
    return parseProposal(form);
  };
  expect(parseProposal(new FormData())).toBeNull();
  expect(pressed("ready")).toEqual({ ok: true, value: { act: "ready" } });
  expect(pressed(`hand:B1:${person}:4`)).toEqual({ ok: true, value: { act: "hand", question: "B1", person, revision: 4 } });
  expect(pressed(`take:B1:${person}:4:2:${person}`)).toMatchObject({ ok: true, value: { act: "take", base: 2, opId: person } });
  expect(pressed(`back:B1:${person}:4`, { [reasonName("B1", person)]: " Why " })).toMatchObject({ ok: true, value: { reason: "Why" } });
  for (const reason of ["", "  "])
    expect(pressed(`back:B1:${person}:4`, { [reasonName("B1", person)]: reason })).toMatchObject({ error: { code: "proposal.reason_required" } });
  expect(pressed(`back:B1:${person}:4`, { [reasonName("B1", person)]: "x".repeat(MAX_REASON + 1) })).toMatchObject({
    error: { code: "delegation.note_too_long" },
  });
  for (const broken of ["", "take", `take:B1:${person}:4`, "take:B1:x:4:2:x", "publish:B1", `take:B1:${person}::2:${person}:`])
    expect(pressed(broken), broken).toMatchObject({ ok: false });
});
