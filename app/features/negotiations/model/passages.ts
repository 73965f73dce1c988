import { findQuote } from "~/features/documents/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Passage } from "./anchors";
import type { ParagraphChoice } from "./pages";

const refuseWords = (code: string): Result<never, Refusal> => refuse({ code, fields: { words: code } });

/** Where typed words stand in a text: once, or nothing is meant; "" for the whole. Refuses `negotiation.passage_not_found` and `negotiation.passage_repeated`. */
export function passageIn(text: string, typed: string): Result<Passage & { words: string }, Refusal> {
  if (typed === "") return ok({ words: "", start: 0, end: 0 });
  const found = findQuote(text, typed);
  if (!found) return refuseWords("negotiation.passage_not_found");
  if (findQuote(text.slice(found.start + 1), typed)) return refuseWords("negotiation.passage_repeated");
  return ok({ words: found.quote, start: found.start, end: found.end });
}

/** A paragraph to choose, by its number and how it begins. */
export const choiceOf = ({ id, number, text }: { id: string; number: string; text: string }): ParagraphChoice => ({
  ...{ id, number },
  beginning: [...text].slice(0, 60).join(""),
});
