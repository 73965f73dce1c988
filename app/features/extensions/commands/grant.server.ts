import { deadlineOf } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { codesOfSet, readReference } from "~/features/reference/queries.server";
import { reportsByLine } from "~/features/templates/schema";
import { findOpenTemplate, getTemplateVersion } from "~/features/templates/queries.server";
import { endOfDay, GENEVA } from "~/lib/dates";
import { normaliseLineCode } from "~/lib/line-code";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isUniqueViolation, type Tx } from "~/platform/db/client.server";
import { checkExtension } from "../model";
import { mayWithExtensions } from "../policy";
import type { GrantInput, RevokeInput } from "../schema";
import { writeExtensionMail } from "./extension-mail.server";

const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });
type Key = { cycleId: string; partyId: string; template: string; line: string };

/** The report an extension is for, in whose history it is read; before there is one, the extension stands for itself. */
async function subjectOf(tx: Tx, key: Key, id: string): Promise<string> {
  const report = await tx.report.findUnique({ where: { cycleId_partyId_template_line: key }, select: { id: true } });
  return report ? `report:${report.id}` : `extension:${id}`;
}

/**
 * Gives one party a later deadline on a template of the open cycle (and an action line): until the end of a day in
 * Geneva, with a reason. It takes the place of one that stands. The party's focal points are told by mail. Refuses
 * `extension.not_found` to those who may not, `extension.no_cycle`, `extension.template_unknown`,
 * `extension.party_unknown`, `extension.line_unknown`, what `checkExtension` refuses, and `extension.changed` where
 * somebody else extends the same at this moment. Audit event.
 */
export async function grantExtension(ctx: UserCtx, { party: code, template, line: typed, day, reason }: GrantInput): Promise<Result<{ id: string }, Refusal>> {
  if (!mayWithExtensions(ctx.actor, "grant")) return refuse({ code: "extension.not_found" });
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return refuse({ code: "extension.no_cycle" });
  const version = await findOpenTemplate(ctx, cycle.id, template);
  if (!version) return refuseField("template", "extension.template_unknown");
  const party = await ctx.db.party.findFirst({
    where: { code: { equals: code, mode: "insensitive" }, kind: version.definition.partyKind },
    select: { id: true, names: true },
  });
  if (!party) return refuseField("party", "extension.party_unknown");
  const line = typed === "" ? "" : normaliseLineCode(typed);
  const isByLine = reportsByLine(version.definition);
  const knows = isByLine ? codesOfSet(await readReference(ctx.db), "action-lines").includes(line) : line === "";
  if (!knows) return refuseField("line", "extension.line_unknown");
  const checked = checkExtension(deadlineOf(cycle, template), endOfDay(day, GENEVA), ctx.now());
  if (!checked.ok) return checked;
  const key: Key = { cycleId: cycle.id, partyId: party.id, template, line };
  const dueAt = checked.value;
  try {
    return await ctx.db.$transaction(async (tx) => {
      const { count: replaced } = await tx.extension.updateMany({
        where: { ...key, stands: true },
        data: { stands: null, endedAt: ctx.now(), endedById: ctx.actor.id },
      });
      const { id } = await tx.extension.create({
        data: { ...key, dueAt, reason, grantedById: ctx.actor.id, grantedAt: ctx.now() },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "extension.granted",
        subject: await subjectOf(tx, key, id),
        data: { extension: id, ...key, dueAt: dueAt.toISOString(), reason, replaced: replaced > 0 },
      });
      const told = { party, cycle, version, line, dueAt: dueAt.toISOString(), reason };
      await writeExtensionMail(tx, ctx, { told: "granted", ...told });
      return ok({ id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse({ code: "extension.changed" });
    throw error;
  }
}

/**
 * Ends an extension with a reason: from now on everybody's deadline counts for the party again, which is told by mail.
 * What was signed meanwhile stays in time. Refuses `extension.not_found`, also for one that has ended. Audit event.
 */
export async function revokeExtension(ctx: UserCtx, { id, reason }: RevokeInput): Promise<Result<null, Refusal>> {
  if (!mayWithExtensions(ctx.actor, "grant")) return refuse({ code: "extension.not_found" });
  const found = await ctx.db.extension.findFirst({
    where: { id, stands: true },
    include: { party: { select: { id: true, names: true } }, cycle: { include: { milestones: { where: { kind: "deadline" } } } } },
  });
  const template =
    found &&
    (await ctx.db.templateVersion.findFirst({
      where: { cycleId: found.cycleId, template: found.template },
      orderBy: { version: "desc" },
      select: { id: true },
    }));
  if (!found || !template) return refuse({ code: "extension.not_found" });
  const version = await getTemplateVersion(ctx.db, template.id);
  const { party, cycle, line } = found;
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.extension.updateMany({
      where: { id, stands: true },
      data: { stands: null, endedAt: ctx.now(), endedById: ctx.actor.id, endReason: reason },
    });
    if (count !== 1) return refuse({ code: "extension.not_found" });
    const key: Key = { cycleId: found.cycleId, partyId: found.partyId, template: found.template, line };
    await recordEvent(tx, ctx, { type: "extension.revoked", subject: await subjectOf(tx, key, id), data: { extension: id, ...key, reason } });
    const dueAt = deadlineOf(cycle, found.template);
    if (dueAt) await writeExtensionMail(tx, ctx, { told: "revoked", party, cycle, version, line, dueAt, reason });
    return ok(null);
  });
}
