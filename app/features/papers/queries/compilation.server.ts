import type { AskedCompilation, AskedOrder } from "~/features/compilations/model/address";
import type { CompiledAnswer } from "~/features/compilations/model";
import { getWholeChapter } from "~/features/compilations/queries/chapter.server";
import { getWholeCompilation } from "~/features/compilations/queries/compilation.server";
import { listTranslations } from "~/features/translations/queries/translations.server";
import { MAX_PAPER_BYTES } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { AnswerText, Handout } from "../model";
import { chapterBook, chapterName, chapterPaper } from "../model/chapter-paper";
import { compilationBook, compilationName, compilationPaper, type CompilationOptions } from "../model/compilation-paper";
import { wordsIn } from "./words.server";

const isOpen = ({ confidential }: CompiledAnswer): boolean => !confidential;

/** How answers are given: with their translations into the language of the paper where those are asked for. Refuses what is more than a paper holds. */
async function optionsFor(ctx: Ctx, items: readonly CompiledAnswer[], text: AnswerText): Promise<Result<CompilationOptions, Refusal>> {
  const open = items.filter(isOpen);
  const foreign = text === "original" ? [] : open.filter(({ language }) => language !== ctx.language);
  const hashes = foreign.map(({ hash }) => hash);
  const translations = await listTranslations(ctx, hashes, ctx.language);
  const said = JSON.stringify([open.map(({ value }) => value), Object.values(translations).map(({ texts }) => texts)]);
  if (said.length > MAX_PAPER_BYTES) return refuse({ code: "paper.too_large" });
  // An answer that stands under several parts is left out once.
  const left = new Set(items.filter(({ confidential }) => confidential).map(({ submission, question, row }) => `${submission} ${question.code} ${row}`)).size;
  return ok({ words: wordsIn(ctx.language), now: ctx.now(), left, text, translations });
}

/**
 * All answers to a question in one document, each in its own language, in translation where there is one, or both, without
 * those that are confidential. Refuses `compilation.not_found`, and `paper.too_large` where they are more than a paper holds.
 */
export async function paperOfCompilation(ctx: Ctx, asked: AskedCompilation, text: AnswerText = "original"): Promise<Result<Handout, Refusal>> {
  const found = await getWholeCompilation(ctx, asked);
  if (!found.ok) return found;
  const options = await optionsFor(ctx, found.value.items, text);
  if (!options.ok) return options;
  const open = { ...found.value, items: found.value.items.filter(isOpen) };
  return ok({
    name: compilationName(open, options.value),
    paper: () => compilationPaper(open, options.value),
    book: () => compilationBook(open, options.value),
  });
}

/** The same of all that feeds a chapter: template by template, question by question. Refuses as that does. */
export async function paperOfChapter(ctx: Ctx, chapter: string, asked: AskedOrder, text: AnswerText = "original"): Promise<Result<Handout, Refusal>> {
  const found = await getWholeChapter(ctx, chapter, asked);
  if (!found.ok) return found;
  const items = found.value.questions.flatMap((question) => question.items);
  const options = await optionsFor(ctx, items, text);
  if (!options.ok) return options;
  const questions = found.value.questions.map((question) => ({ ...question, items: question.items.filter(isOpen) }));
  const open = { ...found.value, questions: questions.filter((question) => question.items.length > 0) };
  return ok({
    name: chapterName(open, options.value),
    paper: () => chapterPaper(open, options.value),
    book: () => chapterBook(open, options.value),
  });
}
