import { describe, expect, it } from "vitest";
import type { Definition, Question } from "../schema";
import { faultsOf } from "./faults";
import { example, references } from "./testing";

const lines = (definition: Definition) => faultsOf(definition, references).map(({ code, at }) => `${code} ${at}`);
const question = (more: Record<string, unknown>): Question =>
  ({
    code: "A1",
    kind: "single",
    required: false,
    confidential: "allowed",
    field: { id: "value", kind: "text", required: false },
    ...more,
  }) as unknown as Question;
const within = (...questions: Question[]): Definition => ({ ...example, sections: [{ code: "A", questions }] });

describe("faultsOf", () => {
  it("finds none in the example", () => expect(lines(example)).toEqual([]));

  it.each<[string, Definition, string[]]>([
    ["two questions of one code", within(question({}), question({})), ["duplicate_code A1"]],
    ["an option list without options", within(question({ field: { id: "value", kind: "one" } })), ["no_options A1.value"]],
    [
      "a field called id in a table",
      within(question({ kind: "table", minRows: 0, maxRows: 2, fields: [{ id: "id", kind: "text" }] })),
      ["reserved_field A1.id"],
    ],
    [
      "co-signatories nobody can ask",
      within(
        question({
          kind: "table",
          cosign: true,
          minRows: 0,
          maxRows: 2,
          fields: [
            { id: "organisation", kind: "text", required: true },
            { id: "name", kind: "text", required: true },
            { id: "email", kind: "text", required: true },
          ],
        }),
      ),
      ["wrong_cosign A1"],
    ],
    ["more rows demanded than allowed", within(question({ kind: "table", minRows: 3, maxRows: 2, fields: [{ id: "a", kind: "text" }] })), ["min_above_max A1"]],
    [
      "a required row that is not there",
      within(question({ kind: "matrix", rows: ["a", "b"], requiredRows: ["c"], fields: [{ id: "x", kind: "text" }] })),
      ["unknown_row A1"],
    ],
    ["a condition on a question that is not there", within(question({ showIf: { question: "Z9", in: ["x"] } })), ["unknown_question A1"]],
    [
      "a condition on a sibling that is not there",
      within(
        question({
          kind: "group",
          fields: [
            { id: "a", kind: "text", showIf: { not: { field: "z", in: ["x"] } } },
            { id: "b", kind: "text" },
          ],
        }),
      ),
      ["unknown_field A1.a"],
    ],
    [
      "conditions in a circle",
      within(
        question({ showIf: { any: [{ question: "A2", in: ["x"] }] } }),
        question({ code: "A2", showIf: { question: "A1", in: ["x"] } }),
        question({ code: "A3", showIf: { question: "A1", in: ["x"] } }),
      ),
      ["circular_condition A1", "circular_condition A2"],
    ],
    [
      "a choice that is not the first repeated question",
      {
        ...example,
        sections: [
          { code: "D", questions: [], repeat: { choice: "D9", rows: { reference: "action-lines" }, atLeast: 1, questions: [question({ code: "D2" })] } },
        ],
      },
      ["wrong_choice D"],
    ],
  ])("finds %s", (_name, definition, expected) => expect(lines(definition)).toEqual(expected));
});
