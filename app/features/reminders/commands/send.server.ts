import { links } from "~/lib/links";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import { writeMail } from "~/platform/mail/write.server";
import { targetKey, type Audience, type Rule, type Target } from "../model";
import { reminderLetter } from "../queries/letter.server";
import { letterKeys } from "./letter-keys.server";
import { readSent } from "../queries/rules.server";
import { findTargets } from "../queries/targets.server";

/** One letter, once: whoever writes the row of this rule, reader and deadline writes the letter, in the same transaction. */
async function remind(ctx: Ctx<null>, rule: Rule, target: Target): Promise<boolean> {
  const { userId, cycleId, party, template, line, dueAt, language } = target;
  return ctx.db.$transaction(async (tx) => {
    const row = { ruleId: rule.id, userId, cycleId, partyId: party.id, template, line, dueAt: new Date(dueAt), sentAt: ctx.now() };
    const { count } = await tx.reminder.createMany({ data: row, skipDuplicates: true });
    if (count !== 1) return false;
    const leave = rule.optional ? ctx.origin + links.letters(language, (await letterKeys(tx, [userId])).get(userId)!) : null;
    await writeMail(tx, {
      to: target.email,
      language,
      kind: `reminder.${rule.audience}`,
      ...reminderLetter(rule, target, { origin: ctx.origin, leave }),
      ...(leave && { unsubscribe: leave }),
    });
    await recordEvent(tx, ctx, { type: "reminder.sent", subject: `party:${party.id}`, data: { rule: rule.id, userId, template, line, dueAt } });
    return true;
  });
}

/**
 * Writes what the rules that are on ask for now, each letter once, however often and in however many processes this runs;
 * nobody is written to who left such letters and may. Returns how many were written. Audit event for each.
 */
export async function sendReminders(ctx: Ctx<null>): Promise<number> {
  const rules = await ctx.db.reminderRule.findMany({ where: { disabledAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  let written = 0;
  for (const { audience, ...row } of rules) {
    const rule: Rule = { ...row, audience: audience as Audience };
    const targets = await findTargets(ctx, rule);
    const sent = await readSent(ctx, rule.id, targets);
    for (const target of targets) {
      if (sent.has(targetKey(target)) || (target.isOff && rule.optional)) continue;
      if (await remind(ctx, rule, target)) written += 1;
    }
  }
  return written;
}
