import { isCompiledQuestion } from "~/features/compilations/queries/questions.server";
import { normaliseLineCode } from "~/lib/line-code";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { findQuote, orphansOf, paragraphsOf } from "../model";
import { findSignedAnswer } from "../queries/answers.server";
import type { CiteInput } from "../schema";
import { cycleOf, withParagraph } from "./lock-draft.server";
import type { AskedParagraph } from "./paragraphs.server";

type AskedSentence = { at: number; sentence: string };
type Done = Result<null, Refusal>;
const gone = (): Result<never, Refusal> => refuse({ code: "document.sentence_gone" });
const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });

/**
 * Ties a sentence to a signed answer: to words of it, each with where it stands in the signed text, or to it as a whole.
 * Refuses `document.not_found`, `document.sentence_gone` where other words stand there by now, `document.answer_unknown`
 * also for contacts, `document.answer_confidential`, `document.quote_not_found`. Audit event.
 */
export async function citeAnswer(ctx: UserCtx, asked: AskedParagraph, { at, sentence, symbol, question, row, quote }: CiteInput): Promise<Done> {
  const isCompiled = await isCompiledQuestion(ctx, await cycleOf(ctx, asked.document));
  return withParagraph(ctx, asked, async (tx, draft, paragraph) => {
    if (paragraph.sentences[at] !== sentence) return gone();
    const place = { question: question.toUpperCase(), row: normaliseLineCode(row) };
    const answer = await findSignedAnswer(tx, draft.cycle, { symbol: symbol.toUpperCase(), ...place });
    if (!answer || !isCompiled(answer.template, place.question)) return refuseField("symbol", "document.answer_unknown");
    if (answer.confidential) return refuseField("symbol", "document.answer_confidential");
    const wanted = quote.filter((words) => words.trim() !== "");
    const found = wanted.map((words) => (typeof answer.value === "string" ? findQuote(answer.value, words) : null));
    if (found.includes(null)) return refuseField("quote", "document.quote_not_found");
    const isTied = ({ start, end }: { start: number; end: number }): boolean =>
      paragraph.ties.some(
        (tie) => tie.at === at && tie.kind === "evidence" && tie.hash === answer.hash && tie.place === "" && tie.start === start && tie.end === end,
      );
    const excerpts = wanted.length === 0 ? [{ quote: "", start: 0, end: 0 }] : found.filter((excerpt) => excerpt !== null);
    await tx.sentenceTie.createMany({
      // Said twice, it is said once.
      data: excerpts
        .filter((excerpt) => !isTied(excerpt))
        .map((excerpt) => ({
          ...excerpt,
          ...place,
          paragraphId: paragraph.id,
          kind: "evidence",
          at,
          sentence,
          tied: sentence,
          submissionId: answer.submission,
          answerHash: answer.hash,
          createdById: ctx.actor.id,
          createdAt: ctx.now(),
        })),
    });
    const data = { paragraph: paragraph.id, at, submission: answer.submission, ...place, hash: answer.hash, count: excerpts.length };
    await recordEvent(tx, ctx, { type: "document.sentence_tied", subject: `document:${asked.document}`, data });
    return ok(null);
  });
}

/** Says that a sentence rests on no answer and is its writers' own. Said twice, it is said once. Refuses `document.not_found`, `document.sentence_gone`. Audit event. */
export const markEditorial = (ctx: UserCtx, asked: AskedParagraph, { at, sentence }: AskedSentence): Promise<Done> =>
  withParagraph(ctx, asked, async (tx, _, paragraph) => {
    if (paragraph.sentences[at] !== sentence) return gone();
    if (paragraph.ties.some((tie) => tie.at === at && tie.kind === "editorial")) return ok(null);
    await tx.sentenceTie.create({
      data: { paragraphId: paragraph.id, kind: "editorial", at, sentence, tied: sentence, createdById: ctx.actor.id, createdAt: ctx.now() },
    });
    await recordEvent(tx, ctx, { type: "document.sentence_editorial", subject: `document:${asked.document}`, data: { paragraph: paragraph.id, at } });
    return ok(null);
  });

/** Takes a tie away, of this paragraph or an orphan of the document. Refuses `document.not_found`. Audit event. */
export const untie = (ctx: UserCtx, asked: AskedParagraph, id: string): Promise<Done> =>
  withParagraph(ctx, asked, async (tx, draft, paragraph) => {
    const tie = [...paragraph.ties, ...orphansOf(draft)].find((known) => known.id === id);
    if (!tie) return refuse({ code: "document.not_found" });
    await tx.sentenceTie.delete({ where: { id } });
    const { kind, sentence, submission, question, row, hash, quote } = tie;
    await recordEvent(tx, ctx, {
      type: "document.sentence_untied",
      subject: `document:${asked.document}`,
      data: { kind, sentence, submission, question, row, hash, quote },
    });
    return ok(null);
  });

/**
 * Puts a tie on a sentence: an orphan on the one it belongs to, or one whose sentence was changed on what it says now.
 * Refuses `document.not_found`, `document.sentence_gone`. Audit event.
 */
export const retie = (ctx: UserCtx, asked: AskedParagraph, { tie: id, at, sentence }: AskedSentence & { tie: string }): Promise<Done> =>
  withParagraph(ctx, asked, async (tx, draft, paragraph) => {
    const tie = [...paragraphsOf(draft).flatMap(({ ties }) => ties), ...draft.lost].find((known) => known.id === id);
    if (!tie) return refuse({ code: "document.not_found" });
    if (paragraph.sentences[at] !== sentence) return gone();
    await tx.sentenceTie.update({ where: { id }, data: { paragraphId: paragraph.id, at, sentence, tied: sentence } });
    await recordEvent(tx, ctx, { type: "document.tie_moved", subject: `document:${asked.document}`, data: { tie: id, paragraph: paragraph.id, at } });
    return ok(null);
  });
