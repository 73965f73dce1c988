import { findOpenCycle } from "~/features/cycles/queries.server";
import { listOpenTemplates } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { mayWithReminders } from "../policy";
import type { AddRuleInput } from "../schema";

/**
 * Adds a rule. It is off until it is switched on, so that whom it reaches is seen before anybody is written to. Refuses
 * `reminder.not_found` to those who may not, `reminder.template_unknown`. Audit event.
 */
export async function addRule(ctx: UserCtx, { template, days, audience, required }: AddRuleInput): Promise<Result<{ id: string }, Refusal>> {
  if (!mayWithReminders(ctx.actor, "manage")) return refuse({ code: "reminder.not_found" });
  const cycle = template === "" ? null : await findOpenCycle(ctx);
  const known = template === "" || (cycle && (await listOpenTemplates(ctx, cycle.id)).some((version) => version.template === template));
  if (!known) return refuse({ code: "reminder.template_unknown", fields: { template: "reminder.template_unknown" } });
  return ctx.db.$transaction(async (tx) => {
    const { id } = await tx.reminderRule.create({
      data: { template, days, audience, optional: !required, createdById: ctx.actor.id, createdAt: ctx.now(), disabledAt: ctx.now() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "reminder.rule_added", subject: `reminder_rule:${id}`, data: { template, days, audience, optional: !required } });
    return ok({ id });
  });
}

/** Switches a rule on or off. What it has written stays written. Refuses `reminder.not_found`, and `reminder.changed` where it stands so already. Audit event. */
export async function switchRule(ctx: UserCtx, id: string, to: "switched_on" | "switched_off"): Promise<Result<null, Refusal>> {
  if (!mayWithReminders(ctx.actor, "manage")) return refuse({ code: "reminder.not_found" });
  return ctx.db.$transaction(async (tx) => {
    const isOn = to === "switched_on";
    const { count } = await tx.reminderRule.updateMany({
      where: { id, disabledAt: isOn ? { not: null } : null },
      data: { disabledAt: isOn ? null : ctx.now() },
    });
    if (count !== 1) return refuse({ code: (await tx.reminderRule.count({ where: { id } })) === 1 ? "reminder.changed" : "reminder.not_found" });
    await recordEvent(tx, ctx, { type: `reminder.rule_${to}`, subject: `reminder_rule:${id}` });
    return ok(null);
  });
}
