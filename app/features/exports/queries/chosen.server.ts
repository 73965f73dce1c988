import type { SubmissionFilters } from "~/features/reports/model/submission-filters";
import { listPublished } from "~/features/publication/queries/published.server";
import { showsAnswers, type QueueFilters } from "~/features/review/model";
import { listQueue } from "~/features/review/queries/queue.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { MAX_EXPORTED, type ExportSource, type Listed } from "../model";

/** A report that is to be exported. */
export type Chosen = { submissionId: string; symbol: string; listed: Listed };

/** Entries read at a time. */
const PAGE = 100;

/**
 * Every report a list finds, in its order, as far as there are answers to read. Refuses `export.nothing_found`, and
 * `export.too_many` beyond `MAX_EXPORTED`.
 */
export async function listChosen(ctx: UserCtx, source: ExportSource, filters: SubmissionFilters & QueueFilters): Promise<Result<Chosen[], Refusal>> {
  const found: Chosen[] = [];
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: Page = source === "desk" ? await queuePage(ctx, filters, after) : await publishedPage(ctx, filters, after);
    found.push(...page.items);
    if (found.length > MAX_EXPORTED) return refuse({ code: "export.too_many", params: { max: MAX_EXPORTED } });
    after = page.next;
  }
  return found.length === 0 ? refuse({ code: "export.nothing_found" }) : ok(found);
}

type Page = { items: Chosen[]; next: string | null };

async function publishedPage(ctx: UserCtx, filters: SubmissionFilters, after: string | null): Promise<Page> {
  const { items, next } = await listPublished(ctx, filters, { after, limit: PAGE });
  const ids = await idsOf(
    ctx,
    items.map(({ symbol }) => symbol),
  );
  const chosen = items.flatMap(({ symbol, party, title, line, unit, language, publishedAt }): Chosen[] => {
    const submissionId = ids.get(symbol);
    return submissionId === undefined ? [] : [{ submissionId, symbol, listed: { symbol, party: party.name, title, line, unit, language, at: publishedAt } }];
  });
  return { items: chosen, next };
}

async function idsOf(ctx: UserCtx, symbols: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.submission.findMany({ where: { symbol: { in: symbols } }, select: { id: true, symbol: true } });
  return new Map(rows.map(({ id, symbol }) => [symbol, id]));
}

async function queuePage(ctx: UserCtx, filters: QueueFilters, after: string | null): Promise<Page> {
  const { items, next } = await listQueue(ctx, filters, { after, limit: PAGE });
  const chosen = items
    .filter(({ state }) => showsAnswers(state))
    .map(({ id, symbol, party, title, line, unit, language, submittedAt }) => ({
      submissionId: id,
      symbol,
      listed: { symbol, party: party.name, title, line, unit, language, at: submittedAt },
    }));
  return { items: chosen, next };
}
