import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { PublicComparison } from "../model";
import { comparisonOf } from "../model/comparison";
import { getPublished } from "./published.server";

/**
 * What has changed between a public version that was replaced and the one that stands, over what is public in both. Refuses
 * `submission.not_found`, also for the version that stands: there is nothing to compare it with.
 */
export async function getComparison(ctx: Pick<Ctx, "db" | "now" | "language">, symbol: string): Promise<Result<PublicComparison, Refusal>> {
  const earlier = await getPublished(ctx, symbol);
  if (!earlier.ok) return earlier;
  const { replacedBy, party, title, ...before } = earlier.value;
  const later = replacedBy ? await getPublished(ctx, replacedBy.symbol) : refuse({ code: "submission.not_found" });
  if (!later.ok) return later;
  const { value: after } = later;
  return ok({
    party,
    title,
    earlier: { symbol: before.symbol, publishedAt: before.publishedAt },
    current: { symbol: after.symbol, publishedAt: after.publishedAt },
    ...comparisonOf(before, after),
  });
}
