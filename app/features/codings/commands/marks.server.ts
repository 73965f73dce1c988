import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Part } from "../model";
import { standingOf } from "../model/codes";
import { wholeSigns } from "~/lib/sentences";
import { holdsCoding } from "../policy";
import { findCodable } from "../queries/answer.server";
import { readCodes } from "../queries/codebook.server";

/** `parts`: of the texts of the answer; `resembles`: the mark a suggestion named, where one is taken. */
export type MarkInput = { hash: string; parts: readonly Part[]; codes: readonly string[]; resembles?: string };

/** Coders of one answer take turns: nobody marks what they have just done with. */
const takeTurns = (tx: Tx, hash: string) => tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`coding ${hash}`}))`;
const hasDone = async (tx: Tx, hash: string, coderId: string): Promise<boolean> => (await tx.codingDone.count({ where: { hash, coderId } })) > 0;

/**
 * Marks parts of an answer with one or more codes, each widened to whole signs; what is marked so already stays as it is.
 * Refuses `coding.not_allowed`, `coding.not_found`, `coding.span_required` for no part, or one that is not in the text,
 * `coding.codes_required`, `coding.code_unknown` for a code that is retired or gone, `coding.done_already`, and
 * `coding.mark_unknown` for a suggestion from nowhere. Audit event.
 */
export async function addMarks(ctx: UserCtx, { hash, parts, codes, resembles }: MarkInput): Promise<Result<{ added: number }, Refusal>> {
  if (!holdsCoding(ctx.actor, "code")) return refuse({ code: "coding.not_allowed" });
  const found = await findCodable(ctx, hash);
  if (!found) return refuse({ code: "coding.not_found" });
  const { texts, language } = found.answer;
  const spans = parts.flatMap(({ place, start, end }) => {
    const text = texts.find((one) => one.place === place)?.text ?? "";
    if (end > text.length) return [];
    const span = wholeSigns(text, { start, end }, language);
    const quote = text.slice(span.start, span.end);
    return quote.trim() === "" ? [] : [{ place, ...span, quote }];
  });
  if (spans.length === 0 || spans.length < parts.length) return refuse({ code: "coding.span_required", fields: { parts: "coding.span_required" } });
  if (codes.length === 0) return refuse({ code: "coding.codes_required", fields: { codes: "coding.codes_required" } });
  return ctx.db.$transaction(async (tx) => {
    await takeTurns(tx, hash);
    if (await hasDone(tx, hash, ctx.actor.id)) return refuse({ code: "coding.done_already" });
    const known = await readCodes(tx, found.cycleId);
    const usable = (id: string): boolean => known.some((code) => code.id === id && !code.retired && code.mergedIntoId === null);
    if (!codes.every(usable)) return refuse({ code: "coding.code_unknown", fields: { codes: "coding.code_unknown" } });
    if (resembles !== undefined && !(isUuid(resembles) && (await tx.codeMark.count({ where: { id: resembles } })) === 1))
      return refuse({ code: "coding.mark_unknown" });
    const standing = standingOf(known);
    const own = await tx.codeMark.findMany({ where: { hash, coderId: ctx.actor.id, removedAt: null } });
    const isThere = (span: Part, code: string): boolean =>
      own.some(
        ({ place, start, end, codeId, movedToId }) =>
          place === span.place && start === span.start && end === span.end && standing(movedToId ?? codeId) === code,
      );
    const made = { hash, coderId: ctx.actor.id, coderName: ctx.actor.name, at: ctx.now(), resemblesId: resembles ?? null };
    const data = spans.flatMap((span) => [...new Set(codes)].filter((code) => !isThere(span, code)).map((codeId) => ({ ...span, codeId, ...made })));
    // One part twice in a form is one part.
    const { count } = await tx.codeMark.createMany({ data, skipDuplicates: true });
    if (count > 0) {
      const marks = data.map(({ place, start, end, codeId }) => ({ place, start, end, codeId }));
      await recordEvent(tx, ctx, { type: "coding.marked", subject: `answer:${hash}`, data: { marks, ...(resembles && { resembles }) } });
    }
    return ok({ added: count });
  });
}

/** Ends a mark of one's own; that it was there, and who ended it, is kept. Refuses `coding.not_allowed`, `coding.mark_unknown`, `coding.done_already`. Audit event. */
export async function removeMark(ctx: UserCtx, id: string): Promise<Result<true, Refusal>> {
  if (!holdsCoding(ctx.actor, "code")) return refuse({ code: "coding.not_allowed" });
  const own = { id, coderId: ctx.actor.id, removedAt: null };
  return ctx.db.$transaction(async (tx) => {
    const mark = isUuid(id) ? await tx.codeMark.findFirst({ where: own, select: { hash: true } }) : null;
    if (!mark) return refuse({ code: "coding.mark_unknown" });
    await takeTurns(tx, mark.hash);
    if (await hasDone(tx, mark.hash, ctx.actor.id)) return refuse({ code: "coding.done_already" });
    const { count } = await tx.codeMark.updateMany({ where: own, data: { removedAt: ctx.now(), removedById: ctx.actor.id, removedName: ctx.actor.name } });
    if (count !== 1) return refuse({ code: "coding.mark_unknown" });
    await recordEvent(tx, ctx, { type: "coding.mark_removed", subject: `answer:${mark.hash}`, data: { mark: id } });
    return ok(true);
  });
}

/**
 * Says that one has done with an answer, for good: coded it, or, where not, wants to see what others did and will not code it.
 * Refuses `coding.not_allowed`, `coding.not_found`, `coding.done_already`. What was marked by whoever will not code it is ended. Audit event.
 */
export async function finishAnswer(ctx: UserCtx, { hash, coded }: { hash: string; coded: boolean }): Promise<Result<true, Refusal>> {
  if (!holdsCoding(ctx.actor, "code")) return refuse({ code: "coding.not_allowed" });
  if (!(await findCodable(ctx, hash))) return refuse({ code: "coding.not_found" });
  const { id, name } = ctx.actor;
  return ctx.db.$transaction(async (tx) => {
    await takeTurns(tx, hash);
    if (await hasDone(tx, hash, id)) return refuse({ code: "coding.done_already" });
    await tx.codingDone.create({ data: { hash, coderId: id, coderName: name, coded, at: ctx.now() } });
    const ended = coded
      ? { count: 0 }
      : await tx.codeMark.updateMany({ where: { hash, coderId: id, removedAt: null }, data: { removedAt: ctx.now(), removedById: id, removedName: name } });
    await recordEvent(tx, ctx, { type: coded ? "coding.done" : "coding.passed", subject: `answer:${hash}`, data: { ended: ended.count } });
    return ok(true);
  });
}
