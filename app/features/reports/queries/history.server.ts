import { findRevisions, findSave, listHistory, type HistoryEntry } from "~/features/saves/queries.server";
import { formatPageId, pageOfQuestion } from "~/features/templates/model/pages";
import { questionKey } from "~/features/templates/model/texts";
import { isFixed, type FormQuestion } from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import { templateReferences, textsOf } from "~/features/templates/queries.server";
import { diffWords } from "~/lib/diff";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { isUuid } from "~/lib/keyset";
import { scopeOf, unitOf, type AnswerKey } from "../model";
import { differingPieces, flatAnswer, type FlatPiece } from "../model/flat-answer";
import { HISTORY_PAGE, type AnswerHistory, type HistoryItem, type HistoryPage } from "../model/history";
import { historyScope } from "./answers.server";
import { findAnyReport, findPart, readAnswersOf, readGrounds, seesOf, type ReportRow } from "./load.server";

const PLACE = /^\d{1,18}$/;

/**
 * One page of the history of an answer, newest first, each save with what it changed; beside it the text that is asked to
 * be put back. Whoever may read the answer may read it. Refuses `report.not_found`; a question the report does not have is
 * the same.
 */
export async function getHistoryPage(
  ctx: Ctx,
  reportId: string,
  key: AnswerKey,
  { before, restore }: { before: string | null; restore: string | null },
): Promise<Result<HistoryPage, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  if (!(await seesOf(ctx.db, found.value))(key)) return refuse({ code: "report.not_found" });
  const { version, reference } = await readGrounds(ctx, found.value);
  const question = findQuestion(version.definition, key.question, key.row, templateReferences(reference));
  const page = pageOfQuestion(version.definition, key.question, key.row);
  if (!question || !page || isFixed(question)) return refuse({ code: "report.not_found" });
  const texts = textsOf(version, reference, ctx.language);
  const flat = (value: unknown): FlatPiece[] => flatAnswer(question, value, texts);
  const [scope, unit] = [await historyScope(ctx, found.value, key), unitOf(key)];
  const place = before !== null && PLACE.test(before) ? { before: BigInt(before) } : {};
  const { items, hasMore } = await readItems(ctx, { scope, unit, question, flat, ...place });
  const standing = (await readAnswersOf(ctx, ctx.db, found.value, key))[0];
  const chosen = restore === null ? null : await findSave(ctx, scope, unit, restore);
  return ok({
    ...key,
    label: texts[questionKey(question, "label")] ?? key.question,
    page: formatPageId(page.section, page.row),
    items,
    next: hasMore ? items.at(-1)!.id : null,
    current: standing ? { ...standing, author: standing.updatedBy, savedAt: standing.updatedAt, pieces: flat(standing.value) } : null,
    chosen: chosen && { ...chosen, pieces: flat(chosen.value) },
  });
}

/**
 * The newest saves of every answer of a report that has any, as `getHistoryPage` shows them, by unit. Refuses `report.not_found`;
 * of a report somebody sees a part of, only what they see is in it.
 */
export async function getHistories(ctx: Ctx, reportId: string): Promise<Result<Map<string, AnswerHistory>, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const sees = await seesOf(ctx.db, found.value);
  return ok(await historiesOf(ctx, found.value, { sees, scopeFor: (key) => historyScope(ctx, found.value, key) }));
}

/** The same of any report, contacts left out as of every export: for those who run the portal, on the machine itself. Refuses `report.not_found`. */
export async function readAnyHistories(ctx: Ctx, reportId: string): Promise<Result<Map<string, AnswerHistory>, Refusal>> {
  const row = isUuid(reportId) ? await findAnyReport(ctx.db, reportId) : null;
  if (!row) return refuse({ code: "report.not_found" });
  return ok(await historiesOf(ctx, row, { withoutContacts: true, sees: () => true, scopeFor: () => Promise.resolve(scopeOf(row.id)) }));
}

type Scopes = { sees: (key: AnswerKey) => boolean; scopeFor: (key: AnswerKey) => Promise<string>; withoutContacts?: true };

async function historiesOf(ctx: Ctx, row: ReportRow, { sees, scopeFor, withoutContacts }: Scopes): Promise<Map<string, AnswerHistory>> {
  const { version, reference } = await readGrounds(ctx, row);
  const references = templateReferences(reference);
  const texts = textsOf(version, reference, ctx.language);
  const found = new Map<string, AnswerHistory>();
  for (const key of await listKeys(ctx, row.id)) {
    const question = findQuestion(version.definition, key.question, key.row, references);
    if (!question || isFixed(question) || !sees(key) || (withoutContacts && question.confidential === "always")) continue;
    const unit = unitOf(key);
    found.set(unit, await readItems(ctx, { scope: await scopeFor(key), unit, question, flat: (value) => flatAnswer(question, value, texts) }));
  }
  return found;
}

/** The answers of a working copy that were ever given. */
const listKeys = (ctx: Ctx, reportId: string): Promise<AnswerKey[]> =>
  ctx.db.answer.findMany({ where: { reportId }, select: { question: true, row: true }, orderBy: [{ question: "asc" }, { row: "asc" }] });

type Wanted = { scope: string; unit: string; question: FormQuestion; flat: (value: unknown) => FlatPiece[]; before?: bigint };

/** A page of the saves of an answer, newest first. */
async function readItems(ctx: Ctx, { scope, unit, question, flat, ...place }: Wanted): Promise<AnswerHistory> {
  const entries = await listHistory(ctx, scope, unit, { limit: HISTORY_PAGE + 1, ...place });
  const shown = entries.slice(0, HISTORY_PAGE);
  const wanted = shown.flatMap(({ revision, baseRevision }) => (revision === null ? [baseRevision] : [revision, revision - 1]));
  const revisions = await findRevisions(ctx.db, scope, unit, wanted);
  return { items: shown.map((entry) => itemOf(question, entry, revisions, flat)), hasMore: entries.length > HISTORY_PAGE };
}

/** A save beside the revision before it; one kept aside beside the revision it was typed on. */
function itemOf(
  question: FormQuestion,
  { value, baseRevision, hash: _, ...entry }: HistoryEntry,
  revisions: ReadonlyMap<number, HistoryEntry>,
  flat: (value: unknown) => FlatPiece[],
): HistoryItem {
  const made = entry.revision === null ? null : revisions.get(entry.revision);
  // The same text saved once more made no revision of its own.
  const isAgain = made !== null && made?.id !== entry.id;
  const comparedWith = entry.revision === null ? baseRevision : isAgain ? entry.revision : entry.revision - 1;
  const earlier = revisions.get(comparedWith);
  return {
    ...entry,
    comparedWith,
    pieces: differingPieces(flat(earlier?.value ?? null), flat(value)).map(({ key, label, before, after }) => ({
      key,
      label,
      changes: diffWords(before, after),
    })),
    changesMark: question.confidential === "allowed" && (earlier?.confidential ?? false) !== entry.confidential,
  };
}
