import { plainText } from "~/lib/text";

/**
 * Which codes a sentence might deserve: those of sentences that are written alike. The method is one that can be explained:
 * two sentences are as alike as their runs of letters are (cosine of their counts). It knows no meaning and no other language.
 */

/** A sentence that has a code. */
export type Coded = { mark: string; code: string; text: string };
/** `mark`: the coded sentence it resembles most; `alike`: how much, up to 1. */
export type Suggestion = { code: string; mark: string; text: string; alike: number };

/** From here on two sentences share wording, not only a language. */
export const LEAST_ALIKE = 0.45;
/** More would be a list to choose from, not a suggestion. */
const MOST_CODES = 3;

type Profile = { counts: Map<string, number>; length: number };

/** How often each run of letters stands in a text: of three, of Chinese of two. */
function profileOf(text: string): Profile {
  const letters = [
    ...` ${(
      plainText(text)
        .normalize("NFKC")
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
    ).join(" ")} `,
  ];
  const run = letters.some((letter) => /\p{Script=Han}/u.test(letter)) ? 2 : 3;
  const counts = new Map<string, number>();
  for (let start = 0; start + run <= letters.length; start++) {
    const key = letters.slice(start, start + run).join("");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { counts, length: Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0)) };
}

function likeness(one: Profile, other: Profile): number {
  let product = 0;
  for (const [key, count] of one.counts) product += count * (other.counts.get(key) ?? 0);
  return product === 0 ? 0 : product / (one.length * other.length);
}

/** Makes suggestions from sentences that have codes; the same for the same, whatever their order. */
export function suggester(coded: readonly Coded[]): (text: string) => Suggestion[] {
  const known = [...coded].sort((a, b) => (a.mark < b.mark ? -1 : 1)).map((one) => ({ ...one, profile: profileOf(one.text) }));
  return (text) => {
    const own = profileOf(text);
    const best = new Map<string, Suggestion>();
    for (const { profile, ...one } of known) {
      const alike = likeness(own, profile);
      if (alike >= LEAST_ALIKE && alike > (best.get(one.code)?.alike ?? 0)) best.set(one.code, { ...one, alike });
    }
    return [...best.values()].sort((a, b) => b.alike - a.alike || (a.mark < b.mark ? -1 : 1)).slice(0, MOST_CODES);
  };
}
