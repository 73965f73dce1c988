import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { scopeOf, type AnswerDto, type AnswerKey } from "../model";
import { tellsOf, type Sees } from "~/features/templates/model/narrowed";
import { getTemplateVersion } from "~/features/templates/queries.server";
import { findPart, proposesOf, readAnswersOf, seesOf } from "./load.server";

/** Where an answer stands. */
export type AnswerRevision = AnswerKey & { revision: number };

/** `tells`: whether it is told that somebody is at a question, or at none. */
export type Revisions = { topic: string; saved: AnswerRevision[]; sees: Sees; tells: (question: string | null) => boolean };

/**
 * How far every answer of a report is that the actor sees, for a page that asks whether it is up to date. `topic`: what is
 * told of it from then on; of which answers, `sees` says, and `tells` of whom. Refuses `report.not_found`.
 */
export async function getRevisions(ctx: Ctx, reportId: string): Promise<Result<Revisions, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const saved = await runSql<AnswerRevision>(ctx.db, sql`select question, "row", revision from answer where report_id = ${found.value.id}::uuid`);
  const [inSight, proposes] = [await seesOf(ctx.db, found.value), await proposesOf(ctx.db, found.value)];
  // What becomes of the report's answer says nothing of a text that is kept apart from it.
  const sees: Sees = (key) => inSight(key) && !proposes(key);
  const { part, templateVersionId } = found.value;
  const told = part && tellsOf((await getTemplateVersion(ctx.db, templateVersionId)).definition, part);
  const tells = (question: string | null): boolean => told === null || (question !== null && told(question));
  return ok({ topic: scopeOf(found.value.id), saved: saved.filter(sees), sees, tells });
}

/** One answer of a working copy. Refuses `report.not_found`, also of an answer the actor does not see, and `answer.not_found` where nothing was ever saved. */
export async function getAnswer(ctx: Ctx, reportId: string, key: AnswerKey): Promise<Result<AnswerDto, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  if (!(await seesOf(ctx.db, found.value))(key)) return refuse({ code: "report.not_found" });
  const [answer] = await readAnswersOf(ctx, ctx.db, found.value, key);
  return answer ? ok(answer) : refuse({ code: "answer.not_found" });
}
