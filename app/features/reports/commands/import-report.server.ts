import { createHash } from "node:crypto";
import { z } from "zod";
import type { SaveResult } from "~/features/saves/commands.server";
import { operationSchema, MAX_OPERATIONS, type Operation } from "~/features/saves/schema";
import { canonicalJson } from "~/lib/json";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { saveAnswers } from "./save-answers.server";

const { question, row, value, confidential } = operationSchema.shape;
const answerSchema = z.object({
  question,
  row,
  value,
  confidential,
  language: operationSchema.shape.lang,
  revision: operationSchema.shape.baseRevision.default(0),
});
/** What exporting a report gives; of the report only its id counts. */
const reportFileSchema = z.object({
  kind: z.literal("report"),
  format: z.literal(1),
  report: z.object({ id: z.uuid() }),
  answers: z.array(answerSchema).min(1).max(5_000),
});

/** What became of one answer: `unchanged` stood there already. */
export type ImportedAnswer = { question: string; row: string } & (
  { outcome: "saved" | "unchanged"; revision: number } | { outcome: "refused"; refusal: Refusal }
);

/** The same answer of the same file by the same person is the same operation, however often the file is brought in. */
function operationId(authorId: string, reportId: string, answer: object): string {
  const hex = createHash("sha256").update(canonicalJson({ authorId, reportId, answer })).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Saves the answers of a file in its report, in order, each typed on the revision the file names (history: `import`): one
 * that somebody changed since is a conflict, kept aside and not in its place. Gives the outcome of each. Refuses the whole
 * with `report.file_unreadable`, `report.not_found`, `report.locked`, `report.in_clearance`, `report.cycle_closed`, `report.not_allowed`.
 */
export async function importReport(ctx: UserCtx, file: unknown): Promise<Result<ImportedAnswer[], Refusal>> {
  const parsed = reportFileSchema.safeParse(file);
  if (!parsed.success) return refuse({ code: "report.file_unreadable" });
  const { report, answers } = parsed.data;
  const outcomes: ImportedAnswer[] = [];
  for (let from = 0; from < answers.length; from += MAX_OPERATIONS) {
    const part = answers.slice(from, from + MAX_OPERATIONS);
    const operations = part.map((answer): Operation => ({
      opId: operationId(ctx.actor.id, report.id, answer),
      question: answer.question,
      row: answer.row,
      lang: answer.language,
      baseRevision: answer.revision,
      value: answer.value,
      confidential: answer.confidential,
    }));
    const saved = await saveAnswers(ctx, { reportId: report.id, via: "import", operations });
    if (!saved.ok) return saved;
    outcomes.push(...saved.value.map((result, index) => outcomeOf(part[index]!, result)));
  }
  return ok(outcomes);
}

function outcomeOf(answer: z.infer<typeof answerSchema>, result: SaveResult): ImportedAnswer {
  const key = { question: answer.question, row: answer.row };
  if (!result.ok) return { ...key, outcome: "refused", refusal: result.error };
  const { revision } = result.value;
  return { ...key, outcome: revision > answer.revision ? "saved" : "unchanged", revision };
}
