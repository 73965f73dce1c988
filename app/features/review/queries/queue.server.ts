import { SUBMISSION_STATES, type SubmissionState } from "~/features/reports/model";
import { submissionWhere } from "~/features/reports/model/submission-filters";
import { readReference, unitName, type Names } from "~/features/reference/queries.server";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import { localize } from "~/features/templates/model/texts";
import { getTemplateVersion } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import type { Ctx } from "~/platform/context.server";
import { NO_OFFICER, type Officer, type Queue, type QueueFilters, type QueueItem } from "../model";
import { holdsReview } from "../policy";

const select = {
  id: true,
  symbol: true,
  version: true,
  state: true,
  line: true,
  unit: true,
  language: true,
  submittedAt: true,
  late: true,
  officerId: true,
  report: { select: { templateVersionId: true, party: { select: { code: true, names: true } } } },
} as const;

const NOTHING: Queue = { items: [], next: null, counts: Object.fromEntries(SUBMISSION_STATES.map((state) => [state, 0])) as Queue["counts"] };

const officerWhere = (officer: string | undefined): object => {
  if (!officer) return {};
  if (officer === NO_OFFICER) return { officerId: null };
  return isUuid(officer) ? { officerId: officer } : { id: { in: [] } };
};

/**
 * The desk's queue, newest first, with the number of versions by state under the same other filters. Pages go on from a
 * place (`next`), so nothing is seen twice or missed while others submit. Empty for those who do not read at the desk.
 */
export async function listQueue(ctx: Ctx, filters: QueueFilters, { after, limit = 25 }: { after?: string | null; limit?: number } = {}): Promise<Queue> {
  if (!holdsReview(ctx.actor, "read")) return NOTHING;
  const parties = filters.q ? await findPartyCodes(ctx, filters.q) : [];
  const chosen = { AND: [submissionWhere(filters, parties), officerWhere(filters.officer)] };
  const [rows, grouped, officers] = await Promise.all([
    readRows(ctx, { AND: [chosen, filters.state ? { state: filters.state } : {}, afterPlace("submittedAt", parsePlace(after))] }, limit + 1),
    ctx.db.submission.groupBy({ by: ["state"], where: chosen, _count: { _all: true } }),
    listOfficers(ctx),
  ]);
  const { items, next } = pageOf(rows, limit, ({ submittedAt }) => submittedAt);
  const counts = { ...NOTHING.counts, ...Object.fromEntries(grouped.map(({ state, _count }) => [state, _count._all])) };
  const nameOf = new Map(officers.map(({ id, name }) => [id, name]));
  return { items: await Promise.all(items.map((row) => itemOf(ctx, row, nameOf))), next, counts };
}

const readRows = (ctx: Ctx, where: object, take: number) =>
  ctx.db.submission.findMany({ where, orderBy: [{ submittedAt: "desc" }, { id: "desc" }], take, select });
type Row = Awaited<ReturnType<typeof readRows>>[number];

async function itemOf(ctx: Ctx, { report, officerId, submittedAt, state, language, ...row }: Row, officers: ReadonlyMap<string, string>): Promise<QueueItem> {
  const { strings } = await getTemplateVersion(ctx.db, report.templateVersionId);
  return {
    ...row,
    state: state as SubmissionState,
    language: language as Language,
    party: { code: report.party.code, name: (report.party.names as Names)[ctx.language] },
    title: localize({ title: strings.title! }, ctx.language).title!,
    unitName: unitName(await readReference(ctx.db), report.party.code, row.unit, ctx.language),
    submittedAt: submittedAt.toISOString(),
    officer: (officerId && officers.get(officerId)) || null,
  };
}

/** Those who decide at the desk, by name: whom a version can be given to. Empty for those who do not read there. */
export async function listOfficers(ctx: Ctx): Promise<Officer[]> {
  if (!holdsReview(ctx.actor, "read")) return [];
  return ctx.db.user.findMany({
    where: { disabledAt: null, secretariat: { some: { role: { in: ["desk_officer", "admin"] } } } },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
