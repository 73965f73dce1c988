import { actOnClearance } from "~/features/clearances/commands/act.server";
import { configureChain } from "~/features/clearances/commands/configure.server";
import type { PostedAct } from "~/features/clearances/model";
import { getClearance } from "~/features/clearances/queries/pages.server";
import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";

/** Gives a party a chain: the people of each step, by their ids. */
export async function makeChain(ctx: UserCtx, party: string, steps: string[][], days = 7): Promise<void> {
  const [people1 = [], people2 = []] = steps;
  const made = await configureChain(ctx, party, { steps: steps.length, days, name1: "Ministry of Health", people1, name2: "Authority", people2 });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
}

/** Acts on a report's clearance as it stands, as somebody who has just looked at it. */
export async function act(ctx: UserCtx, reportId: string, intent: PostedAct, text = ""): Promise<Result<null, Refusal>> {
  const panel = await getClearance(ctx, reportId);
  if (!panel.ok) return panel;
  return actOnClearance(ctx, reportId, { intent, mark: panel.value?.mark ?? "", text });
}
