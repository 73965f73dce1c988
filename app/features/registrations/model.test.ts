import { expect, test } from "vitest";
import { partyCode } from "./model";
import { registrationSchema } from "./schema";

test.each([
  ["APC", "Association for Progressive Communications", "ORG-APC-7K4M"],
  ["", "Réseau numérique", "ORG-RESEAU-7K4M"],
  ["Élan 2030!", "x", "ORG-ELAN2030-7K4M"],
  ["", "A Very Long Name", "ORG-VERY-7K4M"],
  ["ABCDEFGHIJKLMNOP", "x", "ORG-ABCDEFGHIJKL-7K4M"],
  ["", "数字包容网络", "ORG-7K4M"],
  ["شبكة", "شبكة الإدماج الرقمي", "ORG-7K4M"],
])("the code of %j, %j is %s", (acronym, name, code) => {
  expect(partyCode(acronym, name, "7K4M")).toBe(code);
  // Codes stand in addresses and symbols.
  expect(code).toMatch(/^[A-Z0-9-]{2,40}$/);
});

const form = {
  email: " Focal@Example.ORG ",
  name: "N. Name",
  password: "a long enough password",
  language: "fr",
  organisation: "Network",
  category: "civil-society",
  scope: "global",
  about: "Trains teachers.\r\nIn two countries.",
};

test("a form with the least it needs", () => {
  expect(registrationSchema.parse(form)).toMatchObject({
    email: "focal@example.org",
    acronym: "",
    website: "",
    countries: [],
    accreditation: [],
    about: "Trains teachers.\nIn two countries.",
  });
});

test("one box or several, a web address as people type it, no control characters", () => {
  const parsed = registrationSchema.parse({
    ...form,
    website: "example.org/a",
    countries: "CHE",
    accreditation: ["wsis_accredited", "itu_academia"],
    organisation: "Net\u0000work\n",
  });
  expect(parsed).toMatchObject({
    website: "https://example.org/a",
    countries: ["CHE"],
    accreditation: ["wsis_accredited", "itu_academia"],
    organisation: "Net work",
  });
});

test.each([
  ["website", "javascript:alert(1)", "registration.website_invalid"],
  ["website", "not a site", "registration.website_invalid"],
  ["scope", "everywhere", "registration.scope_required"],
  ["category", "", "registration.category_required"],
  ["about", " \n ", "registration.about_required"],
  ["organisation", "\u0000", "registration.organisation_required"],
  ["accreditation", "none", "registration.choice_unknown"],
  ["password", "short", "identity.password_too_short"],
])("%s: %j is refused", (field, value, code) => {
  const result = registrationSchema.safeParse({ ...form, [field]: value });
  expect(result.error?.issues.map(({ message }) => message)).toContain(code);
});
