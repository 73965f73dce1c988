import { readFilters, readText, writeFilters } from "~/features/reports/model/submission-filters";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { EXPORT_STATES, EXPORTS_TOPIC, isOpen, MAX_OPEN } from "../model";
import { mayExport } from "../policy";
import { listChosen } from "../queries/chosen.server";
import type { AskExport } from "../schema";

/** Rows written in one statement. */
const ROWS = 1_000;

/**
 * Asks for an export of the reports a list finds now; a job begins with it at once. `desk` is whether whoever asks may ask
 * for what the desk reads. Refuses `export.not_found` for a source that is not theirs, `export.nothing_found`,
 * `export.too_many`, and `export.too_many_open` while as many of theirs are under way. Audit event.
 */
export async function askExport(
  ctx: UserCtx,
  { source, format, names, only, state, officer, ...asked }: AskExport,
  may: { desk: boolean },
): Promise<Result<{ id: string; total: number }, Refusal>> {
  if (!mayExport(ctx.actor, source, may)) return refuse({ code: "export.not_found" });
  const params = new URLSearchParams(Object.entries({ ...asked, officer }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const filters = readFilters(params);
  const own = source === "desk" ? { state, officer: readText(params, "officer") } : {};
  const language = names ?? ctx.language;
  const chosen = await listChosen({ ...ctx, language }, source, { ...filters, ...own });
  if (!chosen.ok) return chosen;
  const kept = { ...writeFilters(filters), ...(own.state && { state: own.state }), ...(own.officer && { officer: own.officer }) };
  const at = ctx.now();
  const total = chosen.value.length;
  const done = await ctx.db.$transaction(async (tx): Promise<Result<{ id: string; total: number }, Refusal>> => {
    if ((await countOpen(tx, ctx.actor.id)) >= MAX_OPEN) return refuse({ code: "export.too_many_open", params: { max: MAX_OPEN } });
    const { id } = await tx.export.create({
      data: { userId: ctx.actor.id, source, format, language, answered: only === "answered", filters: kept, total, leaseUntil: at, askedAt: at },
      select: { id: true },
    });
    for (let from = 0; from < total; from += ROWS)
      await tx.exportPart.createMany({ data: chosen.value.slice(from, from + ROWS).map((part, index) => ({ ...part, exportId: id, number: from + index })) });
    await recordEvent(tx, ctx, { type: "export.asked", subject: `export:${id}`, data: { source, format, language, total, filters: kept } });
    return ok({ id, total });
  });
  if (done.ok) ctx.live.publish(EXPORTS_TOPIC, { kind: "asked" });
  return done;
}

/** Exports of somebody that are under way; who asks twice at once is counted one after the other. */
async function countOpen(tx: Tx, userId: string): Promise<number> {
  await tx.$queryRaw`select 1 from "user" where id = ${userId}::uuid for update`;
  return tx.export.count({ where: { userId, state: { in: EXPORT_STATES.filter(isOpen) } } });
}
