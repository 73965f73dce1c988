import { TAKEN_BACK } from "~/features/reports/model";
import { namesOfSet, readReference } from "~/features/reference/queries.server";
import type { Ctx } from "~/platform/context.server";
import type { CategoryCount, StakeholderBoard } from "../model";
import { findBoardCycle } from "./board.server";
import { listPublished } from "./published.server";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;

/**
 * How many contributions have been submitted, by category and by scope: numbers only, as nobody is named before the
 * contribution is public; and the public ones, a page at a time. Null when no cycle is open.
 */
export async function stakeholderBoard(ctx: PublicCtx, { category, after }: { category?: string; after?: string | null }): Promise<StakeholderBoard | null> {
  const found = await findBoardCycle(ctx);
  if (!found) return null;
  const { cycle, templates } = found;
  const [counts, reference, published] = await Promise.all([
    countContributions(ctx, cycle.code, templates.organisation),
    readReference(ctx.db),
    listPublished(ctx, { cycle: cycle.code, category }, { after, templates: templates.organisation }),
  ]);
  const names = namesOfSet(reference, "stakeholder-categories", ctx.language);
  const codes = [...Object.keys(names), ""].filter((code) => counts.some((count) => count.category === code));
  return {
    submitted: counts.reduce((sum, { count }) => sum + count, 0),
    categories: codes.map((code): CategoryCount => {
      const own = counts.filter((count) => count.category === code);
      const scopes = Object.fromEntries(own.map(({ scope, count }) => [scope, count]));
      return { code, name: names[code] ?? "", submitted: own.reduce((sum, { count }) => sum + count, 0), scopes };
    }),
    published,
  };
}

/** Contributions by what the latest version that stands says; "" where it says nothing that may be told. */
const countContributions = (ctx: PublicCtx, cycle: string, templates: string[]) =>
  ctx.db.$queryRaw<{ category: string; scope: string; count: number }[]>`
    select coalesce(category, '') as category, coalesce(scope, '') as scope, count(*)::int as count
    from (
      select distinct on (party_code, template) category, scope from submission
      where cycle_code = ${cycle} and template = any(${templates}::text[]) and state <> all(${TAKEN_BACK}::text[])
      order by party_code, template, version desc
    ) latest
    group by 1, 2`;
