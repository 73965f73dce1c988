import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Definition } from "~/features/templates/schema";
import { CHAPTERS, isNamed } from "./chapters";

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

  it("leave out nothing a State or a stakeholder is asked, but what authorizes and attaches, and what repeats by action line", () => {
    const left = definitions
      .filter(({ partyKind }) => partyKind !== "un_entity")
      .flatMap(({ template, sections }) =>
        sections.flatMap(({ code, questions }) =>
          questions
            .filter((question) => !CHAPTERS.some(({ sources }) => isNamed(sources[template] ?? [], code, question.code)))
            .map((question) => `${template} ${question.code}`),
        ),
      );
    expect(left.sort()).toEqual(["national-report I1", "stakeholder-contribution G1", "stakeholder-contribution I1"]);
  });
});
