import { findBegunCycle } from "~/features/cycles/queries.server";
import type { Ctx } from "~/platform/context.server";
import { sql, type Sql } from "~/platform/db/client.server";
import { standingOf, type Code } from "../model/codes";
import type { Language } from "~/lib/languages";
import { sentencesOf, type Span } from "~/lib/sentences";
import type { CodedAnswer, CountedMark, Decided } from "../model/units";
import { holdsCoding } from "../policy";
import { readCodable, type CodableAnswer } from "./answer.server";
import { readCodes } from "./codebook.server";

export type CodedMark = CountedMark & { coderName: string; quote: string; at: Date };
type Decision = Decided & { by: string; at: Date };
/** An answer that somebody has marked or done with, as it counts. `names`: of its coders. */
export type CodedSource = CodableAnswer & { coded: CodedAnswer<CodedMark, Decision>; names: ReadonlyMap<string, string> };
export type CodedCycle = { cycle: { id: string; code: string }; codes: Code[]; answers: CodedSource[] };

/** Which answers are asked for, as conditions on `submitted_answer a` and `submission s`. */
export const CODED = {
  /** Somebody has marked them or done with them. */
  any: sql`a.hash in (select hash from code_mark where removed_at is null union select hash from coding_done)`,
  /** Somebody has coded them to the end: only then anything of them counts. */
  through: sql`a.hash in (select hash from coding_done where coded)`,
  /** Two have, so that they can be compared. */
  twice: sql`a.hash in (select hash from coding_done where coded group by hash having count(*) > 1)`,
} as const;

/**
 * What was coded in the cycle that is read across, or in the one named, of answers that are input and meet a condition. Null where there
 * is no such cycle, and for those who do not read at the desk.
 */
export async function findCoded(ctx: Ctx, within: Sql = CODED.any, of?: string): Promise<CodedCycle | null> {
  const cycle = holdsCoding(ctx.actor, "read") ? await findBegunCycle(ctx, of) : null;
  return cycle && readCoded(ctx, cycle, within);
}

/** The same of a cycle its callers found. */
export async function readCoded(ctx: Ctx, cycle: CodedCycle["cycle"], within: Sql): Promise<CodedCycle> {
  const answers = await readCodable(ctx, cycle.code, within);
  const hashes = [...new Set(answers.map(({ hash }) => hash))];
  const ofCycle = { hash: { in: hashes }, code: { cycleId: cycle.id } };
  const [codes, marks, decisions, done] = await Promise.all([
    readCodes(ctx.db, cycle.id),
    ctx.db.codeMark.findMany({ where: { ...ofCycle, removedAt: null }, orderBy: [{ place: "asc" }, { start: "asc" }, { id: "asc" }] }),
    ctx.db.codingDecision.findMany({ where: ofCycle, orderBy: { id: "desc" } }),
    ctx.db.codingDone.findMany({ where: { hash: { in: hashes }, coded: true }, orderBy: { at: "asc" } }),
  ]);
  const standing = standingOf(codes);
  const under = <Row extends { hash: string }>(rows: readonly Row[]): ((hash: string) => Row[]) => {
    const found = new Map<string, Row[]>();
    for (const row of rows) {
      const own = found.get(row.hash);
      if (own) own.push(row);
      else found.set(row.hash, [row]);
    }
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
        texts: answer.texts.map(({ place, text }) => parted(place, text, answer.language)),
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

/** A text that is parted into sentences when they are asked for: of most answers nothing has to be compared. */
function parted(place: string, text: string, language: Language) {
  let sentences: Span[] | undefined;
  return {
    place,
    get sentences(): Span[] {
      return (sentences ??= sentencesOf(text, language));
    },
  };
}
