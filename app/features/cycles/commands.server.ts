import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import { seedOnce } from "~/platform/db/seed-state.server";

const names = z.record(z.enum(LANGUAGES), z.string().min(1));
const fileSchema = z.object({
  cycles: z.array(
    z.object({
      code: z.string().regex(/^[a-z0-9]+$/),
      state: z.enum(["prepared", "open", "closed"]),
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

/** Loads cycles and their milestones from the text of `prisma/seed/cycles.json` when it changed. Returns whether it ran. */
export function loadCycles(db: Database, text: string): Promise<boolean> {
  const { cycles } = fileSchema.parse(JSON.parse(text));
  return seedOnce(db, "cycles", text, async (tx) => {
    for (const { milestones, code, groupsOn, ...rest } of cycles) {
      const data = { ...rest, groupsOn: new Date(`${groupsOn}T00:00:00Z`) };
      const { id } = await tx.cycle.upsert({ where: { code }, create: { code, ...data }, update: data });
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
