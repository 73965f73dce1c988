import { findBegunCycle } from "~/features/cycles/queries.server";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { sql, type Tx } from "~/platform/db/client.server";
import { MAX_NAME } from "../model";
import { isInBranch, standingOf, type Code, type Words } from "../model/codes";
import { holdsCoding } from "../policy";
import { droppedWith } from "../model/units";
import { readCodes } from "../queries/codebook.server";
import { findCoded } from "../queries/coded.server";

/** A code as it is written: at least its name in the language of whoever writes. `parentId` null: at the top. */
export type CodeInput = { parentId: string | null; position: number; names: Words; definitions: Words };

type Held = { cycleId: string; codes: Code[] };

/** Does something with the codebook of the cycle that is read across, which nobody else changes until that has ended. Refuses `coding.not_allowed` and `coding.not_found`. */
async function inCodebook<T>(ctx: UserCtx, act: (tx: Tx, held: Held) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  if (!holdsCoding(ctx.actor, "keep")) return refuse({ code: "coding.not_allowed" });
  const cycle = await findBegunCycle(ctx);
  if (!cycle) return refuse({ code: "coding.not_found" });
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`codebook ${cycle.id}`}))`;
    return act(tx, { cycleId: cycle.id, codes: await readCodes(tx, cycle.id) });
  });
}

/** The code an act is on, as its author saw it: refused where somebody was quicker. */
function codeAsSeen({ codes }: Held, id: string, revision: number): Result<Code, Refusal> {
  const code = codes.find((one) => one.id === id);
  if (!code) return refuse({ code: "coding.not_found" });
  return code.revision === revision && code.mergedIntoId === null ? ok(code) : refuse({ code: "coding.code_changed" });
}

/** Whether something can stand under a code: it is in the codebook, and neither retired nor merged. */
const canHold = (codes: readonly Code[], id: string): boolean => codes.some((code) => code.id === id && !code.retired && code.mergedIntoId === null);

function faultOf(ctx: UserCtx, codes: readonly Code[], { parentId, names }: CodeInput): Refusal | null {
  if (!names[ctx.language]) return { code: "coding.name_required", fields: { [`name.${ctx.language}`]: "coding.name_required" } };
  return parentId !== null && !canHold(codes, parentId) ? { code: "coding.code_unknown", fields: { parent: "coding.code_unknown" } } : null;
}

const subject = (id: string): string => `code:${id}`;

/** Adds a code to the codebook. Refuses `coding.not_allowed`, `coding.not_found`, `coding.name_required`, `coding.code_unknown`. Audit event. */
export async function addCode(ctx: UserCtx, input: CodeInput): Promise<Result<{ id: string }, Refusal>> {
  return inCodebook(ctx, async (tx, { cycleId, codes }) => {
    const fault = faultOf(ctx, codes, input);
    if (fault) return refuse(fault);
    const { id } = await tx.code.create({ data: { ...input, cycleId, createdAt: ctx.now() }, select: { id: true } });
    await recordEvent(tx, ctx, { type: "coding.code_added", subject: subject(id), data: input });
    return ok({ id });
  });
}

/**
 * Changes the words of a code and where it stands. Refuses as `addCode`, `coding.code_changed` where somebody was quicker, and
 * `coding.own_branch` where it would stand under itself. Audit event with what stood before.
 */
export async function editCode(ctx: UserCtx, id: string, { revision, ...input }: CodeInput & { revision: number }): Promise<Result<{ id: string }, Refusal>> {
  return inCodebook(ctx, async (tx, held) => {
    const seen = codeAsSeen(held, id, revision);
    if (!seen.ok) return seen;
    const { codes } = held;
    const code = seen.value;
    const parent = code.parentId && standingOf(codes)(code.parentId);
    const fault = faultOf(ctx, codes, { ...input, parentId: input.parentId === parent ? null : input.parentId });
    if (fault) return refuse(fault);
    if (input.parentId !== null && isInBranch(codes, input.parentId, id)) return refuse({ code: "coding.own_branch", fields: { parent: "coding.own_branch" } });
    await tx.code.update({ where: { id }, data: { ...input, revision: revision + 1 } });
    const { names, definitions, parentId, position } = code;
    await recordEvent(tx, ctx, { type: "coding.code_changed", subject: subject(id), data: { ...input, before: { names, definitions, parentId, position } } });
    return ok({ id });
  });
}

/** Takes a code out of use or back into it; what was marked with it stands. Refuses as `editCode`. Audit event. */
export async function setRetired(
  ctx: UserCtx,
  id: string,
  { revision, retired }: { revision: number; retired: boolean },
): Promise<Result<{ id: string }, Refusal>> {
  return inCodebook(ctx, async (tx, held) => {
    const seen = codeAsSeen(held, id, revision);
    if (!seen.ok) return seen;
    await tx.code.update({ where: { id }, data: { retiredAt: retired ? ctx.now() : null, revision: revision + 1 } });
    await recordEvent(tx, ctx, { type: retired ? "coding.code_retired" : "coding.code_restored", subject: subject(id) });
    return ok({ id });
  });
}

/**
 * Merges a code into another one: what was marked with it, and what stood under it, stands under that one. Refuses as
 * `editCode`, `coding.code_unknown` for one that is retired or gone, and `coding.own_branch` for one that stands under it. Audit event.
 */
export async function mergeCode(ctx: UserCtx, id: string, { revision, into }: { revision: number; into: string }): Promise<Result<{ id: string }, Refusal>> {
  return inCodebook(ctx, async (tx, held) => {
    const seen = codeAsSeen(held, id, revision);
    if (!seen.ok) return seen;
    const { codes } = held;
    if (!canHold(codes, into)) return refuse({ code: "coding.code_unknown", fields: { into: "coding.code_unknown" } });
    if (isInBranch(codes, into, id)) return refuse({ code: "coding.own_branch", fields: { into: "coding.own_branch" } });
    await tx.code.update({ where: { id }, data: { mergedIntoId: into, revision: revision + 1 } });
    await recordEvent(tx, ctx, { type: "coding.code_merged", subject: subject(id), data: { into } });
    return ok({ id: into });
  });
}

/**
 * Splits a code: adds codes under it, a name on each line in the language of whoever writes. What was marked stays until it
 * is shared out. Refuses `coding.not_allowed`, `coding.not_found`, `coding.name_required`, `coding.too_long`, `coding.code_unknown`. Audit event for each code.
 */
export async function splitCode(ctx: UserCtx, id: string, typed: string): Promise<Result<{ ids: string[] }, Refusal>> {
  const names = [...new Set(typed.split("\n").map((name) => name.trim()))].filter((name) => name !== "");
  if (names.length === 0) return refuse({ code: "coding.name_required", fields: { names: "coding.name_required" } });
  if (names.some((name) => [...name].length > MAX_NAME)) return refuse({ code: "coding.too_long", fields: { names: "coding.too_long" } });
  return inCodebook(ctx, async (tx, { cycleId, codes }) => {
    if (!canHold(codes, id)) return refuse({ code: "coding.code_unknown" });
    const last = Math.max(0, ...codes.filter(({ parentId }) => parentId === id).map(({ position }) => position));
    const ids: string[] = [];
    for (const [index, name] of names.entries()) {
      const data = { parentId: id, position: last + index + 1, names: { [ctx.language]: name }, definitions: {} };
      const made = await tx.code.create({ data: { ...data, cycleId, createdAt: ctx.now() }, select: { id: true } });
      await recordEvent(tx, ctx, { type: "coding.code_split", subject: subject(made.id), data: { ...data, from: id } });
      ids.push(made.id);
    }
    return ok({ ids });
  });
}

/**
 * Puts marks of a code under another one, as after a split: whose marks they are, and what they were marked with, stays in the
 * record. What a decision dropped stays dropped: the decision is repeated of the other code, unless one was made of it. Refuses `coding.not_allowed`, `coding.not_found`, `coding.code_unknown`, `coding.marks_required`, and `coding.mark_unknown`
 * where one of them does not stand under the code. Audit event.
 */
export async function shareMarks(
  ctx: UserCtx,
  id: string,
  { into, marks }: { into: string; marks: readonly string[] },
): Promise<Result<{ moved: number }, Refusal>> {
  if (marks.length === 0) return refuse({ code: "coding.marks_required", fields: { marks: "coding.marks_required" } });
  const asked = marks.filter(isUuid);
  const coded = await findCoded(ctx, sql`a.hash in (select hash from code_mark where id = any(${asked}::uuid[]))`);
  return inCodebook(ctx, async (tx, { cycleId, codes }) => {
    if (!canHold(codes, into) || into === id) return refuse({ code: "coding.code_unknown", fields: { into: "coding.code_unknown" } });
    const standing = standingOf(codes);
    const wanted = [...new Set(asked)];
    const found = await tx.codeMark.findMany({ where: { id: { in: wanted }, removedAt: null, code: { cycleId } } });
    const own = found.filter(({ codeId, movedToId }) => standing(movedToId ?? codeId) === id);
    if (own.length !== new Set(marks).size) return refuse({ code: "coding.mark_unknown" });
    const ids = own.map((mark) => mark.id);
    const moved = { movedToId: into, movedAt: ctx.now(), movedById: ctx.actor.id, movedName: ctx.actor.name };
    const { count } = await tx.codeMark.updateMany({ where: { id: { in: ids }, removedAt: null }, data: moved });
    const dropped = (coded?.answers ?? []).flatMap(({ hash, coded: answer }) =>
      droppedWith(answer, new Set(ids), into).map(({ place, start, end }) => ({ hash, place, start, end, codeId: into, kept: false })),
    );
    const by = { byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now() };
    await tx.codingDecision.createMany({ data: dropped.map((decision) => ({ ...decision, ...by })) });
    await recordEvent(tx, ctx, { type: "coding.marks_moved", subject: subject(id), data: { into, marks: ids, dropped } });
    return ok({ moved: count });
  });
}
