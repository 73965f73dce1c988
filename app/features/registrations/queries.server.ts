import { sortByName } from "~/features/reference/model";
import { codesOfSet, namesOfSet, readReference, type Names } from "~/features/reference/queries.server";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import { isLanguage, LANGUAGES, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { digest } from "~/platform/auth/sessions.server";
import type { Ctx } from "~/platform/context.server";
import {
  mayRegister,
  REGISTRATION_STATES,
  SCREENED_STATES,
  type Accreditation,
  type ConfirmationDto,
  type QuestionDto,
  type RegistrationDto,
  type RegistrationEvent,
  type RegistrationOptions,
  type RegistrationQueue,
  type RegistrationState,
  type Scope,
} from "./model";
import { allowedMoves, decideRegistration, holdsRegistration } from "./policy";

/** The categories and States the form offers, in the reader's language; States in its alphabetical order. */
export async function registrationOptions(ctx: Pick<Ctx, "db" | "language">): Promise<RegistrationOptions> {
  const reference = await readReference(ctx.db);
  const names = namesOfSet(reference, "stakeholder-categories", ctx.language);
  const categories = codesOfSet(reference, "stakeholder-categories")
    .filter(mayRegister)
    .map((code) => ({ code, name: names[code] ?? code }));
  const countries = sortByName(reference.sets.get("parties") ?? [], ctx.language).map(({ code, names: own }) => ({ code, name: own[ctx.language] }));
  return { categories, countries };
}

/** What the link of the first mail shows. Refuses `registration.link_invalid` and `registration.link_expired`. */
export async function readConfirmation(ctx: Pick<Ctx, "db" | "now">, token: string): Promise<Result<ConfirmationDto, Refusal>> {
  const row = await ctx.db.registration.findUnique({
    where: { confirmHash: digest(token) },
    select: { organisation: true, name: true, email: true, state: true, expiresAt: true },
  });
  if (!row) return refuse({ code: "registration.link_invalid" });
  const { state, expiresAt, ...shown } = row;
  const confirmed = state !== "unconfirmed";
  if (!confirmed && expiresAt <= ctx.now()) return refuse({ code: "registration.link_expired" });
  return ok({ ...shown, confirmed });
}

/** What the link of a question shows. Refuses `registration.link_invalid`. */
export async function readQuestion(ctx: Pick<Ctx, "db">, token: string): Promise<Result<QuestionDto, Refusal>> {
  const row = await ctx.db.registration.findUnique({ where: { answerHash: digest(token) }, select: { organisation: true, question: true, state: true } });
  if (!row) return refuse({ code: "registration.link_invalid" });
  return ok({ organisation: row.organisation, question: row.question ?? "", answered: row.state !== "asked" });
}

const NOTHING: RegistrationQueue = {
  items: [],
  next: null,
  counts: Object.fromEntries(REGISTRATION_STATES.map((state) => [state, 0])) as RegistrationQueue["counts"],
};

/** Registrations with a confirmed address, the latest first; pages go on from a place (`next`). Empty for those who do not screen. */
export async function listRegistrations(
  ctx: Ctx,
  { state, after, limit = 25 }: { state?: RegistrationState; after?: string | null; limit?: number } = {},
): Promise<RegistrationQueue> {
  if (!holdsRegistration(ctx.actor, "read")) return NOTHING;
  const shown = state && state !== "unconfirmed" ? { state } : { state: { in: SCREENED_STATES } };
  const [rows, grouped, reference] = await Promise.all([
    ctx.db.registration.findMany({
      where: { AND: [shown, { confirmedAt: { not: null } }, afterPlace("confirmedAt", parsePlace(after))] },
      orderBy: [{ confirmedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
      select: { id: true, state: true, organisation: true, acronym: true, category: true, confirmedAt: true },
    }),
    ctx.db.registration.groupBy({ by: ["state"], where: { state: { in: SCREENED_STATES } }, _count: { _all: true } }),
    readReference(ctx.db),
  ]);
  const names = namesOfSet(reference, "stakeholder-categories", ctx.language);
  const { items, next } = pageOf(rows, limit, ({ confirmedAt }) => confirmedAt!);
  return {
    items: items.map(({ confirmedAt, state: stands, category, ...row }) => ({
      ...row,
      state: stands as RegistrationState,
      category: names[category] ?? category,
      confirmedAt: confirmedAt!.toISOString(),
    })),
    next,
    counts: { ...NOTHING.counts, ...Object.fromEntries(grouped.map(({ state: of, _count }) => [of, _count._all])) },
  };
}

/** A registration as it is screened. Refuses `registration.not_found`: unknown, not confirmed, or for those who do not screen. */
export async function getRegistration(ctx: Ctx, id: string): Promise<Result<RegistrationDto, Refusal>> {
  const row = isUuid(id) ? await ctx.db.registration.findUnique({ where: { id }, include: { party: { select: { code: true } } } }) : null;
  if (!row || !decideRegistration(ctx.actor, "read", row.state as RegistrationState).ok) return refuse({ code: "registration.not_found" });
  const state = row.state as RegistrationState;
  const [reference, trail, similar] = await Promise.all([readReference(ctx.db), readTrail(ctx, id), findSimilar(ctx, row)]);
  const states = namesOfSet(reference, "parties", ctx.language);
  return ok({
    id,
    state,
    name: row.name,
    email: row.email,
    language: isLanguage(row.language) ? row.language : SOURCE_LANGUAGE,
    organisation: row.organisation,
    acronym: row.acronym,
    website: row.website,
    category: namesOfSet(reference, "stakeholder-categories", ctx.language)[row.category] ?? row.category,
    scope: row.scope as Scope,
    countries: row.countries.map((code) => states[code] ?? code),
    accreditation: row.accreditation as Accreditation[],
    about: row.about,
    confirmedAt: (row.confirmedAt ?? row.createdAt).toISOString(),
    party: row.party,
    similar,
    trail,
    moves: allowedMoves(ctx.actor, state),
  });
}

const MAX_SIMILAR = 10;

/** Organisations of the same name, acronym or website: one organisation makes one contribution. */
async function findSimilar(
  ctx: Ctx,
  { organisation, acronym, website, partyId }: { organisation: string; acronym: string; website: string; partyId: string | null },
): Promise<{ code: string; name: string }[]> {
  const same = [
    ...LANGUAGES.map((language) => ({ names: { path: [language], equals: organisation } })),
    ...(acronym ? [{ facts: { path: ["acronym"], equals: acronym } }] : []),
    ...(website ? [{ facts: { path: ["website"], equals: website } }] : []),
  ];
  const rows = await ctx.db.party.findMany({
    where: { kind: "organisation", OR: same, ...(partyId && { id: { not: partyId } }) },
    orderBy: { code: "asc" },
    take: MAX_SIMILAR,
    select: { code: true, names: true },
  });
  return rows.map(({ code, names }) => ({ code, name: (names as Names)[ctx.language] }));
}

const MAX_TRAIL = 200;

/** What was done with a registration, oldest first, with the words that were exchanged. */
async function readTrail(ctx: Ctx, id: string): Promise<RegistrationEvent[]> {
  const rows = await ctx.db.auditEvent.findMany({
    where: { subject: `registration:${id}` },
    orderBy: { id: "asc" },
    take: MAX_TRAIL,
    select: { id: true, at: true, actorName: true, type: true, data: true },
  });
  return rows.map(({ id: event, at, actorName, type, data }) => {
    const { text } = data as { text?: unknown };
    return { id: String(event), at: at.toISOString(), actor: actorName, type, text: typeof text === "string" ? text : null };
  });
}
