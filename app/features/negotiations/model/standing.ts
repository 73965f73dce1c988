import type { Language } from "~/lib/languages";
import type { Input } from "../model";
import { followPassage, type Passage } from "./anchors";
import type { OpenInput } from "./pages";

/** Proposals that stand in a draft as it is written now, and what an edit would cost them. */

/** A passage of a paragraph of the draft as it is written. */
export type Place = Passage & { paragraph: string };
/** `place`: where the words it is about stand now. */
export type StandingProposal = Input & { place: Place };
/** Those of each paragraph, by its id. */
export type ByParagraph = ReadonlyMap<string, readonly StandingProposal[]>;

export function byParagraph(proposals: readonly StandingProposal[]): ByParagraph {
  const found = new Map<string, StandingProposal[]>();
  for (const one of proposals) found.set(one.place.paragraph, [...(found.get(one.place.paragraph) ?? []), one]);
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

/** A comment or proposal as everybody reads it: where the desk put it anew is said by the number of the paragraph in the version; words of the draft as it is written are the desk's. */
export function openInput({ anchor, ...input }: Input, numberOf: (paragraph: string) => string | undefined): OpenInput {
  return { ...input, moved: anchor && { number: numberOf(anchor.paragraph) ?? "", words: "", reason: anchor.reason, at: anchor.at } };
}
