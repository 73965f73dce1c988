import type { Names } from "~/features/reference/queries.server";
import { holdsReview } from "~/features/review/policy";
import { pageOf, parsePlace } from "~/lib/keyset";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql, type Sql } from "~/platform/db/client.server";
import type { FilterCounts, ThreadFilter, ThreadKind, ThreadLine } from "../model";
import { afterSql, countBy, filterSql } from "./threads.server";

/** Characters of a comment in a list. */
export const EXCERPT = 240;

/**
 * The threads somebody who reads at the desk reads of all reports, as a condition on `t`: none of the secretariat's own
 * on reports they stand with, as `kindsRead` has it for one report.
 */
export function readAtDesk({ actor }: Pick<UserCtx, "actor">): Sql {
  const parties = actor.memberships.map(({ partyId }) => partyId);
  const lines = actor.facilitations.map(({ line }) => line).filter((line) => line !== "");
  return sql`(t.kind = 'shared' or not (t.party_id = any(${parties}::uuid[]) or t.line = any(${lines}::text[])))`;
}

type Row = {
  id: string;
  kind: ThreadKind;
  question: string;
  row: string;
  submissionId: string;
  symbol: string;
  names: Names;
  createdAt: Date;
  excerpt: string;
  author: string;
  at: Date;
  comments: number;
  assignee: string | null;
};

/**
 * The open threads of all reports somebody reads at the desk, those begun last first, with what each filter would find.
 * Pages go on from a place. Empty for those who do not read there.
 */
export async function listDeskThreads(
  ctx: UserCtx,
  { filter, after, limit = 50 }: { filter: ThreadFilter; after?: string | null; limit?: number },
): Promise<{ items: ThreadLine[]; next: string | null; counts: FilterCounts }> {
  if (!holdsReview(ctx.actor, "read"))
    return { items: [], next: null, counts: { all: 0, open: 0, mine: 0, mentioned: 0, assigned: 0, internal: 0, shared: 0 } };
  const open = sql`t.state = 'open' and ${readAtDesk(ctx)}`;
  const [rows, counts] = await Promise.all([
    runSql<Row>(
      ctx.db,
      sql`select t.id, t.kind, t.question, t.row, t.submission_id as "submissionId", s.symbol, p.names, t.created_at as "createdAt",
        left(n.text, ${EXCERPT}) as excerpt, u.name as author, n.at, (select count(*)::int from comment c where c.thread_id = t.id) as comments, a.name as assignee
      from (select * from comment_thread t where ${open} and ${filterSql(filter, ctx.actor.id)} and ${afterSql(parsePlace(after))}
            order by t.created_at desc, t.id desc limit ${limit + 1}) t
      join submission s on s.id = t.submission_id join party p on p.id = t.party_id left join "user" a on a.id = t.assignee_id
      cross join lateral (select c.text, c.author_id, c.at from comment c where c.thread_id = t.id order by c.at desc, c.id desc limit 1) n
      join "user" u on u.id = n.author_id order by t.created_at desc, t.id desc`,
    ),
    countBy(ctx, open),
  ]);
  const page = pageOf(rows, limit, ({ createdAt }) => createdAt);
  return {
    items: page.items.map(({ names, createdAt: _, at, ...line }) => ({ ...line, party: names[ctx.language], at: at.toISOString() })),
    next: page.next,
    counts,
  };
}
