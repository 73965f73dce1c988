import { expect, test } from "vitest";
import { definitionSchema } from "~/features/templates/schema";
import { listedFacts } from "./listed";

const lines = { reference: "action-lines" };
const definition = definitionSchema.parse({
  template: "listed",
  format: 1,
  partyKind: "organisation",
  sections: [
    {
      code: "A",
      questions: [
        { code: "A2", kind: "single", field: { id: "value", kind: "one", options: { reference: "stakeholder-categories" } } },
        {
          code: "A3",
          kind: "group",
          fields: [
            { id: "scope", kind: "one", options: ["global", "local"], profile: "scope" },
            { id: "lines", kind: "many", options: lines },
          ],
        },
        { code: "A5", kind: "single", confidential: "always", field: { id: "value", kind: "many", options: lines } },
        { code: "A6", kind: "table", maxRows: 3, fields: [{ id: "lines", kind: "many", options: lines }] },
      ],
      repeat: {
        choice: "D1",
        rows: lines,
        atLeast: 0,
        questions: [{ code: "D1", kind: "single", field: { id: "value", kind: "long" } }],
      },
    },
  ],
});
const answer = (question: string, value: unknown, { row = "", confidential = false } = {}) => ({ question, row, value: value as never, confidential });

test("category, scope and lines are those of the answers that choose them", () => {
  const signed = [
    answer("A2", "youth"),
    answer("A3", { scope: "local", lines: ["C8", "C5"] }),
    answer("D1", ["C5", "C1"]),
    answer("D1", "text", { row: "C5" }),
  ];
  expect(listedFacts(definition, signed, "")).toEqual({ category: "youth", scope: "local", lines: ["C1", "C5", "C8"], sdgs: [], gdc: [] });
});

test("an answer that is confidential tells nothing, nor do contacts and rows of tables", () => {
  const signed = [
    answer("A2", "youth"),
    answer("A3", { scope: "local", lines: ["C8"] }, { confidential: true }),
    answer("A5", ["C9"]),
    answer("A6", [{ id: "r", lines: ["C10"] }]),
  ];
  expect(listedFacts(definition, signed, "")).toEqual({ category: "youth", scope: null, lines: [], sdgs: [], gdc: [] });
});

test("a facilitator's report is about its own line, whatever it mentions", () => {
  expect(listedFacts(definition, [answer("A3", { lines: ["C8"] })], "C2").lines).toEqual(["C2"]);
});

test("the Goals are those named in any open answer, whatever its kind, once and in their order", () => {
  const sdgs = { reference: "sdgs" };
  const goals = definitionSchema.parse({
    template: "goals",
    format: 1,
    partyKind: "organisation",
    sections: [
      {
        code: "A",
        questions: [
          { code: "A1", kind: "single", field: { id: "value", kind: "one", options: sdgs } },
          { code: "A2", kind: "table", maxRows: 5, fields: [{ id: "sdgs", kind: "many", options: sdgs }] },
          { code: "A3", kind: "matrix", rows: ["x", "y"], fields: [{ id: "goal", kind: "one", options: sdgs }] },
          {
            code: "A4",
            kind: "group",
            confidential: "allowed",
            fields: [
              { id: "sdgs", kind: "many", options: sdgs },
              { id: "why", kind: "text" },
            ],
          },
        ],
      },
    ],
  });
  const signed = [
    answer("A1", "9"),
    answer("A2", [{ id: "r", sdgs: ["17", "9"] }, { id: "s" }]),
    answer("A3", { x: { goal: "4" } }),
    answer("A4", { sdgs: ["1"] }, { confidential: true }),
    answer("A4", { sdgs: ["2"] }, { row: "C5" }),
  ];
  expect(listedFacts(goals, signed, "").sdgs).toEqual(["2", "4", "9", "17"]);
});

test("objectives of the Global Digital Compact are named by a choice, and by a row in which something is said", () => {
  const gdc = { reference: "gdc" };
  const objectives = definitionSchema.parse({
    template: "objectives",
    format: 1,
    partyKind: "organisation",
    sections: [
      {
        code: "A",
        questions: [
          { code: "A1", kind: "single", field: { id: "value", kind: "many", options: gdc } },
          { code: "A2", kind: "matrix", rows: gdc, fields: [{ id: "how", kind: "text" }] },
          { code: "A3", kind: "matrix", confidential: "always", rows: gdc, fields: [{ id: "how", kind: "text" }] },
        ],
      },
    ],
  });
  const signed = [answer("A1", ["O3"]), answer("A2", { O1: { how: "By law" }, O2: { how: " " }, O3: {} }), answer("A3", { O5: { how: "In secret" } })];
  expect(listedFacts(objectives, signed, "").gdc).toEqual(["O1", "O3"]);
});
