import fc from "fast-check";
import { definitionSchema, type FIELD_KINDS, type Definition, type Field } from "../schema";
import { choicesOf, codesOf, type AnswerValue, type FormQuestion, type References } from "./values";
import { createEnv, lookupOf, placesOf, findQuestion, type Answer, type Env } from "./visibility";

/** For the unit tests of this folder only: a small template with every kind of question and field, and made-up answers. */

export const references: References = {
  "action-lines": ["C1", "C2", "C5", "C7-GOV"],
  sdgs: ["SDG1", "SDG9", "SDG16"],
  gdc: ["GDC1", "GDC2"],
  "wsis-targets": ["T1", "T2"],
  indicators: ["A4", "HH6"],
  themes: ["gender", "youth"],
  languages: ["ar", "en", "zh"],
  parties: ["CHE", "KEN"],
  "un-entities": ["ITU", "UNESCO"],
  "wsis-mechanisms": ["forum", "igf"],
  "itu-regions": ["africa", "europe"],
  "stakeholder-categories": ["civil-society", "academia"],
};

export const example: Definition = definitionSchema.parse({
  template: "example",
  format: 1,
  partyKind: "state",
  sections: [
    {
      code: "A",
      questions: [
        { code: "A1", kind: "single", required: true, field: { id: "value", kind: "fixed" } },
        { code: "A2", kind: "single", required: true, field: { id: "value", kind: "text", characters: 10 } },
        {
          code: "A3",
          kind: "matrix",
          required: true,
          confidential: "always",
          rows: ["focal", "alternate"],
          requiredRows: ["focal"],
          fields: [
            { id: "name", kind: "text", required: true },
            { id: "email", kind: "email", required: true },
            { id: "phone", kind: "phone" },
          ],
        },
        { code: "A6", kind: "single", required: true, field: { id: "value", kind: "many", options: ["youth", "regulator", "other"], atMost: 2 } },
        { code: "A7", kind: "single", showIf: { question: "A6", in: ["youth"] }, required: true, field: { id: "value", kind: "long", words: 5 } },
        { code: "A8", kind: "single", showIf: { question: "A7", in: ["chain"] }, field: { id: "value", kind: "one", options: { reference: "languages" } } },
      ],
    },
    {
      code: "B",
      questions: [
        {
          code: "B2",
          kind: "table",
          required: true,
          minRows: 2,
          maxRows: 3,
          fields: [
            { id: "title", kind: "text", required: true },
            { id: "change", kind: "long", words: 4 },
            { id: "lines", kind: "many", options: { reference: "action-lines" } },
            { id: "link", kind: "url" },
            { id: "from", kind: "year", min: 1950 },
          ],
        },
        {
          code: "B3",
          kind: "table",
          minRows: 2,
          maxRows: 5,
          layout: "proposal",
          fields: [
            { id: "change", kind: "one", required: true, options: ["ADD", "DEL"] },
            { id: "text", kind: "long", required: true, words: 5, showIf: { field: "change", in: ["ADD"] } },
          ],
        },
      ],
    },
    {
      code: "D",
      questions: [
        {
          code: "D1",
          kind: "matrix",
          required: true,
          rows: { reference: "action-lines" },
          fields: [
            { id: "progress", kind: "scale", required: true },
            { id: "trend", kind: "trend", required: true, showIf: { not: { field: "progress", in: ["na", "0"] } } },
          ],
        },
      ],
      repeat: {
        choice: "D2",
        rows: { reference: "action-lines" },
        atLeast: 2,
        questions: [
          { code: "D2", kind: "single", required: true, field: { id: "value", kind: "long", words: 5 } },
          {
            code: "D5",
            kind: "group",
            required: true,
            fields: [
              { id: "sdgs", kind: "many", required: true, options: { reference: "sdgs" }, suggest: "sdgs-of-line" },
              { id: "gdc", kind: "many", options: { reference: "gdc" }, suggest: "gdc-of-line" },
            ],
          },
          { code: "D6", kind: "single", required: true, showIf: { question: "D5", field: "sdgs", in: ["SDG9"] }, field: { id: "value", kind: "text" } },
        ],
      },
    },
    {
      code: "F",
      showIf: { group: ["LDC", "SIDS"] },
      questions: [{ code: "F7", kind: "single", required: true, field: { id: "value", kind: "long" } }],
    },
    {
      code: "I",
      questions: [
        {
          code: "I1",
          kind: "group",
          required: true,
          fields: [
            { id: "publish", kind: "one", required: true, options: ["all", "after_date"] },
            {
              id: "date",
              kind: "date",
              required: true,
              showIf: { all: [{ field: "publish", in: ["after_date"] }, { any: [{ group: ["LDC"] }, { question: "A6", in: ["regulator"] }] }] },
            },
            { id: "issues", kind: "ranked", options: ["ai", "dpi", "other"], atMost: 2 },
            { id: "amount", kind: "number", min: 0, max: 1000 },
            { id: "register", kind: "one", options: ["stocktaking", "prize"] },
            { id: "entry", kind: "citation", registerIn: "register" },
            { id: "reported", kind: "symbol" },
            { id: "annexes", kind: "file", atMost: 1, megabytes: 1 },
            { id: "declaration", kind: "tick", required: true },
          ],
        },
      ],
    },
  ],
} satisfies Record<keyof Definition, unknown>);

/** Where something can be stored, chosen or not: question and row. */
export const slots: { question: string; row: string; of: FormQuestion }[] = [...placesOf(example).keys()].flatMap((question) =>
  ["", ...references["action-lines"]].flatMap((row) => {
    const of = findQuestion(example, question, row, references);
    return of ? [{ question, row, of }] : [];
  }),
);

/** An environment from answers by "question" or "question|row". */
export function envOf(answers: Record<string, AnswerValue | Answer>, groups: string[] = []): Env {
  const isAnswer = (value: unknown): value is Answer => typeof value === "object" && value !== null && "value" in value;
  const list = Object.entries(answers).map(([key, value]) => {
    const [question = "", row = ""] = key.split("|");
    return { question, row, ...(isAnswer(value) ? value : { value }) };
  });
  return createEnv(example, { answers: lookupOf(list), groups, references, language: "en" });
}

const file = fc.record({
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
  name: fc.constantFrom("a.pdf", "附件.docx"),
  size: fc.integer({ min: 0, max: 2_000_000 }),
});
const text = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "one",
    "one two three four five six",
    "五个字以上的中文文本啊",
    "https://example.org/a",
    "a@b.ch",
    "2025-02-30",
    "2025-02-28",
    "+41 22 730 5111",
    "a\nb",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((s) => !/\0|\r/.test(s)),
);

/** Any value a field may be stored with, right or wrong. */
export function anyFieldValue(field: Field): fc.Arbitrary<unknown> {
  const choices = choicesOf(field, references) ?? [];
  const byKind: Record<(typeof FIELD_KINDS)[number], () => fc.Arbitrary<unknown>> = {
    text: () => text,
    long: () => text,
    url: () => text,
    symbol: () => fc.oneof(text, fc.constantFrom("\u0410/80/L.41", "C23/35-E")),
    citation: () => fc.oneof(text, fc.constantFrom("1514632317", "https://www.itu.int/net4/wsis/stocktaking/Prizes/2025/Details/1")),
    email: () => text,
    phone: () => text,
    date: () => text,
    one: () => fc.constantFrom(...choices),
    scale: () => fc.constantFrom(...choices),
    trend: () => fc.constantFrom(...choices),
    many: () => fc.subarray([...choices]),
    ranked: () => fc.shuffledSubarray([...choices]),
    number: () => fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -5, max: 2000 }), fc.constantFrom("about 12", "1,234")),
    year: () => fc.oneof(fc.integer({ min: 1800, max: 2200 }), fc.constantFrom(2020.5, "soon")),
    tick: () => fc.boolean(),
    file: () => fc.uniqueArray(file, { maxLength: 2, selector: (ref) => ref.sha256 }),
    fixed: () => fc.constant(null),
  };
  return fc.option(byKind[field.kind](), { nil: null, freq: 5 });
}

const anyRow = (fields: readonly Field[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.id, anyFieldValue(field)])));

/** Any value a question may be stored with, right or wrong. */
export function anyValue(question: FormQuestion): fc.Arbitrary<unknown> {
  switch (question.kind) {
    case "single":
      return anyFieldValue(question.field);
    case "group":
      return anyRow(question.fields);
    case "table":
      return fc.array(anyRow(question.fields), { maxLength: 4 }).map((rows) => rows.map((row, index) => ({ ...row, id: `r${index}` })));
    case "matrix":
      return fc.record(Object.fromEntries(codesOf(question.rows, references).map((code) => [code, anyRow(question.fields)])), { requiredKeys: [] });
  }
}

/** Any state of a report: answers to some slots (hidden ones too), and the party's groups. */
export const anyReport: fc.Arbitrary<{ answers: Record<string, AnswerValue>; groups: string[] }> = fc.record({
  answers: fc.record(Object.fromEntries(slots.map(({ question, row, of }) => [`${question}|${row}`, anyValue(of)])), { requiredKeys: [] }) as fc.Arbitrary<
    Record<string, AnswerValue>
  >,
  groups: fc.subarray(["LDC", "SIDS", "LLDC"]),
});

/** Answers of the example that leave no problem. */
export const completeAnswers: Record<string, AnswerValue> = {
  A2: "Ministry",
  A3: { focal: { name: "A", email: "a@example.org" } },
  A6: ["regulator"],
  B2: [
    { id: "r1", title: "One" },
    { id: "r2", title: "Two", from: 2003, link: "https://example.org" },
  ],
  D1: { C1: { progress: "3", trend: "up" }, C2: { progress: "na" }, C5: { progress: "5", trend: "stable" }, "C7-GOV": { progress: "0" } },
  D2: ["C7-GOV", "C1"],
  "D2|C1": "Measures taken",
  "D5|C1": { sdgs: ["SDG1"] },
  "D2|C7-GOV": "Measures taken",
  "D5|C7-GOV": { sdgs: ["SDG9"] },
  "D6|C7-GOV": "Flagship",
  I1: { publish: "all", declaration: true },
};
