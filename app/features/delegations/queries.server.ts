import { heldAt } from "~/features/identity/model";
import { canReport } from "~/features/reports/policy";
import { findReport, loadReport, readGrounds, subjectOf, type Grounds, type ReportRow } from "~/features/reports/queries/load.server";
import { pagesOf, pageTitle, parsePageId, questionsOfPage, shownQuestionsOfPage } from "~/features/templates/model/pages";
import { questionKey } from "~/features/templates/model/texts";
import { isFixed } from "~/features/templates/model/values";
import { templateReferences, textsOf } from "~/features/templates/queries.server";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx, UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isOverdue, tidyPlaces, type Asked, type Assignment, type NamedPlace, type PageChoice, type Place } from "./model";
import { mayAssign } from "./policy";

/** A report of which the actor assigns places; any other, of another party too, is *not found*. */
export async function findDelegated(ctx: Pick<Ctx, "actor">, db: Tx, reportId: string): Promise<Result<ReportRow, Refusal>> {
  const found = await findReport(ctx, db, reportId);
  return found.ok && mayAssign(ctx.actor, found.value.partyId) ? found : refuse({ code: "delegation.not_found" });
}

/** Whether a report is being written: nothing is assigned in one that is signed or whose cycle is over. A hold for clearance ends by itself. */
export const isWritten = (ctx: Pick<Ctx, "actor" | "now">, row: ReportRow): boolean =>
  canReport(ctx.actor, "write", { ...subjectOf(row, ctx.now()), held: false });

/** The names of places in a language, in the order of the form. */
export function namePlaces({ version, reference }: Grounds, places: readonly Place[], language: Language): NamedPlace[] {
  const texts = textsOf(version, reference, language);
  const references = templateReferences(reference);
  return tidyPlaces(version.definition, places).map((place) => {
    const page = parsePageId(version.definition, place.page, references);
    const question = page && questionsOfPage(version.definition, page).find(({ code }) => code === place.question);
    const label = question ? texts[questionKey(question, "label")] : page && pageTitle(version.definition, page, texts);
    return { ...place, label: label ?? "" };
  });
}

/** Somebody of a party to whom places can be assigned. */
export type Candidate = { id: string; name: string };
/** `choices`: what can be assigned now; `changing`: the assignment that is asked for by its id, while it stands. */
export type DelegationPage = {
  assignments: Assignment[];
  next: string | null;
  changing: Assignment | null;
  people: Candidate[];
  choices: PageChoice[];
  isWritten: boolean;
};

const assignmentSelect = {
  id: true,
  revision: true,
  note: true,
  proposes: true,
  dueAt: true,
  assignedAt: true,
  user: { select: { id: true, name: true } },
  assignedBy: { select: { name: true } },
  places: { select: { page: true, question: true } },
} as const;

/** What is assigned in a report, newest first, and what can be. Refuses `delegation.not_found`. */
export async function getDelegationPage(
  ctx: UserCtx,
  reportId: string,
  { after, change, limit = 50 }: { after?: string | null; change?: string | null; limit?: number } = {},
): Promise<Result<DelegationPage, Refusal>> {
  const found = await findDelegated(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const row = found.value;
  const loaded = await loadReport(ctx, row);
  const people = await listPeople(ctx.db, row.partyId, ctx.now());
  const rows = await ctx.db.delegation.findMany({
    where: { reportId, endedAt: null, ...afterPlace("assignedAt", parsePlace(after)) },
    orderBy: [{ assignedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: assignmentSelect,
  });
  const asked =
    change && isUuid(change) ? await ctx.db.delegation.findFirst({ where: { id: change, reportId, endedAt: null }, select: assignmentSelect }) : null;
  const shown = ({ user, assignedBy, assignedAt, dueAt, places, ...assignment }: (typeof rows)[number]): Assignment => ({
    ...assignment,
    person: { ...user, isMember: people.some(({ id }) => id === user.id) },
    places: namePlaces(loaded, places, ctx.language),
    dueAt: dueAt?.toISOString() ?? null,
    isOverdue: isOverdue(dueAt, ctx.now()),
    assignedBy: assignedBy.name,
    assignedAt: assignedAt.toISOString(),
  });
  const page = pageOf(rows, limit, ({ assignedAt }) => assignedAt);
  return ok({
    assignments: page.items.map(shown),
    next: page.next,
    changing: asked && shown(asked),
    people,
    choices: choicesIn(loaded, ctx.language),
    isWritten: isWritten(ctx, row),
  });
}

/** The people of a party at a moment who can sign in, each once, by name. */
async function listPeople(db: Tx, partyId: string, now: Date): Promise<Candidate[]> {
  return db.user.findMany({
    where: { disabledAt: null, memberships: { some: { partyId, ...heldAt(now) } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/** The pages in sight with the questions that apply. */
function choicesIn({ env, version, reference }: Awaited<ReturnType<typeof loadReport>>, language: Language): PageChoice[] {
  const texts = textsOf(version, reference, language);
  return pagesOf(env).map((page) => ({
    page: page.id,
    code: page.row || page.section,
    title: pageTitle(version.definition, page, texts),
    questions: shownQuestionsOfPage(env, page)
      .filter((question) => !isFixed(question))
      .map((question) => ({ code: question.code, label: texts[questionKey(question, "label")] ?? question.code })),
  }));
}

/** How many assignments somebody has in reports of a party that can still be written. */
export const countAssigned = (db: Tx, partyId: string, userId: string): Promise<number> =>
  db.delegation.count({ where: { userId, endedAt: null, report: { partyId, state: "draft" } } });

/** What is asked of the actor in these reports, soonest first; what has no date comes last. */
export async function listAssigned(ctx: UserCtx, reportIds: readonly string[]): Promise<Asked[]> {
  const rows = await ctx.db.delegation.findMany({
    where: {
      userId: ctx.actor.id,
      reportId: { in: [...reportIds] },
      endedAt: null,
      report: { party: { memberships: { some: { userId: ctx.actor.id, ...heldAt(ctx.now()) } } } },
    },
    orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    select: {
      id: true,
      reportId: true,
      note: true,
      proposes: true,
      dueAt: true,
      assignedBy: { select: { name: true } },
      places: { select: { page: true, question: true } },
      report: { select: { templateVersionId: true } },
    },
  });
  return Promise.all(
    rows.map(async ({ assignedBy, dueAt, places, report, ...asked }) => ({
      ...asked,
      places: namePlaces(await readGrounds(ctx, report), places, ctx.language),
      dueAt: dueAt?.toISOString() ?? null,
      isOverdue: isOverdue(dueAt, ctx.now()),
      assignedBy: assignedBy.name,
    })),
  );
}
