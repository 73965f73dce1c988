import type { VersionLine } from "../model";

const STAGE_SIGNS = { elements: "EP", zero_draft: "ZD" } as const;

/** What a version is cited by: its cycle, the end of its document's id (its beginning is a time), and what it is: `XX20-DOC-3F9A01BC/Rev.1`. */
export const versionSymbol = (cycle: string, document: string, { stage, revision }: Pick<VersionLine, "stage" | "revision">): string =>
  `${cycle.toUpperCase()}-DOC-${document.slice(-8).toUpperCase()}/${stage === "revision" ? `Rev.${revision}` : STAGE_SIGNS[stage]}`;
