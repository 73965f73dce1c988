import { assignPlaces } from "~/features/delegations/commands/assign.server";
import { parsePlaceCode } from "~/features/delegations/model";
import type { UserCtx } from "~/platform/context.server";

type Asked = { due?: string | null; note?: string; how?: "writes" | "proposes" };

/** Assigns places (`B`, `D-C5`, `C/C1`) of a report to somebody of its party; gives the assignment's id. */
export async function assign(
  ctx: UserCtx,
  reportId: string,
  person: string,
  places: string[],
  { due = null, note = "", how = "writes" }: Asked = {},
): Promise<string> {
  const assigned = await assignPlaces(ctx, reportId, { intent: "assigned", person, places: places.map(parsePlaceCode), due, note, how });
  if (!assigned.ok) throw new Error(JSON.stringify(assigned.error));
  return assigned.value.id;
}
