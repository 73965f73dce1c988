import { randomUUID } from "node:crypto";
import { unitOf } from "~/features/reports/model";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { MAX_OPERATIONS, type Operation } from "~/features/saves/schema";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { FileMark, ImportItem, ImportPlan, TAKE } from "../model";
import { shownOf } from "../model/plan";
import { holdFile } from "../queries/read.server";
import { findTarget } from "../queries/target.server";
import type { ShownAnswer } from "../schema";

export type Taken = { taken: string[]; refused: { unit: string; refusal: Refusal }[] };

/**
 * Takes answers of a file into a report, each onto the revision it was shown beside (history: `import`): one that somebody
 * changed since is refused as a conflict and stays. What stood there is in the history; each as confidential as it is shown.
 * Refuses the whole with all that writing a report refuses. Audit event naming the answers, before they are saved.
 */
export async function takeAnswers(ctx: UserCtx, reportId: string, answers: readonly ShownAnswer[]): Promise<Result<Taken, Refusal>> {
  const target = await findTarget(ctx, reportId);
  if (!target.ok) return target;
  const outcome: Taken = { taken: [], refused: [] };
  if (answers.length === 0) return ok(outcome);
  const event = { type: "report.file_taken", subject: `report:${reportId}`, data: { answers: answers.map(unitOf) } } as const;
  await ctx.db.$transaction((tx) => recordEvent(tx, ctx, event));
  for (let from = 0; from < answers.length; from += MAX_OPERATIONS) {
    const part = answers.slice(from, from + MAX_OPERATIONS);
    const operations = part.map((answer): Operation => ({
      opId: randomUUID(),
      question: answer.question,
      row: answer.row,
      lang: answer.language,
      baseRevision: answer.revision,
      value: answer.value,
      confidential: answer.confidential,
    }));
    const saved = await saveAnswers(ctx, { reportId, via: "import", operations });
    if (!saved.ok) return saved;
    saved.value.forEach((result, index) => {
      const unit = unitOf(part[index]!);
      if (result.ok) outcome.taken.push(unit);
      else outcome.refused.push({ unit, refusal: result.error });
    });
  }
  return ok(outcome);
}

export type ImportRequest = { bytes: Uint8Array; take: (typeof TAKE)[number] };
/** `shown` is an answer that was only compared. */
export type ImportedItem = ImportItem & { outcome: "shown" | "taken" | "refused"; refusal?: Refusal };
export type ImportedFile = Omit<ImportPlan, "items"> & { mark: FileMark; items: ImportedItem[] };

/**
 * Holds a filled-in file against a report and takes what is asked for: nothing, what nobody else changed, or all of it.
 * An answer left empty in the file is taken with `all` alone. Refuses as `holdFile` and `takeAnswers` do.
 */
export async function importFile(ctx: UserCtx, reportId: string, { bytes, take }: ImportRequest): Promise<Result<ImportedFile, Refusal>> {
  const held = await holdFile(ctx, reportId, bytes);
  if (!held.ok) return held;
  const { plan, mark } = held.value;
  const isWanted = ({ standing }: ImportItem): boolean => take === "all" || (take === "clean" && (standing === "new" || standing === "changed"));
  const wanted = plan.items.filter(isWanted);
  const taken = await takeAnswers(ctx, reportId, wanted.map(shownOf));
  if (!taken.ok) return taken;
  const refusals = new Map(taken.value.refused.map(({ unit, refusal }) => [unit, refusal]));
  const items = plan.items.map((item): ImportedItem => {
    const refusal = refusals.get(unitOf({ question: item.question.code, row: item.row }));
    return { ...item, outcome: !isWanted(item) ? "shown" : refusal ? "refused" : "taken", ...(refusal && { refusal }) };
  });
  return ok({ ...plan, mark, items });
}
