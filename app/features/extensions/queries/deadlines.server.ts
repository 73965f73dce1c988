import { deadlineOf, isLate, type Cycle, type Names } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { heldAt } from "~/features/identity/model";
import { namesOfSet, codesOfSet, readReference } from "~/features/reference/queries.server";
import { localize } from "~/features/templates/model/texts";
import { reportsByLine } from "~/features/templates/schema";
import { listOpenTemplates, type TemplateVersion } from "~/features/templates/queries.server";
import { isReporting, FACILITATION_ROLES } from "~/lib/actor";
import { afterPlace, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { DeadlineItem, DeadlinePage, ExtensionItem, ReportStanding } from "../model";
import { mayWithExtensions } from "../policy";

/**
 * The deadlines of the open cycle with how far their parties are, and the extensions, newest first; a page goes on from a
 * place (`next`). Refuses `extension.not_found` outside the secretariat.
 */
export async function getDeadlinePage(
  ctx: UserCtx,
  { after, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Result<DeadlinePage, Refusal>> {
  if (!mayWithExtensions(ctx.actor, "read")) return refuse({ code: "extension.not_found" });
  const mayGrant = mayWithExtensions(ctx.actor, "grant");
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return ok({ cycle: null, deadlines: [], extensions: [], next: null, templates: [], lines: [], mayGrant });
  const versions = await listOpenTemplates(ctx, cycle.id);
  const titles = new Map(versions.map((version) => [version.template, localize(version.strings, ctx.language).title ?? version.template]));
  const reference = await readReference(ctx.db);
  const lines = namesOfSet(reference, "action-lines", ctx.language);
  const page = await listExtensions(ctx, cycle, titles, { after, limit });
  return ok({
    cycle: { code: cycle.code, name: cycle.names[ctx.language] },
    deadlines: await readDeadlines(ctx, cycle, versions, titles),
    extensions: page.items,
    next: page.next,
    templates: versions.map(({ template }) => ({ code: template, name: titles.get(template)! })),
    lines: codesOfSet(reference, "action-lines").map((code) => ({ code, name: lines[code] ?? code })),
    mayGrant,
  });
}

async function readDeadlines(ctx: UserCtx, cycle: Cycle, versions: readonly TemplateVersion[], titles: ReadonlyMap<string, string>): Promise<DeadlineItem[]> {
  const [reports, late, extended, notBegun] = await Promise.all([
    ctx.db.report.groupBy({ by: ["template", "state"], where: { cycleId: cycle.id }, _count: true }),
    ctx.db.submission.groupBy({ by: ["template"], where: { cycleCode: cycle.code, late: true, version: 1 }, _count: true }),
    ctx.db.extension.groupBy({ by: ["template"], where: { cycleId: cycle.id, stands: true }, _count: true }),
    Promise.all(versions.map((version) => countNotBegun(ctx, cycle.id, version))),
  ]);
  const items = versions.map(({ template }, index): DeadlineItem => {
    const at = deadlineOf(cycle, template);
    const count = (state: string): number => reports.find((row) => row.template === template && row.state === state)?._count ?? 0;
    return {
      template,
      title: titles.get(template)!,
      at,
      isPast: isLate(at, ctx.now()),
      notBegun: notBegun[index]!,
      drafts: count("draft"),
      submitted: count("submitted"),
      late: late.find((row) => row.template === template)?._count ?? 0,
      extended: extended.find((row) => row.template === template)?._count ?? 0,
    };
  });
  return items.sort((one, other) => (one.at ?? "9").localeCompare(other.at ?? "9"));
}

/** Reports nobody has begun though somebody of the party could: by line for facilitators, else by party. */
async function countNotBegun(ctx: UserCtx, cycleId: string, { template, definition }: TemplateVersion): Promise<number> {
  const today = new Date(ctx.now().toISOString().slice(0, 10));
  const memberships = { some: { role: "focal_point", user: { disabledAt: null }, ...heldAt(ctx.now()) } };
  if (!reportsByLine(definition)) return ctx.db.party.count({ where: { kind: definition.partyKind, memberships, reports: { none: { cycleId, template } } } });
  const [roles, begun] = await Promise.all([
    ctx.db.facilitation.findMany({
      where: {
        role: { in: FACILITATION_ROLES.filter(isReporting) },
        AND: [{ OR: [{ from: null }, { from: { lte: today } }] }, { OR: [{ to: null }, { to: { gt: today } }] }],
        party: { memberships },
      },
      select: { partyId: true, line: true },
    }),
    ctx.db.report.findMany({ where: { cycleId, template }, select: { partyId: true, line: true } }),
  ]);
  return roles.filter((role) => !begun.some(({ partyId, line }) => partyId === role.partyId && line === role.line)).length;
}

async function listExtensions(
  ctx: UserCtx,
  cycle: Cycle,
  titles: ReadonlyMap<string, string>,
  { after, limit }: { after?: string | null; limit: number },
): Promise<{ items: ExtensionItem[]; next: string | null }> {
  const rows = await ctx.db.extension.findMany({
    where: { cycleId: cycle.id, ...afterPlace("grantedAt", parsePlace(after)) },
    orderBy: [{ grantedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: { party: { select: { code: true, names: true } }, grantedBy: { select: { name: true } }, endedBy: { select: { name: true } } },
  });
  const page = pageOf(rows, limit, ({ grantedAt }) => grantedAt);
  const reports = await ctx.db.report.findMany({
    where: { cycleId: cycle.id, partyId: { in: page.items.map(({ partyId }) => partyId) } },
    select: { partyId: true, template: true, line: true, state: true, submissions: { orderBy: { version: "desc" }, take: 1, select: { late: true } } },
  });
  const standingOf = ({ partyId, template, line }: (typeof rows)[number]): ReportStanding => {
    const report = reports.find((one) => one.partyId === partyId && one.template === template && one.line === line);
    if (!report) return "not_begun";
    if (report.state === "draft") return "draft";
    return report.submissions[0]?.late ? "late" : "submitted";
  };
  const items = page.items.map((row): ExtensionItem => ({
    id: row.id,
    party: { code: row.party.code, name: (row.party.names as Names)[ctx.language] },
    title: titles.get(row.template) ?? row.template,
    line: row.line,
    dueAt: row.dueAt.toISOString(),
    reason: row.reason,
    report: standingOf(row),
    grantedBy: row.grantedBy.name,
    grantedAt: row.grantedAt.toISOString(),
    ended: row.endedAt && { at: row.endedAt.toISOString(), by: row.endedBy?.name ?? "", reason: row.endReason },
  }));
  return { items, next: page.next };
}
