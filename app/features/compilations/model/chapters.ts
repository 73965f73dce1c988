/**
 * Which questions feed which chapter of the consolidated report (domain section 3.6): sections of a template by their
 * letter, single questions by their code. The chapters of the action lines stand between the second and the third: each
 * takes what is asked line by line.
 */
export type Chapter = { key: (typeof CHAPTER_KEYS)[number]; sources: Readonly<Record<string, readonly string[]>> };

export const CHAPTER_KEYS = ["process", "progress", "targets", "inclusion", "finance", "emerging", "beyond", "proposals"] as const;

/** The chapter of a name of its own; undefined for an action line. */
export const ownChapter = (key: string): Chapter["key"] | undefined => CHAPTER_KEYS.find((known) => known === key);

export const CHAPTERS: readonly Chapter[] = [
  { key: "process", sources: { "national-report": ["A"], "facilitator-report": ["A"], "stakeholder-contribution": ["A"] } },
  { key: "progress", sources: { "national-report": ["B", "C"], "facilitator-report": ["B"], "stakeholder-contribution": ["B", "C"] } },
  { key: "targets", sources: { "national-report": ["E"], "facilitator-report": ["D"] } },
  { key: "inclusion", sources: { "national-report": ["F"], "facilitator-report": ["F4"], "stakeholder-contribution": ["D"] } },
  { key: "finance", sources: { "national-report": ["G"], "facilitator-report": ["E3"] } },
  { key: "emerging", sources: { "national-report": ["H2"], "facilitator-report": ["G1"], "stakeholder-contribution": ["E1"] } },
  {
    key: "beyond",
    sources: {
      "national-report": ["H1", "H3", "H4"],
      "facilitator-report": ["G2", "G3", "G4", "H"],
      "stakeholder-contribution": ["E2", "E3", "E4", "E5"],
    },
  },
  { key: "proposals", sources: { "national-report": ["H5"], "stakeholder-contribution": ["F"] } },
];

/** Questions that ask for every action line at once: each row of their answers feeds the chapter of its line. */
export const LINE_MATRICES: Readonly<Record<string, readonly string[]>> = { "national-report": ["D1"] };

/** Chapters before those of the action lines. */
export const FIRST_CHAPTERS = 2;

/** Whether a question belongs to one of these sections or is one of these questions. */
export const isNamed = (named: readonly string[], section: string, code: string): boolean => named.includes(section) || named.includes(code);
