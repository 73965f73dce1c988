import type { Language } from "~/lib/languages";
import type { Input } from "../model";
import { followPassage, type Passage } from "./anchors";

/** Proposals that stand in a draft as it is written now, and what an edit would cost them. */

/** `place`: where the words it is about stand now. */
export type StandingProposal = Input & { place: Passage };
/** Those of each paragraph, by its id. */
export type ByParagraph = ReadonlyMap<string, readonly StandingProposal[]>;

export function byParagraph(proposals: readonly StandingProposal[]): ByParagraph {
  const found = new Map<string, StandingProposal[]>();
  for (const one of proposals) found.set(one.paragraph, [...(found.get(one.paragraph) ?? []), one]);
  return found;
}

/**
 * Of the proposals for a paragraph those that would be orphans if another text were saved for it. Other words for the whole
 * of it, or none, are for the words it had; what else is about the whole goes where it goes.
 */
export const orphanedBy = (proposals: readonly StandingProposal[], before: string, after: string, language: Language): StandingProposal[] =>
  proposals.filter(({ kind, words, place }) =>
    words === "" ? (kind === "MOD" || kind === "DEL") && after !== before : followPassage(before, after, place, language) === null,
  );
