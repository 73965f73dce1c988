import { findReport, loadReport, subjectOf } from "~/features/reports/queries/load.server";
import { canReport, whyNotWritten } from "~/features/reports/policy";
import { unitOf } from "~/features/reports/model";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { textsOf } from "~/features/templates/queries.server";
import type { ImportTarget } from "../model/plan";

/** A report a file may be taken into, with the texts of its template. */
export type WritableReport = ImportTarget & { template: string; version: number; texts: Readonly<Record<string, string>> };

/**
 * A report as files are held against it. Whoever is asked for places of it brings nothing in: a file may hold more than
 * those. Refuses `report.not_found`, `report.not_allowed`, `report.locked`, `report.in_clearance`, `report.cycle_closed`.
 */
export async function findTarget(ctx: UserCtx, id: string): Promise<Result<WritableReport, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  if (!found.ok) return found;
  const subject = subjectOf(found.value, ctx.now());
  if (!canReport(ctx.actor, "write", subject)) return refuse(whyNotWritten(ctx.actor, subject));
  const { row, version, env, reference, answers } = await loadReport(ctx, found.value);
  const byUnit = new Map(answers.map((answer) => [unitOf(answer), answer]));
  return ok({
    id: row.id,
    template: row.template,
    version: version.version,
    texts: textsOf(version, reference, ctx.language),
    language: row.language as Language,
    form: { definition: version.definition, references: env.references },
    answerOf: (question, place) => byUnit.get(unitOf({ question, row: place })),
  });
}
