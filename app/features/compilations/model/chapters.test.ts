import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Definition } from "~/features/templates/schema";
import { CHAPTERS, isNamed, LINE_MATRICES } from "./chapters";

const definitions = readdirSync("prisma/seed/templates").map(
  (name) => JSON.parse(readFileSync(`prisma/seed/templates/${name}/definition.json`, "utf8")) as Definition,
);

describe("the chapters of the consolidated report", () => {
  it("name only templates, sections and questions there are", () => {
    const known = definitions.flatMap(({ template, sections }) =>
      sections.flatMap(({ code, questions }) => [`${template} ${code}`, ...questions.map((question) => `${template} ${question.code}`)]),
    );
    const named = CHAPTERS.flatMap(({ sources }) => Object.entries(sources).flatMap(([template, codes]) => codes.map((code) => `${template} ${code}`)));
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  /**
   * The table of section 3.6 of the domain description, as it is written there. Where it gives three letters with slashes they are of the national
   * report, the facilitators' and the stakeholders' contribution, in that order: "14 ← E/D1" is D1 of the facilitators, and D1 of States is a
   * part of their section D, which feeds the action lines.
   */
  const WRITTEN = {
    process: { "national-report": ["A"], "facilitator-report": ["A"], "stakeholder-contribution": ["A"] },
    progress: { "national-report": ["B"], "facilitator-report": ["B"], "stakeholder-contribution": ["B", "C1"] },
    targets: { "national-report": ["E"], "facilitator-report": ["D1"] },
    inclusion: { "national-report": ["F"], "facilitator-report": ["F4"], "stakeholder-contribution": ["D1"] },
    finance: { "national-report": ["G"] },
    emerging: { "national-report": ["H2"], "facilitator-report": ["G1"], "stakeholder-contribution": ["E1"] },
    beyond: {
      "national-report": ["H1", "H3", "H4"],
      "facilitator-report": ["G2", "G3", "G4"],
      "stakeholder-contribution": ["E2", "E3", "E4"],
    },
    proposals: { "national-report": ["H5"], "stakeholder-contribution": ["F1"] },
  } as const;
  /** What the table names nowhere stands where what is asked belongs: none of it is lost, and none of it is in a chapter the table gives to something else. */
  const BESIDES = {
    progress: ["national-report C", "stakeholder-contribution C2", "stakeholder-contribution C3", "stakeholder-contribution C5"],
    targets: ["facilitator-report D2", "facilitator-report D3"],
    inclusion: ["stakeholder-contribution D2", "stakeholder-contribution D3", "stakeholder-contribution D4"],
    finance: ["facilitator-report E3"],
    beyond: ["facilitator-report H", "stakeholder-contribution E5"],
  } as const;

  it("are fed as the domain description says", () => {
    const inTemplate = (template: string) => definitions.find((definition) => definition.template === template)!.sections;
    const questions = (sources: Readonly<Record<string, readonly string[]>>): string[] =>
      Object.entries(sources)
        .flatMap(([template, named]) =>
          inTemplate(template).flatMap(({ code, questions: asked }) =>
            asked.filter((question) => isNamed(named, code, question.code)).map((question) => `${template} ${question.code}`),
          ),
        )
        .sort();
    for (const { key, sources } of CHAPTERS) {
      const besides = Object.entries(BESIDES).find(([chapter]) => chapter === key)?.[1] ?? [];
      const more = besides.map((named) => named.split(" ") as [string, string]);
      const all = [...questions(WRITTEN[key]), ...more.flatMap(([template, named]) => questions({ [template]: [named] }))];
      expect(questions(sources), key).toEqual(all.sort());
    }
    // Chapters 3 to 13: section D of States, line by line and in the matrix over all lines; C4 of stakeholders; all that facilitators say.
    const byLine = definitions.flatMap(({ template, partyKind, sections }) =>
      partyKind === "un_entity" ? [] : sections.flatMap(({ repeat }) => repeat?.questions ?? []).map(({ code }) => `${template} ${code}`),
    );
    const matrices = Object.entries(LINE_MATRICES).flatMap(([template, codes]) => codes.map((code) => `${template} ${code}`));
    const states = inTemplate("national-report").find(({ code }) => code === "D")!;
    expect([...byLine, ...matrices].sort()).toEqual(
      [...[...states.questions, ...states.repeat!.questions].map(({ code }) => `national-report ${code}`), "stakeholder-contribution C4"].sort(),
    );
  });

  it("leave out nothing a State or a stakeholder is asked, but what authorizes and attaches, and what repeats by action line", () => {
    const left = definitions
      .filter(({ partyKind }) => partyKind !== "un_entity")
      .flatMap(({ template, sections }) =>
        sections.flatMap(({ code, questions }) =>
          questions
            .filter(
              (question) => ![...CHAPTERS.map(({ sources }) => sources), LINE_MATRICES].some((named) => isNamed(named[template] ?? [], code, question.code)),
            )
            .map((question) => `${template} ${question.code}`),
        ),
      );
    expect(left.sort()).toEqual(["national-report I1", "stakeholder-contribution G1", "stakeholder-contribution I1"]);
  });
});
