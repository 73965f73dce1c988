import { findOpenCycle } from "~/features/cycles/queries.server";
import type { Ctx } from "~/platform/context.server";
import { sql } from "~/platform/db/client.server";
import { standingOf, type Code } from "../model/codes";
import { sentencesOf } from "~/lib/sentences";
import type { CodedAnswer, CountedMark, Decided } from "../model/units";
import { holdsCoding } from "../policy";
import { readCodable, type CodableAnswer } from "./answer.server";
import { readCodes } from "./codebook.server";

export type CodedMark = CountedMark & { coderName: string; quote: string; at: Date };
type Decision = Decided & { by: string; at: Date };
/** An answer that somebody has marked or done with, as it counts. `names`: of its coders. */
export type CodedSource = CodableAnswer & { coded: CodedAnswer<CodedMark, Decision>; names: ReadonlyMap<string, string> };
export type CodedCycle = { cycle: { id: string; code: string }; codes: Code[]; answers: CodedSource[] };

/** Everything that was coded in the open cycle, of answers that are input. Null where no cycle is open, and for those who do not read at the desk. */
export async function findCoded(ctx: Ctx): Promise<CodedCycle | null> {
  const cycle = holdsCoding(ctx.actor, "read") ? await findOpenCycle(ctx) : null;
  if (!cycle) return null;
  const ofCycle = { code: { cycleId: cycle.id } };
  const [codes, answers, marks, decisions] = await Promise.all([
    readCodes(ctx.db, cycle.id),
    readCodable(ctx, cycle.code, sql`a.hash in (select hash from code_mark where removed_at is null union select hash from coding_done)`),
    ctx.db.codeMark.findMany({ where: { ...ofCycle, removedAt: null }, orderBy: [{ place: "asc" }, { start: "asc" }, { id: "asc" }] }),
    ctx.db.codingDecision.findMany({ where: ofCycle, orderBy: { id: "desc" } }),
  ]);
  const done = await ctx.db.codingDone.findMany({ where: { hash: { in: answers.map(({ hash }) => hash) }, coded: true }, orderBy: { at: "asc" } });
  const standing = standingOf(codes);
  const under = <Row extends { hash: string }>(rows: readonly Row[]): ((hash: string) => Row[]) => {
    const found = new Map<string, Row[]>();
    for (const row of rows) found.set(row.hash, [...(found.get(row.hash) ?? []), row]);
    return (hash) => found.get(hash) ?? [];
  };
  const [marksOf, decisionsOf, doneOf] = [under(marks), under(decisions), under(done)];
  return {
    cycle,
    codes,
    answers: answers.map((answer) => ({
      ...answer,
      names: new Map(doneOf(answer.hash).map(({ coderId, coderName }) => [coderId, coderName])),
      coded: {
        texts: answer.texts.map(({ place, text }) => ({ place, sentences: sentencesOf(text, answer.language) })),
        coders: doneOf(answer.hash).map(({ coderId }) => coderId),
        marks: marksOf(answer.hash).map(({ id, place, start, end, quote, coderId, coderName, at, codeId, movedToId }) => ({
          id,
          place,
          start,
          end,
          quote,
          at,
          coder: coderId,
          coderName,
          code: standing(movedToId ?? codeId),
        })),
        decided: decisionsOf(answer.hash).map(({ place, start, end, codeId, kept, byName, at }) => ({
          place,
          start,
          end,
          code: standing(codeId),
          kept,
          by: byName,
          at,
        })),
      },
    })),
  };
}
