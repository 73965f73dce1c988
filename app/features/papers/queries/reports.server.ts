import type { ThreadNote } from "~/features/comments/model";
import { listNotes } from "~/features/comments/queries/pages.server";
import { getPublished } from "~/features/publication/queries/published.server";
import { fixedText, readReference } from "~/features/reference/queries.server";
import type { ReportDocument } from "~/features/reports/model/whole-report";
import { unitOf } from "~/features/reports/model";
import type { AnswerHistory } from "~/features/reports/model/history";
import { getHistories, readAnyHistories } from "~/features/reports/queries/history.server";
import { getReportDocument, readAnyDocument } from "~/features/reports/queries/document.server";
import { getSubmission } from "~/features/review/queries/submission.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx, UserCtx } from "~/platform/context.server";
import type { Extent } from "../model/answers";
import type { Handout } from "../model";
import type { Note } from "../model/notes";
import { reportBook } from "../model/report-book";
import { reportCover, reportPaper, type ReportSource } from "../model/report-paper";
import { wordsIn } from "./words.server";

/** Papers of reports, also as workbooks. Who may see what is decided by the queries their pages ask. */

type Read = Pick<Ctx, "db" | "now" | "language">;
function handoutOf({ language, now }: Read, extent: Extent, source: ReportSource): Handout {
  const options = { words: wordsIn(language), extent, now: now() };
  return { name: reportCover(source, options).name, paper: () => reportPaper(source, options), book: () => reportBook(source, options) };
}

/** The lines of a report besides the States' have their names in reference data. */
const lineName = async ({ db, language }: Read, line: string): Promise<string> => (line === "" ? "" : fixedText(line, "", await readReference(db), language));

const signature = (...parts: string[]): string => parts.filter(Boolean).join(", ");

const sourceOf = ({ signed, ...report }: ReportDocument, whole: boolean): ReportSource => ({
  ...report,
  standing: signed
    ? { kind: "signed", ...signed, signedBy: signature(signed.signedName, signed.signedFunction) }
    : { kind: "draft", savedAt: report.updatedAt },
  whole,
  withheld: 0,
});

/** What stands beside the answers of a paper, where it is asked for. */
export type Beside = { history?: boolean; comments?: boolean };

/** Histories and discussions as notes on the answers they belong to; null is what was not asked for. */
function notesOf(histories: ReadonlyMap<string, AnswerHistory> | null, threads: readonly ThreadNote[] | null): Pick<ReportSource, "beside" | "notes"> {
  const notes = new Map<string, Note[]>();
  const add = (unit: string, note: Note): void => void notes.set(unit, [...(notes.get(unit) ?? []), note]);
  for (const [unit, history] of histories ?? []) add(unit, { kind: "history", ...history });
  const discussed = new Map<string, ThreadNote[]>();
  for (const thread of threads ?? []) discussed.set(unitOf(thread), [...(discussed.get(unitOf(thread)) ?? []), thread]);
  for (const [unit, own] of discussed) add(unit, { kind: "comments", threads: own });
  return { notes, beside: [...(histories ? ["history" as const] : []), ...(threads ? ["comments" as const] : [])] };
}

/**
 * One's own report, its working copy or what was signed, with everything its authors see; with the history of each answer and
 * the discussions shared with them, as their pages show them, where that is asked for. Refuses `report.not_found`.
 */
export async function paperOfReport(
  ctx: UserCtx,
  id: string,
  extent: Extent,
  { history = false, comments = false }: Beside = {},
): Promise<Result<Handout, Refusal>> {
  const report = await getReportDocument(ctx, id);
  if (!report.ok) return report;
  const histories = history ? await getHistories(ctx, id) : null;
  if (histories && !histories.ok) return histories;
  const threads = comments ? await listNotes(ctx, { report: id }) : null;
  if (threads && !threads.ok) return threads;
  return ok(handoutOf(ctx, extent, { ...sourceOf(report.value, true), ...notesOf(histories?.value ?? null, threads?.value ?? null) }));
}

/** Any report without contacts, on the machine itself. Refuses `report.not_found`. */
export async function paperOfAnyReport(ctx: Ctx, id: string, extent: Extent, { history = false }: Beside = {}): Promise<Result<Handout, Refusal>> {
  const report = await readAnyDocument(ctx, id);
  if (!report.ok) return report;
  const histories = history ? await readAnyHistories(ctx, id) : null;
  if (histories && !histories.ok) return histories;
  return ok(handoutOf(ctx, extent, { ...sourceOf(report.value, false), ...notesOf(histories?.value ?? null, null) }));
}

/**
 * A signed version as the desk reads it, contacts and confidential answers too; with the discussions its reader may see, where
 * that is asked for. Refuses `submission.not_found`.
 */
export async function paperOfSubmission(ctx: UserCtx, id: string, extent: Extent, { comments = false }: Beside = {}): Promise<Result<Handout, Refusal>> {
  const found = await getSubmission(ctx, id);
  if (!found.ok) return found;
  const threads = comments ? await listNotes(ctx, { submission: id }) : null;
  if (threads && !threads.ok) return threads;
  const { value: submission } = found;
  const signedBy = signature(submission.signedName, submission.signedFunction);
  return ok(
    handoutOf(ctx, extent, {
      ...submission,
      ...notesOf(null, threads?.value ?? null),
      lineName: await lineName(ctx, submission.line),
      standing: { ...submission, kind: "signed", signedBy },
      whole: true,
      withheld: 0,
    }),
  );
}

/** A published report as its public page shows it, for papers. Refuses `submission.not_found`. */
export async function sourceOfPublished(ctx: Read, symbol: string): Promise<Result<ReportSource, Refusal>> {
  const found = await getPublished(ctx, symbol);
  if (!found.ok) return found;
  const { value: report } = found;
  return ok({
    ...report,
    lineName: await lineName(ctx, report.line),
    standing: { ...report, kind: "signed", state: report.replacedBy ? "superseded" : "published", signedBy: "" },
    whole: false,
  });
}

/** The paper of a published report, also of a version that has been replaced, which its cover says. Refuses `submission.not_found`. */
export async function paperOfPublished(ctx: Read, symbol: string, extent: Extent): Promise<Result<Handout, Refusal>> {
  const found = await sourceOfPublished(ctx, symbol);
  return found.ok ? ok(handoutOf(ctx, extent, found.value)) : found;
}
