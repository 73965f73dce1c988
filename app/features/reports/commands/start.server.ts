import { randomUUID } from "node:crypto";
import { findOpenCycle } from "~/features/cycles/queries.server";
import type { Names } from "~/features/reference/queries.server";
import type { Operation } from "~/features/saves/schema";
import { findOpenTemplate } from "~/features/templates/queries.server";
import { isUuid } from "~/lib/keyset";
import { normaliseLineCode } from "~/lib/line-code";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isUniqueViolation } from "~/platform/db/client.server";
import { reportsByLine, type Definition } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import { profileAnswers, type PartyProfile } from "../model/profile";
import { holds, linesToStart } from "../policy";
import { mayCarryUnit } from "../queries/units.server";
import type { StartReport } from "../schema";
import { saveAnswers } from "./save-answers.server";

/**
 * Starts a party's report on the open version of a template. Refuses `report.exists` (with the id of the one there is),
 * `report.template_closed`, `report.wrong_party_kind`, `report.line_required` and `report.line_not_facilitated` for the
 * reports of entities, `report.unit_not_found` for a unit the party does not have today, and `report.not_found` for a
 * party the actor does not belong to. What the party's profile says is carried over into the answers that ask for it.
 */
export async function startReport(ctx: UserCtx, input: StartReport): Promise<Result<{ id: string }, Refusal>> {
  const party = await ctx.db.party.findFirst({
    where: isUuid(input.party) ? { id: input.party } : { code: input.party },
    select: { id: true, code: true, kind: true, names: true, facts: true },
  });
  if (!party || !holds(ctx.actor, "read", party.id)) return refuse({ code: "report.not_found" });
  if (!holds(ctx.actor, "write", party.id)) return refuse({ code: "report.not_allowed" });
  const cycle = await findOpenCycle(ctx);
  const version = cycle && (await findOpenTemplate(ctx, cycle.id, input.template));
  if (!cycle || !version) return refuse({ code: "report.template_closed" });
  if (version.definition.partyKind !== party.kind) return refuse({ code: "report.wrong_party_kind" });
  const line = normaliseLineCode(input.line);
  if (reportsByLine(version.definition)) {
    if (line === "") return refuse({ code: "report.line_required" });
    if (!linesToStart(ctx.actor, party.id).includes(line)) return refuse({ code: "report.line_not_facilitated" });
  } else if (line !== "") return refuse({ code: "report.line_not_facilitated" });
  const unit = input.unit?.trim() ?? "";
  if (!(await mayCarryUnit(ctx, party.code, unit))) return refuse({ code: "report.unit_not_found" });
  const key = { cycleId: cycle.id, partyId: party.id, template: version.template, line };
  const existing = await ctx.db.report.findUnique({ where: { cycleId_partyId_template_line: key }, select: { id: true } });
  if (existing) return refuse({ code: "report.exists", detail: { id: existing.id } });
  try {
    const started = await ctx.db.$transaction(async (tx) => {
      const now = ctx.now();
      const { id } = await tx.report.create({
        data: {
          ...key,
          unit: unit || null,
          templateVersionId: version.id,
          language: input.language,
          createdById: ctx.actor.id,
          createdAt: now,
          updatedAt: now,
        },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "report.started",
        subject: `report:${id}`,
        data: { template: version.template, version: version.version, party: party.id, line, unit, language: input.language },
      });
      return { id };
    });
    await carryProfile(ctx, { reportId: started.id, definition: version.definition, profile: profileOf(party, input.language) });
    return ok(started);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Somebody was faster: theirs is the one to go on with.
    const other = await ctx.db.report.findUnique({ where: { cycleId_partyId_template_line: key }, select: { id: true } });
    return refuse({ code: "report.exists", ...(other && { detail: { id: other.id } }) });
  }
}

/** What an organisation said of itself when it registered, under the name it has in a language. */
const profileOf = ({ names, facts }: { names: unknown; facts: unknown }, language: Language): PartyProfile => ({
  ...(facts as PartyProfile),
  name: (names as Names)[language],
});

/** A beginning, not a demand: what does not fit the template any more is left for the author to write. */
async function carryProfile(
  ctx: UserCtx,
  { reportId, definition, profile }: { reportId: string; definition: Definition; profile: PartyProfile },
): Promise<void> {
  const operations = profileAnswers(definition, profile).map(({ question, value }): Operation => ({
    opId: randomUUID(),
    question,
    row: "",
    baseRevision: 0,
    value: value as Operation["value"],
  }));
  if (operations.length > 0) await saveAnswers(ctx, { reportId, via: "carried_over", operations });
}
