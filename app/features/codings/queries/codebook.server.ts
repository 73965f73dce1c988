import { findBegunCycle } from "~/features/cycles/queries.server";
import type { Language } from "~/lib/languages";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Codebook, CodeLine, CodePage } from "../model";
import { isInBranch, standingOf, treeOf, wordsIn, type Code, type NamedCode, type Words } from "../model/codes";
import { holdsCoding } from "../policy";
import { readSight } from "./sight.server";

/** All codes of a cycle as they are kept, those that were merged too. */
export async function readCodes(db: Ctx["db"] | Tx, cycleId: string): Promise<Code[]> {
  const rows = await db.code.findMany({ where: { cycleId }, orderBy: [{ position: "asc" }, { id: "asc" }] });
  return rows.map(({ retiredAt, createdAt: _, cycleId: __, names, definitions, ...code }) => ({
    ...code,
    names: names as Words,
    definitions: definitions as Words,
    retired: retiredAt !== null,
  }));
}

/** A code with the words its reader gets. */
export function named(code: Code, language: Language): NamedCode {
  const name = wordsIn(code.names, language);
  const definition = wordsIn(code.definitions, language);
  return { ...code, name: name.text, language: name.language, definition: definition.text, definitionLanguage: definition.language };
}

/** Of the code something stands under: its id and its name. */
export const nameOf =
  (codes: readonly Code[], language: Language) =>
  (id: string): { id: string; name: string; language: Language } => {
    const { name, language: written } = named(
      codes.find((code) => code.id === id)!,
      language,
    );
    return { id, name, language: written };
  };

/** The tree as it is shown, with how many marks stand under each code. */
export function linesOf(codes: readonly Code[], language: Language, marks: readonly { codeId: string; movedToId: string | null }[] = []): CodeLine[] {
  const standing = standingOf(codes);
  const counts = new Map<string, number>();
  for (const { codeId, movedToId } of marks) {
    const id = standing(movedToId ?? codeId);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return treeOf(codes).map(({ depth, ...code }) => ({ ...named(code, language), depth, count: counts.get(code.id) ?? 0 }));
}

const LIVE = { codeId: true, movedToId: true } as const;

/** The codebook of the cycle that is read across. Refuses `coding.not_found` where no cycle has begun, and to those who do not read at the desk. */
export async function getCodebook(ctx: Ctx): Promise<Result<Codebook, Refusal>> {
  const cycle = holdsCoding(ctx.actor, "read") ? await findBegunCycle(ctx) : null;
  if (!cycle) return refuse({ code: "coding.not_found" });
  const [codes, marks, { open }] = await Promise.all([
    readCodes(ctx.db, cycle.id),
    ctx.db.codeMark.findMany({ where: { removedAt: null, code: { cycleId: cycle.id } }, select: LIVE }),
    readSight(ctx, cycle.id),
  ]);
  return ok({ lines: linesOf(codes, ctx.language, marks), open, keeps: holdsCoding(ctx.actor, "keep"), codes: holdsCoding(ctx.actor, "code") });
}

/**
 * One code with what can be done with it: where it can stand, what it can be merged into, and what was marked with it, of
 * answers whose marks its reader may see. Refuses `coding.not_found` as the codebook, and for a code that is not in it.
 */
export async function getCode(ctx: Ctx, id: string): Promise<Result<CodePage, Refusal>> {
  const cycle = holdsCoding(ctx.actor, "read") && isUuid(id) ? await findBegunCycle(ctx) : null;
  const codes = cycle ? await readCodes(ctx.db, cycle.id) : [];
  const code = codes.find((one) => one.id === id);
  if (!cycle || !code) return refuse({ code: "coding.not_found" });
  const standing = standingOf(codes);
  const marks = await ctx.db.codeMark.findMany({ where: { removedAt: null, code: { cycleId: cycle.id } }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  const own = marks.filter(({ codeId, movedToId }) => standing(movedToId ?? codeId) === id);
  const { sees } = await readSight(ctx, cycle.id);
  const seen = own.filter(sees);
  const lines = linesOf(codes, ctx.language, marks);
  const name = nameOf(codes, ctx.language);
  return ok({
    code: { ...named(code, ctx.language), parentId: code.parentId && standing(code.parentId) },
    keeps: holdsCoding(ctx.actor, "keep"),
    elsewhere: lines.filter((line) => !isInBranch(codes, line.id, id)),
    under: lines.filter((line) => line.id !== id && isInBranch(codes, line.id, id)),
    mergedInto: code.mergedIntoId === null ? null : name(standing(id)),
    mergedFrom: codes.filter((one) => one.id !== id && one.mergedIntoId !== null && standing(one.id) === id).map((one) => name(one.id)),
    marks: seen.map(({ id: mark, quote, coderName, codeId }) => ({ id: mark, quote, coder: coderName, given: codeId === id ? null : name(codeId) })),
    hidden: own.length - seen.length,
  });
}
