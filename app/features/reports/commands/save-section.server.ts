import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Saved } from "~/features/saves/commands.server";
import { currentOf } from "~/features/saves/model/queue-states";
import { jsonValue, type Operation } from "~/features/saves/schema";
import { markOf } from "~/features/templates/model/form-values";
import { fromFormData } from "~/features/templates/model/forms";
import { questionsOfPage } from "~/features/templates/model/pages";
import { asTable, withFile, type AnswerValue, type FileRef, type FormQuestion } from "~/features/templates/model/values";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { FileStore } from "~/platform/files/store.server";
import type { SectionOutcome } from "../components/section-data";
import type { ReportPage } from "../model";
import { getReportPage } from "../queries/pages.server";
import { attachFile } from "./attach-file.server";
import { saveAnswers } from "./save-answers.server";

export type PostedSection = { reportId: string; page: string; form: FormData };
type Posted = { question: FormQuestion; value: AnswerValue; confidential: boolean; revision: number; opId: string; via?: "merge" };

/**
 * Saves a page posted without a script: the answers that were changed on it, each on the revision it was typed on, then
 * its files. What cannot be saved comes back with the reason, nothing of it lost; the rest is saved all the same.
 * Refuses `report.not_found`. Side effects are those of saving answers and attaching files.
 */
export async function saveSection(ctx: UserCtx, files: FileStore, { reportId, page: pageId, form }: PostedSection): Promise<Result<SectionOutcome, Refusal>> {
  const found = await getReportPage(ctx, reportId, pageId);
  if (!found.ok) return found;
  const page = found.value;
  const outcome: SectionOutcome = { kept: {}, conflicts: {}, refusals: {}, whole: null };
  const changed = changedOn(page, form);
  await save(ctx, page, changed, outcome);
  if (!outcome.whole) await attach(ctx, files, page, form, outcome);
  return ok(outcome);
}

/** What the page's buttons do to a row of a table, besides saving: `remove:B2:<row id>`, `up:…`, `down:…`. */
function moved(question: FormQuestion, value: AnswerValue, intent: string): AnswerValue {
  const [act, code, ...rest] = intent.split(":");
  if (question.kind !== "table" || code !== question.code) return value;
  const rows = asTable(value);
  const index = rows.findIndex(({ id }) => id === rest.join(":"));
  if (index < 0) return value;
  if (act === "remove") return rows.length === 1 ? null : rows.filter((_, at) => at !== index);
  const other = act === "up" ? index - 1 : act === "down" ? index + 1 : index;
  if (!rows[other]) return value;
  return rows.map((row, at) => (at === index ? rows[other]! : at === other ? rows[index]! : row));
}

const opIdSchema = z.uuid();
/** The proposed merge as the page showed it: what may be stored of it is decided by saving. */
const mergeSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom" });
      return z.NEVER;
    }
  })
  .pipe(jsonValue);
const revisionSchema = z.coerce.number().int().min(0).max(2_000_000_000);

/** The questions of the page whose fields differ from what the page showed. */
function changedOn(page: ReportPage, form: FormData): Posted[] {
  const intent = String(form.get("intent") ?? "");
  const entries = [...form.entries()];
  return questionsOfPage(page.definition, page.page).flatMap((question): Posted[] => {
    const { code } = question;
    const revision = revisionSchema.safeParse(form.get(`rev.${code}`));
    if (!form.has(`rev.${code}`) || !revision.success || intent === `theirs:${code}`) return [];
    const merge = intent === `merge:${code}` ? mergeSchema.safeParse(form.get(`merge.${code}`)) : null;
    const value = merge?.success ? (merge.data as AnswerValue) : moved(question, fromFormData(question, entries), intent);
    const confidential = form.has(`conf.${code}`);
    if (form.get(`was.${code}`) === markOf(value, confidential)) return [];
    const opId = opIdSchema.safeParse(form.get(`op.${code}`));
    return [{ question, value, confidential, revision: revision.data, opId: opId.success ? opId.data : randomUUID(), ...(merge?.success && { via: "merge" }) }];
  });
}

async function save(ctx: UserCtx, page: ReportPage, posted: Posted[], outcome: SectionOutcome): Promise<void> {
  if (posted.length === 0) return;
  const operation = ({ question, value, confidential, revision, opId, via }: Posted): Operation => {
    const answer = page.answers.find((candidate) => candidate.question === question.code && candidate.row === page.page.row);
    return {
      opId,
      question: question.code,
      row: page.page.row,
      lang: answer?.language,
      baseRevision: revision,
      value: value as Operation["value"],
      confidential,
      via,
    };
  };
  const saved = await saveAnswers(ctx, { reportId: page.id, via: "form", operations: posted.map(operation) });
  const again: Posted[] = [];
  posted.forEach((one, index) => {
    const result = saved.ok ? saved.value[index]! : saved;
    if (result.ok) return;
    // A form sent once more after going back carries the same id with another text: that is another save.
    if (result.error.code === "save.operation_reused") return void again.push({ ...one, opId: randomUUID() });
    const { code } = one.question;
    outcome.kept[code] = { value: one.value, confidential: one.confidential, revision: one.revision };
    if (!saved.ok) outcome.whole = saved.error;
    else if (result.error.code === "answer.conflict") outcome.conflicts[code] = currentOf(result.error.detail as Parameters<typeof currentOf>[0]);
    else outcome.refusals[code] = result.error;
  });
  if (again.length > 0) await save(ctx, page, again, outcome);
}

const UPLOAD = /^upload\.([A-Za-z0-9_-]+)(?:\.([A-Za-z0-9_-]+))?$/;

async function attach(ctx: UserCtx, files: FileStore, page: ReportPage, form: FormData, outcome: SectionOutcome): Promise<void> {
  for (const [name, file] of form.entries()) {
    const [, code, field] = UPLOAD.exec(name) ?? [];
    if (!code || !(file instanceof File) || (file.size === 0 && file.name === "")) continue;
    const question = questionsOfPage(page.definition, page.page).find((candidate) => candidate.code === code);
    const fieldId = field ?? (question?.kind === "single" ? question.field.id : "");
    const content = new Uint8Array(await file.arrayBuffer());
    const attached = await attachFile(ctx, files, { reportId: page.id, question: code, row: page.page.row, field: fieldId, name: file.name, content });
    if (!attached.ok) outcome.refusals[code] = attached.error;
    else if (question) takeFile(outcome, page, question, fieldId, attached.value);
  }
}

/**
 * A file is in the saved answer from here on: where the answer posted beside it was not saved, the author's text and the
 * one it is in conflict with have it too, or whichever is chosen next would drop it. The file's own revision is the one
 * to save on next, unless somebody else saved in between.
 */
function takeFile(outcome: SectionOutcome, page: ReportPage, question: FormQuestion, field: string, { file, saved }: { file: FileRef; saved: Saved }): void {
  const { code } = question;
  const kept = outcome.kept[code];
  if (!kept) return;
  const stood = page.answers.find((answer) => answer.question === code && answer.row === page.page.row);
  const current = outcome.conflicts[code];
  const isNext = (revision: number): boolean => saved.revision <= revision + 1;
  const value = withFile(question, field, kept.value, file);
  // A text in conflict stays on the revision it was typed on, so that the page's script finds the conflict as well.
  const revision = !current && kept.revision >= (stood?.revision ?? 0) && isNext(kept.revision) ? saved.revision : kept.revision;
  outcome.kept[code] = { ...kept, value, revision };
  if (current && isNext(current.revision))
    outcome.conflicts[code] = { ...current, value: withFile(question, field, current.value, file), revision: saved.revision };
}
