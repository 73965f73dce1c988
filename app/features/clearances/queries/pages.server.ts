import { heldAt } from "~/features/identity/model";
import type { Names } from "~/features/reference/queries.server";
import type { ReportState } from "~/features/reports/model";
import type { PartyRole } from "~/lib/actor";
import { formatInstant, GENEVA } from "~/lib/dates";
import { afterPlace, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { Tx } from "~/platform/db/client.server";
import { CHAIN_DAYS, isLapsed, markOf, move, placeOf, type Candidate, type Chain, type ClearanceAct, type ClearancePanel, type TrailEntry } from "../model";
import { actsFor, isClearingRole, mayWithClearances } from "../policy";
import { findCleared, findRound, partsOf, readChain, type Round } from "./load.server";

const entrySelect = { id: true, action: true, step: true, stepName: true, text: true, byName: true, at: true } as const;
type EntryRow = { id: string; action: string; step: number; stepName: string; text: string; byName: string; at: Date };
const toEntry = ({ action, byName, at, ...row }: EntryRow): TrailEntry => ({ ...row, action: action as ClearanceAct, by: byName, at: at.toISOString() });

/** Where a report's clearance stands and what the actor may do about it; null where its party has no chain. Refuses `clearance.not_found`. */
export async function getClearance(ctx: UserCtx, reportId: string): Promise<Result<ClearancePanel | null, Refusal>> {
  const found = await findCleared(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const row = found.value;
  const chain = await readChain(ctx.db, row.partyId, ctx.now());
  if (!chain) return ok(null);
  const now = ctx.now();
  const round = await findRound(ctx.db, reportId);
  const place = placeOf(round, { state: row.state as ReportState, heldFrom: row.heldFrom }, now);
  const isOpen = place.at === "asked" || place.at === "cleared";
  // What the report says now is asked for when somebody acts; to offer an act, it counts as unchanged.
  const ground = { steps: chain.steps.length, days: chain.days, hash: round?.contentHash ?? "", now };
  const leads = (act: ClearanceAct) => (row.cycle.state === "open" || (act !== "ask" && act !== "clear")) && move(place, act, ground).ok;
  return ok({
    reportId,
    at: place.at,
    step: "step" in place ? place.step : 0,
    until: place.at === "asked" ? place.until.toISOString() : null,
    since: isOpen ? round!.askedAt.toISOString() : null,
    askedBy: isOpen ? round!.askedBy : "",
    chain,
    last: place.at === "drafted" && round ? await lastOf(ctx.db, round, now) : null,
    may: actsFor(ctx.actor, place, partsOf(row.partyId, chain, round), leads),
    mark: markOf(round, place),
  });
}

/** The same beside a report that was found: null also to those of another party who draft it with its own. */
export async function findClearance(ctx: UserCtx, reportId: string): Promise<ClearancePanel | null> {
  const found = await getClearance(ctx, reportId);
  return found.ok ? found.value : null;
}

/** In words, for the author's form, which carries no script for it: by whom a report is held, and since when. */
export async function holdWords(ctx: UserCtx, reportId: string): Promise<string> {
  const panel = await findClearance(ctx, reportId);
  const t = translator(ctx.language);
  if (!panel?.since || (panel.at !== "asked" && panel.at !== "cleared")) return t("reports:hold.other");
  const step = panel.chain.steps[panel.step - 1]?.name ?? "";
  return t(`reports:hold.${panel.at}`, { step: `\u2068${step}\u2069`, at: formatInstant(panel.since, ctx.language, ctx.actor.timeZone ?? GENEVA) });
}

/** How the latest round ended; what is past its time has lapsed, also before the job has recorded it. */
async function lastOf(db: Tx, round: Round, now: Date): Promise<TrailEntry | null> {
  const row = await db.clearanceEntry.findFirst({ where: { clearanceId: round.id }, orderBy: [{ at: "desc" }, { id: "desc" }], select: entrySelect });
  if (!row) return null;
  return isLapsed(round, now) ? { ...toEntry(row), action: "lapse", text: "", by: "", at: round.until.toISOString() } : toEntry(row);
}

/** Who did what in all rounds of a report, newest first; a page goes on from a place (`next`). Refuses `clearance.not_found`. */
export async function listTrail(
  ctx: UserCtx,
  reportId: string,
  { after, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Result<{ items: TrailEntry[]; next: string | null }, Refusal>> {
  const found = await findCleared(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const rows = await ctx.db.clearanceEntry.findMany({
    where: { reportId, ...afterPlace("at", parsePlace(after)) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: entrySelect,
  });
  const page = pageOf(rows, limit, ({ at }) => at);
  return ok({ items: page.items.map(toEntry), next: page.next });
}

/** What is asked of the actor, of these reports: the step in which it is asked and until when. */
export type Asked = { reportId: string; stepName: string; until: string };
export async function listAsked(ctx: UserCtx, reportIds: readonly string[]): Promise<Asked[]> {
  const rounds = await ctx.db.clearance.findMany({
    where: { reportId: { in: [...reportIds] }, state: "asked", until: { gt: ctx.now() } },
    select: { reportId: true, step: true, until: true, report: { select: { partyId: true } } },
  });
  const partyIds = [...new Set(rounds.map(({ report }) => report.partyId))].filter((partyId) => mayWithClearances(ctx.actor, "clear", partyId));
  const steps = await ctx.db.clearanceStep.findMany({
    where: { partyId: { in: partyIds }, people: { some: { userId: ctx.actor.id } } },
    select: { partyId: true, position: true, name: true },
  });
  return rounds.flatMap(({ reportId, step, until, report }) => {
    const mine = steps.find(({ partyId, position }) => partyId === report.partyId && position === step);
    return mine ? [{ reportId, stepName: mine.name, until: until.toISOString() }] : [];
  });
}

/** A party's chain with who may be named in it; `openReports` are held for clearance, so that it cannot be changed. */
export type ChainPage = { party: { code: string; name: string }; chain: Chain; candidates: Candidate[]; openReports: number };

/** The page on which a party says how it clears its reports. Refuses `clearance.not_found`: no such party, or not the actor's to configure. */
export async function getChainPage(ctx: UserCtx, partyCode: string): Promise<Result<ChainPage, Refusal>> {
  const party = await ctx.db.party.findUnique({ where: { code: partyCode }, select: { id: true, code: true, names: true } });
  if (!party || !mayWithClearances(ctx.actor, "configure", party.id)) return refuse({ code: "clearance.not_found" });
  const members = await ctx.db.membership.findMany({
    where: { partyId: party.id, ...heldAt(ctx.now()), user: { disabledAt: null } },
    orderBy: [{ user: { name: "asc" } }, { id: "asc" }],
    select: { role: true, user: { select: { id: true, name: true } } },
  });
  const candidates = new Map<string, Candidate>();
  for (const { role, user } of members.filter((member) => isClearingRole(member.role as PartyRole))) {
    const known = candidates.get(user.id) ?? { ...user, roles: [] };
    candidates.set(user.id, { ...known, roles: [...known.roles, role as PartyRole] });
  }
  return ok({
    party: { code: party.code, name: (party.names as Names)[ctx.language] },
    chain: (await readChain(ctx.db, party.id, ctx.now())) ?? { days: CHAIN_DAYS.default, steps: [] },
    candidates: [...candidates.values()],
    openReports: await countHeld(ctx.db, party.id, ctx.now()),
  });
}

/** How many reports of a party are held for clearance at a moment. */
export const countHeld = (db: Tx, partyId: string, now: Date): Promise<number> =>
  db.report.count({ where: { partyId, heldFrom: { not: null }, OR: [{ heldUntil: null }, { heldUntil: { gt: now } }] } });
