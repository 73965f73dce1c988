import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { giveAll, type Rule } from "../model/rules";
import { holdsReview } from "../policy";
import { readLoads, readRules, readUnassigned } from "../queries/rules.server";

export type RuleInput = Omit<Rule, "id">;

/** Adds a rule. Refuses `submission.not_allowed`, `queue.rule_officers_required`, `submission.officer_unknown`. Audit event. */
export async function addRule(ctx: UserCtx, { officers, ...rule }: RuleInput): Promise<Result<{ id: string }, Refusal>> {
  if (!holdsReview(ctx.actor, "assign_officer")) return refuse({ code: "submission.not_allowed" });
  if (officers.length === 0) return refuse({ code: "queue.rule_officers_required", fields: { officers: "queue.rule_officers_required" } });
  const there = new Set((await readLoads(ctx.db, ctx.now())).map(({ id }) => id));
  if (!officers.every((id) => there.has(id))) return refuse({ code: "submission.officer_unknown", fields: { officers: "submission.officer_unknown" } });
  return ctx.db.$transaction(async (tx) => {
    const { id } = await tx.officerRule.create({
      data: { ...rule, createdAt: ctx.now(), officers: { create: [...new Set(officers)].map((userId) => ({ userId })) } },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "queue.rule_added", subject: `rule:${id}`, data: { ...rule, officers } });
    return ok({ id });
  });
}

/** Takes a rule away; what it gave to somebody stays with them. Refuses `submission.not_allowed`, `queue.rule_not_found`. Audit event. */
export async function removeRule(ctx: UserCtx, id: string): Promise<Result<true, Refusal>> {
  if (!holdsReview(ctx.actor, "assign_officer")) return refuse({ code: "submission.not_allowed" });
  return ctx.db.$transaction(async (tx) => {
    if (isUuid(id)) await tx.officerRulePerson.deleteMany({ where: { ruleId: id } });
    const { count } = isUuid(id) ? await tx.officerRule.deleteMany({ where: { id } }) : { count: 0 };
    if (count !== 1) return refuse({ code: "queue.rule_not_found" });
    await recordEvent(tx, ctx, { type: "queue.rule_removed", subject: `rule:${id}` });
    return ok(true);
  });
}

/** Gives what nobody has to officers by the rules as they are now. Refuses `submission.not_allowed`. Audit event for each version. */
export async function applyRules(ctx: UserCtx): Promise<Result<{ given: number }, Refusal>> {
  if (!holdsReview(ctx.actor, "assign_officer")) return refuse({ code: "submission.not_allowed" });
  return ok({ given: await assignUnassigned(ctx, { arrived: false }) });
}

/** Gives versions that have arrived since the last round to officers by the rules: once for each, in nobody's name. Returns how many were given. Audit event for each version. */
export const assignArrived = (ctx: Ctx): Promise<number> => assignUnassigned(ctx, { arrived: true });

/** What a hand has given or taken meanwhile is left alone: the row is changed only while it stands as it was read. */
async function assignUnassigned(ctx: Ctx, { arrived }: { arrived: boolean }): Promise<number> {
  const versions = await readUnassigned(ctx.db, { arrived });
  if (versions.length === 0) return 0;
  const [rules, officers] = await Promise.all([readRules(ctx.db), readLoads(ctx.db, ctx.now())]);
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  let count = 0;
  for (const { version, given } of giveAll(rules, versions, new Map(officers.map(({ id, open }) => [id, open])))) {
    const where = { id: version.id, officerId: null, OR: [{ officerVia: null }, { officerVia: "none" }] };
    if (!given) {
      if (arrived) await ctx.db.submission.updateMany({ where, data: { officerVia: "none" } });
      continue;
    }
    const { rule, officer } = given;
    count += await ctx.db.$transaction(async (tx) => {
      const changed = await tx.submission.updateMany({ where, data: { officerId: officer, officerVia: "rule" } });
      if (changed.count === 1)
        await recordEvent(tx, ctx, {
          type: "submission.officer_assigned",
          subject: `submission:${version.id}`,
          data: { officer, name: names.get(officer), rule: rule.id },
        });
      return changed.count;
    });
  }
  return count;
}
