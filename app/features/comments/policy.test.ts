import fc from "fast-check";
import { expect, test } from "vitest";
import { FACILITATION_ROLES, PARTY_ROLES, SECRETARIAT_ROLES, type User } from "~/lib/actor";
import { person } from "../../../tests/factories/person";
import { SIDES, THREAD_KINDS } from "./model";
import { decideThread, kindsRead, standsWith, THREAD_ACTIONS } from "./policy";

const commented = { partyId: "own", line: "C5" };
const membership = fc.record({ partyId: fc.constantFrom("own", "other"), partyCode: fc.constant("X"), role: fc.constantFrom(...PARTY_ROLES) });
const anybody: fc.Arbitrary<User | null> = fc
  .option(
    fc.record({
      memberships: fc.array(membership, { maxLength: 3 }),
      secretariat: fc.uniqueArray(fc.constantFrom(...SECRETARIAT_ROLES)),
      facilitations: fc.array(fc.record({ partyId: fc.constant("other"), line: fc.constantFrom("C5", "C6"), role: fc.constantFrom(...FACILITATION_ROLES) }), {
        maxLength: 2,
      }),
    }),
  )
  .map((roles) => roles && person(roles));

test("internal threads are read by the secretariat alone, and by nobody who stands with the party, whatever else they are", () => {
  fc.assert(
    fc.property(anybody, fc.constantFrom(...SIDES), (actor, side) => {
      const read = kindsRead(actor, side, commented);
      if (read.includes("internal")) expect([side, actor!.secretariat.length > 0, standsWith(actor, commented)]).toEqual(["desk", true, false]);
      if (read.includes("shared") && side === "party") expect(actor!.memberships.some(({ partyId }) => partyId === "own")).toBe(true);
      if (read.includes("shared") && side === "desk") expect(actor!.secretariat.length).toBeGreaterThan(0);
    }),
  );
});

test("whoever does something to a thread reads it, and whoever stands with the party does nothing at the desk", () => {
  fc.assert(
    fc.property(anybody, fc.constantFrom(...SIDES), fc.constantFrom(...THREAD_KINDS), fc.constantFrom(...THREAD_ACTIONS), (actor, side, kind, action) => {
      const decided = decideThread(actor, side, action, kind, commented);
      const reads = kindsRead(actor, side, commented).includes(kind);
      if (decided.ok) {
        expect(reads).toBe(true);
        expect(side === "desk" && standsWith(actor, commented)).toBe(false);
      } else expect(decided.error.code === "comment.not_found").toBe(!reads);
    }),
  );
});

test("what each role does", () => {
  const does = (actor: User, side: "desk" | "party") =>
    THREAD_KINDS.map((kind) => THREAD_ACTIONS.filter((action) => decideThread(actor, side, action, kind, commented).ok).join(" "));
  const all = "start reply assign resolve";
  expect(Object.fromEntries(SECRETARIAT_ROLES.map((role) => [role, does(person({ secretariat: [role] }), "desk")]))).toEqual({
    desk_officer: [all, all],
    admin: [all, all],
    editor: [all, ""],
    translator: [all, ""],
    observer: ["", ""],
  });
  const member = (role: (typeof PARTY_ROLES)[number]) => person({ memberships: [{ partyId: "own", partyCode: "X", role }] });
  expect(Object.fromEntries(PARTY_ROLES.map((role) => [role, does(member(role), "party")]))).toEqual({
    focal_point: ["", "start reply resolve"],
    approver: ["", "start reply resolve"],
    contributor: ["", "start reply resolve"],
    delegate: ["", "start reply"],
  });
  expect(PARTY_ROLES.map((role) => does(member(role), "desk"))).toEqual(PARTY_ROLES.map(() => ["", ""]));
  // Who co-facilitates the line is asked for another entity's answers by nobody.
  const beside = person({ secretariat: ["desk_officer"], facilitations: [{ partyId: "other", line: "C5", role: "co" }] });
  expect(kindsRead(beside, "desk", commented)).toEqual(["shared"]);
  expect(decideThread(beside, "desk", "reply", "shared", commented)).toMatchObject({ error: { code: "comment.own_party" } });
});
