import { findOpenCycle } from "~/features/cycles/queries.server";
import { localize } from "~/features/templates/model/texts";
import { listOpenTemplates } from "~/features/templates/queries.server";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { FATES, targetKey, type Audience, type Fate, type Preview, type ReminderPage, type RuleItem, type Target } from "../model";
import { mayWithReminders } from "../policy";
import { reminderLetter } from "./letter.server";
import { findTargets } from "./targets.server";

const include = { createdBy: { select: { name: true } }, _count: { select: { reminders: true } } } as const;
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;
const findRow = (ctx: Pick<Ctx, "db">, id: string) => ctx.db.reminderRule.findUnique({ where: { id }, include });

/** People shown in a preview; their number is told for all. */
const SHOWN = 100;

const itemOf = ({ id, template, days, audience, optional, createdBy, disabledAt, _count }: Row, titles: ReadonlyMap<string, string>): RuleItem => ({
  id,
  template,
  days,
  audience: audience as Audience,
  optional,
  title: titles.get(template) ?? template,
  createdBy: createdBy.name,
  isOn: disabledAt === null,
  sent: _count.reminders,
});

async function readTitles(ctx: UserCtx): Promise<Map<string, string>> {
  const cycle = await findOpenCycle(ctx);
  const versions = cycle ? await listOpenTemplates(ctx, cycle.id) : [];
  return new Map(versions.map(({ template, strings }) => [template, localize(strings, ctx.language).title ?? template]));
}

/** The rules, newest first; a page goes on from a place (`next`). Refuses `reminder.not_found` to those who may not. */
export async function listRules(ctx: UserCtx, { after, limit = 50 }: { after?: string | null; limit?: number } = {}): Promise<Result<ReminderPage, Refusal>> {
  if (!mayWithReminders(ctx.actor, "read")) return refuse({ code: "reminder.not_found" });
  const titles = await readTitles(ctx);
  const rows = await ctx.db.reminderRule.findMany({
    where: afterPlace("createdAt", parsePlace(after)),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include,
  });
  const page = pageOf(rows, limit, ({ createdAt }) => createdAt);
  return ok({
    rules: page.items.map((row) => itemOf(row, titles)),
    next: page.next,
    templates: [...titles].map(([code, name]) => ({ code, name })),
    mayManage: mayWithReminders(ctx.actor, "manage"),
  });
}

/** What a rule has written about before, of these people. */
export async function readSent(ctx: Pick<Ctx, "db">, ruleId: string, targets: readonly Target[]): Promise<Set<string>> {
  const rows = await ctx.db.reminder.findMany({ where: { ruleId, dueAt: { in: [...new Set(targets.map(({ dueAt }) => dueAt))] } } });
  return new Set(rows.map(({ partyId, dueAt, ...row }) => targetKey({ ...row, party: { id: partyId }, dueAt: dueAt.toISOString() })));
}

/** Whom a rule would write to now, and the letter the first of them would get. Refuses `reminder.not_found`. */
export async function previewRule(ctx: UserCtx, id: string): Promise<Result<Preview, Refusal>> {
  const row = mayWithReminders(ctx.actor, "read") && isUuid(id) ? await findRow(ctx, id) : null;
  if (!row) return refuse({ code: "reminder.not_found" });
  const rule = itemOf(row, await readTitles(ctx));
  const targets = await findTargets(ctx, rule);
  const sent = await readSent(ctx, id, targets);
  const fateOf = (target: Target): Fate => (sent.has(targetKey(target)) ? "sent" : target.isOff && rule.optional ? "off" : "now");
  const [first] = targets;
  const letter = first && reminderLetter(rule, first, { origin: ctx.origin, leave: null });
  return ok({
    rule,
    total: targets.length,
    counts: Object.fromEntries(FATES.map((fate) => [fate, targets.filter((target) => fateOf(target) === fate).length])) as Record<Fate, number>,
    items: targets.slice(0, SHOWN).map((target) => ({
      key: targetKey(target),
      name: target.name,
      email: target.email,
      language: target.language,
      party: target.party.names[ctx.language],
      title: target.titles[ctx.language],
      line: target.line,
      dueAt: target.dueAt,
      fate: fateOf(target),
    })),
    letter: letter && first ? { language: first.language, subject: letter.subject, text: letter.text } : null,
  });
}

/** Whether somebody wants reminders they may do without; whoever has said nothing does. */
export async function readLetterChoice(ctx: UserCtx): Promise<{ isOff: boolean }> {
  const row = await ctx.db.letterChoice.findUnique({ where: { userId: ctx.actor.id }, select: { remindersOff: true } });
  return { isOff: row?.remindersOff != null };
}

/** What the holder of a key has chosen. Refuses `letter.not_found` for any other. */
export async function findLetterChoice(ctx: Pick<Ctx, "db">, key: string): Promise<Result<{ isOff: boolean }, Refusal>> {
  const row = await ctx.db.letterChoice.findUnique({ where: { key }, select: { remindersOff: true } });
  return row ? ok({ isOff: row.remindersOff !== null }) : refuse({ code: "letter.not_found" });
}
