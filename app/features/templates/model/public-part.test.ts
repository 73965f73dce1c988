import { expect, test } from "vitest";
import { definitionSchema } from "../schema";
import { cosignKey, isWhollyPublic, publicPart } from "./public-part";
import { references } from "./testing";
import type { FormQuestion } from "./values";
import { createEnv, lookupOf } from "./visibility";

const definition = definitionSchema.parse({
  template: "joint",
  format: 1,
  partyKind: "organisation",
  sections: [
    {
      code: "A",
      questions: [
        {
          code: "A6",
          kind: "table",
          cosign: true,
          confidential: "never",
          maxRows: 5,
          fields: [
            { id: "organisation", kind: "text", required: true },
            { id: "name", kind: "text", required: true, publicIf: { question: "I1", in: ["named"] } },
            { id: "email", kind: "email", required: true },
          ],
        },
        { code: "I1", kind: "single", field: { id: "value", kind: "one", options: ["named", "organisation_only"] } },
      ],
    },
  ],
});
const table = definition.sections[0]!.questions[0] as FormQuestion;
const rows = ["one", "two"].map((id) => ({ id, organisation: `org ${id}`, name: `person ${id}`, email: `${id}@example.org` }));

const shown = (consent: string, cosigned: string[]) => {
  const answers = lookupOf([
    { question: "A6", row: "", value: rows },
    { question: "I1", row: "", value: consent },
  ]);
  const env = createEnv(definition, { answers, groups: [], references, language: "en" });
  return publicPart(table, rows, env, new Set(cosigned.map((row) => cosignKey("A6", row))));
};

test("co-signatories are public once they have confirmed, persons with consent, addresses never", () => {
  expect(shown("organisation_only", [])).toBeNull();
  expect(shown("named", [])).toBeNull();
  expect(shown("organisation_only", ["two"])).toEqual([{ id: "two", organisation: "org two" }]);
  expect(shown("named", ["two"])).toEqual([{ id: "two", organisation: "org two", name: "person two" }]);
  expect(shown("named", ["three"])).toBeNull();
});

test("what depends on a consent, reaches somebody or waits for a co-signatory is not public whatever it says", () => {
  const [signed, choice] = definition.sections[0]!.questions as FormQuestion[];
  expect(isWhollyPublic(choice!)).toBe(true);
  expect(isWhollyPublic(signed!)).toBe(false);
  const single = (field: object): FormQuestion => ({ ...choice, field: { id: "value", kind: "text", ...field } }) as FormQuestion;
  expect(isWhollyPublic(single({}))).toBe(true);
  expect(isWhollyPublic(single({ kind: "email" }))).toBe(false);
  expect(isWhollyPublic(single({ publicIf: { question: "I1", in: ["named"] } }))).toBe(false);
  expect(isWhollyPublic({ ...single({}), confidential: "always" } as FormQuestion)).toBe(false);
  expect(isWhollyPublic({ ...signed, fields: [{ id: "organisation", kind: "text" }] } as FormQuestion)).toBe(false);
});
