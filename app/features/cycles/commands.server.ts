import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { seedOnce } from "~/platform/db/seed-state.server";
import { afterMove, CYCLE_STATES, type CycleMove, type CycleState } from "./model";
import { mayWithCycles, type Who } from "./policy";

const names = z.record(z.enum(LANGUAGES), z.string().min(1));
const fileSchema = z.object({
  cycles: z.array(
    z.object({
      code: z.string().regex(/^[a-z0-9]+$/),
      state: z.enum(CYCLE_STATES),
      position: z.int(),
      groupsOn: z.iso.date(),
      names,
      summaries: names,
      milestones: z.array(
        z.object({
          code: z.string(),
          kind: z.enum(["phase", "meeting", "deadline", "decision", "document"]),
          at: z.iso.datetime(),
          until: z.iso.datetime().nullable(),
          zone: z.string(),
          names,
          template: z.string().optional(),
        }),
      ),
    }),
  ),
});

/**
 * Loads cycles and their milestones from the text of `prisma/seed/cycles.json` when it changed. The state in the file is
 * the one a cycle begins with: what has been opened or closed since stays so. Returns whether it ran.
 */
export function loadCycles(db: Database, text: string): Promise<boolean> {
  const { cycles } = fileSchema.parse(JSON.parse(text));
  return seedOnce(db, "cycles", text, async (tx) => {
    for (const { milestones, code, state, groupsOn, ...rest } of cycles) {
      const data = { ...rest, groupsOn: new Date(`${groupsOn}T00:00:00Z`) };
      const { id } = await tx.cycle.upsert({ where: { code }, create: { code, state, ...data }, update: data });
      await tx.milestone.deleteMany({ where: { cycleId: id } });
      await tx.milestone.createMany({
        data: milestones.map((step) => ({
          ...step,
          cycleId: id,
          at: new Date(step.at),
          until: step.until ? new Date(step.until) : null,
          template: step.template ?? null,
        })),
      });
    }
  });
}

const EVENTS = { open: "cycle.opened", close: "cycle.closed" } as const satisfies Record<CycleMove, string>;

/**
 * Opens or closes a cycle. A signature that is being written in it ends first; from then on its reports are read, neither
 * saved nor signed, until it is opened again. Refuses `cycle.not_found` (also to those who may not),
 * `cycle.already_open`, `cycle.no_templates`, `cycle.already_closed`, `cycle.not_open`. Audit event.
 */
export async function moveCycle(ctx: Ctx, { code, move }: { code: string; move: CycleMove }, who: Who = ctx.actor): Promise<Result<CycleState, Refusal>> {
  if (!mayWithCycles(who, move)) return refuse({ code: "cycle.not_found" });
  return ctx.db.$transaction(async (tx) => {
    // Whoever signs holds this row shared: see `lockReport`.
    await tx.$queryRaw`select id from cycle where code = ${code} for update`;
    const cycle = await tx.cycle.findUnique({
      where: { code },
      select: { id: true, state: true, _count: { select: { templates: { where: { state: "open" } } } } },
    });
    if (!cycle) return refuse({ code: "cycle.not_found" });
    const moved = afterMove({ state: cycle.state as CycleState, templates: cycle._count.templates }, move);
    if (!moved.ok) return moved;
    await tx.cycle.update({ where: { id: cycle.id }, data: { state: moved.value } });
    await recordEvent(tx, ctx, { type: EVENTS[move], subject: `cycle:${cycle.id}`, data: { code, from: cycle.state } });
    return moved;
  });
}
