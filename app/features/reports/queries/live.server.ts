import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { scopeOf, type AnswerDto, type AnswerKey } from "../model";
import { findReport, readAnswers } from "./load.server";

/** Where an answer stands. */
export type AnswerRevision = AnswerKey & { revision: number };

/** How far every answer of a report is, for a page that asks whether it is up to date. `topic`: what is told of it from then on. Refuses `report.not_found`. */
export async function getRevisions(ctx: Ctx, reportId: string): Promise<Result<{ topic: string; saved: AnswerRevision[] }, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const saved = await runSql<AnswerRevision>(ctx.db, sql`select question, "row", revision from answer where report_id = ${found.value.id}::uuid`);
  return ok({ topic: scopeOf(found.value.id), saved });
}

/** One answer of a working copy. Refuses `report.not_found`, and `answer.not_found` where nothing was ever saved. */
export async function getAnswer(ctx: Ctx, reportId: string, key: AnswerKey): Promise<Result<AnswerDto, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const [answer] = await readAnswers(ctx.db, found.value.id, key);
  return answer ? ok(answer) : refuse({ code: "answer.not_found" });
}
