import type { AskedCompilation } from "~/features/compilations/model/address";
import { getWholeCompilation } from "~/features/compilations/queries/compilation.server";
import { MAX_PAPER_BYTES } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Handout } from "../model";
import { compilationBook, compilationName, compilationPaper } from "../model/compilation-paper";
import { wordsIn } from "./words.server";

/**
 * All answers to a question in one document, each in its own language, without those that are confidential. Refuses
 * `compilation.not_found`, and `paper.too_large` where they are more than a paper holds.
 */
export async function paperOfCompilation(ctx: Ctx, asked: AskedCompilation): Promise<Result<Handout, Refusal>> {
  const found = await getWholeCompilation(ctx, asked);
  if (!found.ok) return found;
  const open = { ...found.value, items: found.value.items.filter(({ confidential }) => !confidential) };
  if (JSON.stringify(open.items.map(({ value }) => value)).length > MAX_PAPER_BYTES) return refuse({ code: "paper.too_large" });
  const options = { words: wordsIn(ctx.language), now: ctx.now(), left: found.value.items.length - open.items.length };
  return ok({ name: compilationName(open, options), paper: () => compilationPaper(open, options), book: () => compilationBook(open, options) });
}
