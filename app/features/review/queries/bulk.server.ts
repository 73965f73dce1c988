import { movedSelect } from "~/features/reports/commands/move-submission.server";
import { stateMails } from "~/features/reports/commands/state-mail.server";
import type { SubmissionState } from "~/features/reports/model";
import type { Names } from "~/features/reference/queries.server";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import { LANGUAGES } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { MailInput } from "~/platform/mail/write.server";
import {
  isUndoable,
  ITEM_STATES,
  phaseOf,
  type BulkAction,
  type BulkLine,
  type BulkPage,
  type BulkSummary,
  type ItemState,
  type MailPreview,
} from "../model/bulk";
import { subjectOfVersion, subjectSelect } from "./subject.server";
import { decideReview, holdsReview, isDeciding, TARGET } from "../policy";

const itemSelect = {
  state: true,
  refusal: true,
  submission: {
    select: { ...movedSelect, ...subjectSelect, report: { select: { partyId: true, cycle: { select: { state: true } }, party: { select: { names: true } } } } },
  },
} as const;
const readItems = (ctx: UserCtx, actId: string) => ctx.db.bulkItem.findMany({ where: { actId }, orderBy: { position: "asc" }, select: itemSelect });
type Item = Awaited<ReturnType<typeof readItems>>[number];

/**
 * A bulk act: what it is to do with which version, or what has come of each. Of a rehearsal it says what is refused now and
 * why, and shows the mails as they would be written, by the same rules that act. Refuses `bulk.not_found` for unknown ids, and
 * for every id to those who do not decide at the desk.
 */
export async function getBulk(ctx: UserCtx, id: string): Promise<Result<BulkPage, Refusal>> {
  const act =
    isUuid(id) && holdsReview(ctx.actor, "assign_officer")
      ? await ctx.db.bulkAct.findUnique({ where: { id }, include: { by: { select: { name: true } }, officer: { select: { name: true } } } })
      : null;
  if (!act) return refuse({ code: "bulk.not_found" });
  const action = act.action as BulkAction;
  const phase = phaseOf(act);
  const items = await readItems(ctx, id);
  const isRehearsal = phase === "rehearsed";
  const lines = items.map((item) => lineOf(ctx, action, item, isRehearsal));
  const going = isRehearsal ? items.filter((_, index) => lines[index]!.refusal === null) : [];
  const counts = Object.fromEntries(ITEM_STATES.map((state) => [state, lines.filter((line) => line.state === state).length])) as BulkPage["counts"];
  return ok({
    id,
    action,
    reason: act.reason,
    officer: act.officer?.name ?? null,
    by: act.by.name,
    phase,
    preparedAt: act.preparedAt.toISOString(),
    undoUntil: act.undoUntil?.toISOString() ?? null,
    isUndoable: isUndoable(act, ctx.now()),
    isOwn: act.byId === ctx.actor.id,
    counts,
    lines,
    mails: await rehearseMails(ctx, action, act.reason, going),
  });
}

function lineOf(ctx: UserCtx, action: BulkAction, { state, refusal, submission }: Item, isRehearsal: boolean): BulkLine {
  const { id, symbol, version, report } = submission;
  const from = submission.state as SubmissionState;
  const decided = isRehearsal ? decideReview(ctx.actor, action, subjectOfVersion(submission)) : null;
  return {
    submissionId: id,
    symbol,
    version,
    party: (report.party.names as Names)[ctx.language],
    from,
    state: state as ItemState,
    refusal: decided ? (decided.ok ? null : decided.error) : (refusal as Refusal | null),
  };
}

/** The mails an act would write now, by language; those of a language are alike, so the first stands for them. */
async function rehearseMails(ctx: UserCtx, action: BulkAction, reason: string, items: readonly Item[]): Promise<MailPreview[]> {
  if (!isDeciding(action)) return [];
  const mails: MailInput[] = [];
  for (const { submission } of items) {
    const partyNames = submission.report.party.names as Names;
    mails.push(...(await stateMails(ctx.db, ctx, ctx.origin, { ...submission, partyNames }, TARGET[action], reason)));
  }
  return LANGUAGES.flatMap((language) => {
    const ofLanguage = mails.filter((mail) => mail.language === language);
    const [first] = ofLanguage;
    return first ? [{ language, count: ofLanguage.length, subject: first.subject, text: first.text }] : [];
  });
}

/** Bulk acts of everybody at the desk, the last first; none for those who do not decide there. */
export async function listBulk(
  ctx: UserCtx,
  { after, limit = 25 }: { after?: string | null; limit?: number } = {},
): Promise<{ items: BulkSummary[]; next: string | null }> {
  if (!holdsReview(ctx.actor, "assign_officer")) return { items: [], next: null };
  const rows = await ctx.db.bulkAct.findMany({
    where: afterPlace("preparedAt", parsePlace(after)),
    orderBy: [{ preparedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: { by: { select: { name: true } }, _count: { select: { items: true } } },
  });
  const { items, next } = pageOf(rows, limit, ({ preparedAt }) => preparedAt);
  return {
    items: items.map((act) => ({
      id: act.id,
      action: act.action as BulkAction,
      by: act.by.name,
      phase: phaseOf(act),
      preparedAt: act.preparedAt.toISOString(),
      count: act._count.items,
    })),
    next,
  };
}

/** An act of this person that was begun, or begun to be undone, and has not come to its end; null where there is none. */
export async function findUnfinished(ctx: UserCtx): Promise<{ id: string } | null> {
  if (!holdsReview(ctx.actor, "assign_officer")) return null;
  const open = [
    { finishedAt: null, undoFrom: null },
    { undoFrom: { not: null }, undoneAt: null },
  ];
  return ctx.db.bulkAct.findFirst({
    where: { byId: ctx.actor.id, startedAt: { not: null }, OR: open },
    orderBy: [{ preparedAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
}
