import { deadlineOf, type Cycle } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { heldAt, type Names } from "~/features/identity/model";
import { localize } from "~/features/templates/model/texts";
import { reportsByLine } from "~/features/templates/schema";
import { listOpenTemplates, type TemplateVersion } from "~/features/templates/queries.server";
import { FACILITATION_ROLES, isReporting, type PartyRole } from "~/lib/actor";
import { firstLanguage, LANGUAGES, type Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { isTimeFor, type Audience, type Rule, type Target } from "../model";

type RuleCtx = Pick<Ctx, "db" | "now">;
/** Where people are looked for: a template of a cycle, and of which parties; null for all. */
type Scope = { cycle: Cycle; version: TemplateVersion; parties: string[] | null };
type Person = { id: string; name: string; email: string; language: string | null; timeZone: string | null; letterChoice: { remindersOff: Date | null } | null };
/** A report, begun or not, with those who are asked about it; `dueAt`: what they are asked for has a day of its own. */
type Concerned = { party: { id: string; code: string; names: unknown }; line: string; language: string | null; people: Person[]; dueAt?: Date };

const personSelect = { id: true, name: true, email: true, language: true, timeZone: true, letterChoice: { select: { remindersOff: true } } } as const;
const WRITERS: PartyRole[] = ["focal_point", "contributor", "approver"];
/** A party with those in some roles who can sign in. */
const partyWith = (ctx: RuleCtx, roles: PartyRole[]) =>
  ({
    id: true,
    code: true,
    names: true,
    memberships: { where: { role: { in: roles }, user: { disabledAt: null }, ...heldAt(ctx.now()) }, select: { user: { select: personSelect } } },
  }) as const;
const once = (people: Person[]): Person[] => [...new Map(people.map((one) => [one.id, one])).values()];

async function notBegun(ctx: RuleCtx, { cycle, version, parties }: Scope): Promise<Concerned[]> {
  const { template, definition } = version;
  const within = parties && { in: parties };
  if (!reportsByLine(definition)) {
    const rows = await ctx.db.party.findMany({
      where: { kind: definition.partyKind, ...(within && { id: within }), reports: { none: { cycleId: cycle.id, template } } },
      select: partyWith(ctx, ["focal_point"]),
    });
    return rows.map(({ memberships, ...party }) => ({ party, line: "", language: null, people: memberships.map(({ user }) => user) }));
  }
  const today = new Date(ctx.now().toISOString().slice(0, 10));
  const roles = await ctx.db.facilitation.findMany({
    where: {
      role: { in: FACILITATION_ROLES.filter(isReporting) },
      AND: [{ OR: [{ from: null }, { from: { lte: today } }] }, { OR: [{ to: null }, { to: { gt: today } }] }],
      ...(within && { partyId: within }),
    },
    select: {
      line: true,
      party: { select: { ...partyWith(ctx, ["focal_point"]), reports: { where: { cycleId: cycle.id, template }, select: { line: true } } } },
    },
  });
  return roles
    .filter(({ line, party }) => !party.reports.some((report) => report.line === line))
    .map(({ line, party: { memberships, id, code, names } }) => ({
      party: { id, code, names },
      line,
      language: null,
      people: memberships.map(({ user }) => user),
    }));
}

/** A report that is being written for the deadline; one that was signed and is open for an answer to the secretariat has a day of its own. */
const WRITTEN = { state: "draft", reopened: { isEmpty: true } } as const;

async function openDraft(ctx: RuleCtx, { cycle, version, parties }: Scope): Promise<Concerned[]> {
  const rows = await ctx.db.report.findMany({
    where: { cycleId: cycle.id, template: version.template, ...WRITTEN, ...(parties && { partyId: { in: parties } }) },
    select: { line: true, language: true, party: { select: partyWith(ctx, WRITERS) } },
  });
  return rows.map(({ line, language, party: { memberships, ...party } }) => ({ party, line, language, people: memberships.map(({ user }) => user) }));
}

async function assigned(ctx: RuleCtx, { cycle, version, parties }: Scope): Promise<Concerned[]> {
  const rows = await ctx.db.report.findMany({
    where: {
      cycleId: cycle.id,
      template: version.template,
      ...WRITTEN,
      delegations: { some: { endedAt: null } },
      ...(parties && { partyId: { in: parties } }),
    },
    select: {
      line: true,
      language: true,
      party: { select: { id: true, code: true, names: true, memberships: { where: heldAt(ctx.now()), select: { userId: true } } } },
      delegations: { where: { endedAt: null, user: { disabledAt: null } }, select: { user: { select: personSelect } } },
    },
  });
  // Who has left the party is not asked any more.
  return rows.map(({ line, language, party: { memberships, ...party }, delegations }) => ({
    party,
    line,
    language,
    people: delegations.map(({ user }) => user).filter(({ id }) => memberships.some(({ userId }) => userId === id)),
  }));
}

async function openPoints(ctx: RuleCtx, { cycle, version }: Scope): Promise<Concerned[]> {
  const rows = await ctx.db.clarificationPoint.findMany({
    where: { state: "open", report: { cycleId: cycle.id, template: version.template } },
    distinct: ["reportId", "dueAt"],
    select: { dueAt: true, report: { select: { line: true, language: true, party: { select: partyWith(ctx, WRITERS) } } } },
  });
  return rows.map(({ dueAt, report: { line, language, party } }) => {
    const { memberships, ...named } = party;
    return { party: named, line, language, dueAt, people: memberships.map(({ user }) => user) };
  });
}

const WHO: Record<Audience, (ctx: RuleCtx, scope: Scope) => Promise<Concerned[]>> = {
  not_begun: notBegun,
  open_draft: openDraft,
  assigned,
  open_points: openPoints,
};

/**
 * Everybody a rule reminds now, by the deadline that holds for their party's report: those of the open cycle whose time
 * has come. Reads a template's people only where its deadline, or an extension of it, is near.
 */
export async function findTargets(ctx: RuleCtx, rule: Rule): Promise<Target[]> {
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return [];
  const versions = (await listOpenTemplates(ctx, cycle.id)).filter(({ template }) => rule.template === "" || rule.template === template);
  const extensions = await ctx.db.extension.findMany({
    where: { cycleId: cycle.id, stands: true, template: { in: versions.map(({ template }) => template) } },
    select: { cycleId: true, partyId: true, template: true, line: true, dueAt: true },
  });
  const found = versions.map(async (version) => {
    const { template } = version;
    const isTime = (dueAt: string | null): dueAt is string => dueAt !== null && isTimeFor(rule.days, dueAt, ctx.now());
    const dueFor = (partyId: string, line: string) => deadlineOf(cycle, template, { line, extensions: extensions.filter((one) => one.partyId === partyId) });
    const near = extensions.filter((one) => one.template === template && isTime(dueFor(one.partyId, one.line))).map(({ partyId }) => partyId);
    const isForAll = rule.audience === "open_points" || isTime(deadlineOf(cycle, template));
    const parties = isForAll ? null : near;
    if (parties?.length === 0) return [];
    const titles = Object.fromEntries(LANGUAGES.map((language) => [language, localize(version.strings, language).title ?? template])) as Record<
      Language,
      string
    >;
    const concerned = await WHO[rule.audience](ctx, { cycle, version, parties });
    return concerned.flatMap(({ party, line, language, people, dueAt: ofItsOwn }) => {
      const dueAt = ofItsOwn?.toISOString() ?? dueFor(party.id, line);
      if (!isTime(dueAt)) return [];
      return once(people).map(({ id, letterChoice, ...person }): Target => ({
        ...person,
        userId: id,
        cycleId: cycle.id,
        language: firstLanguage(person.language, language),
        party: { ...party, names: party.names as Names },
        template,
        titles,
        line,
        dueAt,
        isOff: letterChoice?.remindersOff != null,
      }));
    });
  });
  return (await Promise.all(found)).flat();
}
