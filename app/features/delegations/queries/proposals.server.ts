import type { AnswerKey } from "~/features/reports/model";
import { WAITING_STATES } from "~/features/reports/model/proposals";
import { canReport } from "~/features/reports/policy";
import { readGrounds, reportSelect, subjectOf, type Grounds, type ReportRow } from "~/features/reports/queries/load.server";
import { formatPageId, pageOfQuestion } from "~/features/templates/model/pages";
import { afterPlace, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { Waiting, WaitingProposal } from "../model";
import { mayAssign } from "../policy";
import { findDelegated, namePlaces } from "../queries.server";

const isWaiting = { state: { in: [...WAITING_STATES] } };

/** The proposed texts of a report that wait, newest first. Refuses `delegation.not_found`. */
export async function listWaiting(
  ctx: UserCtx,
  reportId: string,
  { after, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Result<{ items: WaitingProposal[]; next: string | null }, Refusal>> {
  const found = await findDelegated(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const grounds = await readGrounds(ctx, found.value);
  const rows = await ctx.db.proposedAnswer.findMany({
    where: { reportId, ...isWaiting, ...afterPlace("createdAt", parsePlace(after)) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: { id: true, question: true, row: true, state: true, updatedAt: true, createdAt: true, user: { select: { name: true } } },
  });
  const page = pageOf(rows, limit, ({ createdAt }) => createdAt);
  const items = page.items.map(({ id, question, row, state, updatedAt, user }): WaitingProposal => {
    const [place] = namePlaces(grounds, [{ page: pageIdOf(grounds, { question, row }), question }], ctx.language);
    return { id, person: user.name, place: place!, updatedAt: updatedAt.toISOString(), isReady: state === "ready" };
  });
  return ok({ items, next: page.next });
}

/** How many proposed texts wait in each of these reports the actor writes now; those with none are left out. */
export async function countWaiting(ctx: UserCtx, reportIds: readonly string[]): Promise<Waiting[]> {
  const counts = await ctx.db.proposedAnswer.groupBy({ by: ["reportId"], where: { reportId: { in: [...reportIds] }, ...isWaiting }, _count: true });
  if (counts.length === 0) return [];
  const rows = await ctx.db.report.findMany({ where: { id: { in: counts.map(({ reportId }) => reportId) } }, select: reportSelect });
  const written = rows.filter((row) => canReport(ctx.actor, "write", subjectOf(row, ctx.now())));
  return Promise.all(
    written.map(async (row): Promise<Waiting> => {
      const { _count: count } = counts.find(({ reportId }) => reportId === row.id)!;
      return { reportId: row.id, count, page: mayAssign(ctx.actor, row.partyId) ? null : await firstPage(ctx, row) };
    }),
  );
}

/** The page of the text that waits longest. */
async function firstPage(ctx: UserCtx, row: Pick<ReportRow, "id" | "templateVersionId">): Promise<string | null> {
  const [grounds, first] = await Promise.all([
    readGrounds(ctx, row),
    ctx.db.proposedAnswer.findFirst({ where: { reportId: row.id, ...isWaiting }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
  ]);
  return first && pageIdOf(grounds, first);
}

/** The id of the page an answer stands on. */
function pageIdOf({ version }: Grounds, { question, row }: AnswerKey): string {
  const on = pageOfQuestion(version.definition, question, row);
  return on ? formatPageId(on.section, on.row) : "";
}
