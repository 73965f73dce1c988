import type { PublicFilters, PublishedItem } from "~/features/publication/model";
import { listPublished } from "~/features/publication/queries/published.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";

/** Entries read at a time. */
const PAGE = 100;

/** Every entry of the public list these filters find, in its order. Refuses `paper.too_many` beyond `most`. */
export async function everyPublished(
  ctx: Pick<Ctx, "db" | "now" | "language">,
  filters: PublicFilters,
  { most, templates }: { most: number; /** Only reports on these. */ templates?: string[] },
): Promise<Result<PublishedItem[], Refusal>> {
  const found: PublishedItem[] = [];
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: Awaited<ReturnType<typeof listPublished>> = await listPublished(ctx, filters, { after, limit: Math.min(PAGE, most + 1), templates });
    found.push(...page.items);
    if (found.length > most) return refuse({ code: "paper.too_many", params: { max: most } });
    after = page.next;
  }
  return ok(found);
}
