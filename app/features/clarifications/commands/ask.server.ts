import type { Names } from "~/features/cycles/model";
import { keyOfUnit, unitOf, type AnswerKey } from "~/features/reports/model";
import { lockReport } from "~/features/reports/queries/load.server";
import { findReviewed, type Reviewed } from "~/features/review/queries/subject.server";
import { readReference } from "~/features/reference/queries.server";
import { localize, questionKey } from "~/features/templates/model/texts";
import { findQuestion } from "~/features/templates/model/visibility";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { endOfDay, GENEVA } from "~/lib/dates";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { listAskable } from "../queries/points.server";
import type { AgainInput, AskInput } from "../schema";
import { letterOf, sendLetter } from "./letter.server";
import { settle } from "./settle.server";

const versionSelect = {
  id: true,
  reportId: true,
  symbol: true,
  language: true,
  signedById: true,
  report: { select: { partyId: true, templateVersionId: true, state: true, reopened: true, party: { select: { names: true } } } },
} as const;
const load = (tx: Tx, id: string) => tx.submission.findUniqueOrThrow({ where: { id }, select: versionSelect });
type Version = Awaited<ReturnType<typeof load>>;

const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });

/** The end of the day an answer is asked for, in Geneva; past days are no days to ask for. */
function dueOf(ctx: UserCtx, due: string): Result<Date, Refusal> {
  const at = endOfDay(due, GENEVA);
  return at >= ctx.now() ? ok(at) : refuseField("due", "clarification.due_invalid");
}

/** A question in each language. */
async function labelsOf(ctx: UserCtx, templateVersionId: string, { question, row }: AnswerKey): Promise<Record<Language, string>> {
  const { definition, strings } = await getTemplateVersion(ctx.db, templateVersionId);
  const found = findQuestion(definition, question, row, templateReferences(await readReference(ctx.db)));
  const label = (language: Language): string => (found && localize(strings, language)[questionKey(found, "label")]) ?? question;
  return Object.fromEntries(LANGUAGES.map((language) => [language, label(language)])) as Record<Language, string>;
}

type Asking = { key: AnswerKey; labels: Record<Language, string>; text: string; dueAt: Date };

/**
 * Under the report's lock: the version is still the one to ask about, the party is not writing a further one, and then what
 * `write` makes of the point, its letter, its mails and where the version goes.
 */
async function ask(
  ctx: UserCtx,
  found: Reviewed,
  { key, labels, text, dueAt }: Asking,
  write: (tx: Tx, version: Version, baseRevision: number) => Promise<Result<{ id: string }, Refusal>>,
): Promise<Result<{ id: string }, Refusal>> {
  const { id, reportId } = found;
  return ctx.db.$transaction(async (tx): Promise<Result<{ id: string }, Refusal>> => {
    await lockReport(tx, reportId);
    const again = await findReviewed(ctx, tx, id, "ask_clarification");
    if (!again.ok) return again;
    const version = await load(tx, id);
    const hasLater = (await tx.submission.count({ where: { reportId, version: { gt: found.version } } })) > 0;
    const isRewritten = version.report.state === "draft" && version.report.reopened.length === 0;
    if (hasLater || isRewritten) return refuse({ code: "clarification.new_version_open" });
    const now = await tx.answer.findUnique({ where: { reportId_question_row: { reportId, ...key } }, select: { revision: true } });
    const point = await write(tx, version, now?.revision ?? 0);
    if (!point.ok) return point;
    const names = version.report.party.names as Names;
    const letter = letterOf({ names, symbol: version.symbol, ...key, labels, text, dueAt });
    await tx.clarificationTurn.create({
      data: {
        pointId: point.value.id,
        kind: "asked",
        text,
        dueAt,
        submissionId: id,
        letter,
        byId: ctx.actor.id,
        byName: ctx.actor.name,
        at: ctx.now(),
      },
    });
    await recordEvent(tx, ctx, {
      type: "clarification.asked",
      subject: `submission:${id}`,
      data: { point: point.value.id, ...key, due: dueAt.toISOString(), reason: text },
    });
    await settle(tx, ctx, { reportId, id, state: again.value.subject.state });
    await sendLetter(tx, ctx, version, letter);
    return point;
  });
}

/**
 * Asks the party about one answer of a signed version: a letter in six languages is kept and sent, the answer is open in
 * the working copy from then on, and every other one stays closed. Refuses `submission.*`, `report.cycle_closed`,
 * `clarification.place_unknown`, `clarification.due_invalid`, `clarification.point_exists` and
 * `clarification.new_version_open`. Audit events, mail.
 */
export async function askClarification(
  ctx: UserCtx,
  submissionId: string,
  { unit, text, due }: Omit<AskInput, "intent">,
): Promise<Result<{ id: string }, Refusal>> {
  const found = await findReviewed(ctx, ctx.db, submissionId, "ask_clarification");
  if (!found.ok) return found;
  const dueAt = dueOf(ctx, due);
  if (!dueAt.ok) return dueAt;
  if (!(await listAskable(ctx, submissionId)).some((one) => one.unit === unit)) return refuseField("unit", "clarification.place_unknown");
  const key = keyOfUnit(unit);
  const { reportId } = found.value;
  const { templateVersionId } = (await load(ctx.db, submissionId)).report;
  const labels = await labelsOf(ctx, templateVersionId, key);
  return ask(ctx, found.value, { key, labels, text, dueAt: dueAt.value }, async (tx, _, baseRevision) => {
    if ((await tx.clarificationPoint.count({ where: { reportId, ...key, state: { not: "closed" } } })) > 0)
      return refuseField("unit", "clarification.point_exists");
    const data = { reportId, submissionId, ...key, dueAt: dueAt.value, baseRevision, askedAt: ctx.now() };
    return ok(await tx.clarificationPoint.create({ data, select: { id: true } }));
  });
}

/**
 * Asks once more on a point that was answered, about the version that stands now. Refuses as asking does, `clarification.not_found`
 * for a point of another report, and `clarification.changed` where somebody acted on it since it was shown. Audit events, mail.
 */
export async function askAgain(
  ctx: UserCtx,
  submissionId: string,
  { point: id, revision, text, due }: Omit<AgainInput, "intent">,
): Promise<Result<{ id: string }, Refusal>> {
  const found = await findReviewed(ctx, ctx.db, submissionId, "ask_clarification");
  if (!found.ok) return found;
  const { reportId } = found.value;
  const point = await ctx.db.clarificationPoint.findFirst({ where: { id, reportId }, select: { question: true, row: true } });
  if (!point) return refuse({ code: "clarification.not_found" });
  const dueAt = dueOf(ctx, due);
  if (!dueAt.ok) return dueAt;
  const key = keyOfUnit(unitOf(point));
  const labels = await labelsOf(ctx, (await load(ctx.db, submissionId)).report.templateVersionId, key);
  return ask(ctx, found.value, { key, labels, text, dueAt: dueAt.value }, async (tx, _, baseRevision) => {
    const { count } = await tx.clarificationPoint.updateMany({
      where: { id, reportId, state: "answered", revision },
      data: { state: "open", submissionId, dueAt: dueAt.value, baseRevision, reply: "", revision: { increment: 1 } },
    });
    return count === 1 ? ok({ id }) : refuse({ code: "clarification.changed" });
  });
}
