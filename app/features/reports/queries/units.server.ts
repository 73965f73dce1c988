import { readReference, unitsOn } from "~/features/reference/queries.server";
import type { Ctx } from "~/platform/context.server";

/** May a report of this party be made for this unit today? "" is the party as a whole; another party's unit is no unit of it. */
export async function mayCarryUnit(ctx: Pick<Ctx, "db" | "now" | "language">, party: string, unit: string): Promise<boolean> {
  return unit === "" || unitsOn(await readReference(ctx.db), party, ctx.now(), ctx.language).some(({ code }) => code === unit);
}
