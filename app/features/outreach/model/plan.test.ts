import fc from "fast-check";
import { expect, test } from "vitest";
import { nearFinder, personKey, planPeople, type Known } from "./plan";
import { readPeople, type FileWords, type ReadRow } from "./file";

const words: FileWords = {
  columns: new Map([
    ["e-mail", "email"],
    ["partie", "party"],
    ["role", "role"],
    ["langue", "language"],
    ["nom", "name"],
  ]),
  roles: new Map([["approver", "approver"]]),
  languages: new Map([["francais", "fr"]]),
};
const row = (own: Partial<ReadRow> = {}): ReadRow => ({
  line: 2,
  email: "a@example.org",
  name: "A",
  party: "CHE",
  role: "focal_point",
  typedRole: "",
  language: "en",
  typedLanguage: "",
  isFormula: false,
  ...own,
});
const known = (own: Partial<Known> = {}): Known => ({
  party: (typed) => (typed === "CHE" ? { id: "che" } : { near: ["CHE"] }),
  isMember: () => false,
  isPending: () => false,
  hasBounced: () => false,
  ...own,
});
const plansOf = (rows: ReadRow[], own?: Partial<Known>): string[] => planPeople(rows, known(own)).map(({ plan }) => plan);

test("columns are found by their headings in any order, and an empty role or language is the usual one", () => {
  const read = readPeople(
    [
      { line: 1, cells: ["Partie", "?", "E-Mail", "Langue", "Role"] },
      { line: 3, cells: ["CHE", "x", "a@example.org", "Français", "Approver"] },
      { line: 4, cells: ["CHE", null, "b@example.org"] },
      { line: 5, cells: ["CHE", "", null, "Klingon", "king"] },
    ],
    words,
    "es",
  );
  expect(read).toMatchObject({
    ok: true,
    value: [
      { line: 3, email: "a@example.org", party: "CHE", name: "", role: "approver", language: "fr", isFormula: false },
      { line: 4, email: "b@example.org", role: "focal_point", language: "es", isFormula: false },
      { line: 5, role: null, typedRole: "king", language: null, typedLanguage: "Klingon", isFormula: true },
    ],
  });
  expect(readPeople([{ line: 1, cells: ["E-mail", "Nom"] }], words, "en")).toEqual({ ok: false, error: "no_headings" });
});

test("each line is planned by the first thing that is wrong with it", () => {
  expect(plansOf([row()])).toEqual(["invite"]);
  expect(plansOf([row({ isFormula: true })])).toEqual(["formula"]);
  expect(plansOf([row({ email: "a@" }), row({ email: "" })])).toEqual(["email_malformed", "email_malformed"]);
  expect(plansOf([row({ party: "Atlantis" }), row({ party: "" })])).toEqual(["party_unknown", "party_unknown"]);
  expect(plansOf([row({ role: null }), row({ language: null }), row({ name: "x".repeat(201) })])).toEqual([
    "role_unknown",
    "language_unknown",
    "name_too_long",
  ]);
  expect(plansOf([row()], { isMember: () => true, isPending: () => true, hasBounced: () => true })).toEqual(["member"]);
  expect(plansOf([row()], { isPending: () => true, hasBounced: () => true })).toEqual(["pending"]);
  expect(plansOf([row()], { hasBounced: (email) => email === "a@example.org" })).toEqual(["bounced"]);
  expect(plansOf([row({ email: "A@Example.org " }), row(), row({ role: "approver" })])).toEqual(["invite", "duplicate", "invite"]);
});

test("nobody is to be invited twice to the same role, whatever the file repeats", () => {
  const rows = fc.array(
    fc.record({
      email: fc.constantFrom("a@example.org", "A@EXAMPLE.org", "b@example.org", "no"),
      party: fc.constantFrom("CHE", "X"),
      role: fc.constantFrom("focal_point", "approver"),
    }),
  );
  fc.assert(
    fc.property(rows, (given) => {
      const planned = planPeople(
        given.map(({ role, ...one }, index) => row({ ...one, role: role as ReadRow["role"], line: index + 2 })),
        known(),
      );
      const invited = planned.flatMap(({ plan, email, partyId, role }) => (plan === "invite" ? [personKey(email, partyId!, role)] : []));
      expect(new Set(invited).size).toBe(invited.length);
      const wanted = new Set(planned.flatMap(({ email, partyId, role }) => (partyId && email.includes("@") ? [personKey(email, partyId, role)] : [])));
      expect(new Set(invited)).toEqual(wanted);
    }),
  );
});

test("parties with names like the one typed are offered, the likest first, and none that is unlike", () => {
  const near = nearFinder([
    { code: "CHE", names: ["Switzerland", "Suisse"] },
    { code: "SWZ", names: ["Eswatini"] },
    { code: "SWE", names: ["Sweden", "Suède"] },
    { code: "CIV", names: ["Côte d'Ivoire"] },
  ]);
  expect(near("Switserland")[0]).toBe("CHE");
  expect(near("Swedn")[0]).toBe("SWE");
  expect(near("Cote dIvoire")).toEqual(["CIV"]);
  expect(near("Mongolia")).toEqual([]);
});
