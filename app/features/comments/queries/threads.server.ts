import { isUuid, pageOf, parsePlace, type Place } from "~/lib/keyset";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql, type Sql } from "~/platform/db/client.server";
import { isEditable, type CommentDto, type FilterCounts, type Side, type ThreadDto, type ThreadFilter, type ThreadKind, type ThreadState } from "../model";
import { decideThread } from "../policy";
import { showsPlace, type Door, type Signed } from "./doors.server";

/** Comments of a thread a list shows, unless it is asked for more. */
const NEWEST = 10;

/** A thread as it is stored, with the names beside it. */
export type ThreadRow = {
  id: string;
  kind: ThreadKind;
  state: ThreadState;
  revision: number;
  question: string;
  row: string;
  answerHash: string;
  submissionId: string;
  version: number;
  symbol: string;
  createdAt: Date;
  createdBy: string;
  assigneeId: string | null;
  assignee: string | null;
  resolvedBy: string | null;
  resolvedAt: Date | null;
};

const columns = sql`t.id, t.kind, t.state, t.revision, t.question, t.row, t.answer_hash as "answerHash", t.submission_id as "submissionId",
  s.version, s.symbol, t.created_at as "createdAt", c.name as "createdBy", t.assignee_id as "assigneeId", a.name as assignee,
  r.name as "resolvedBy", t.resolved_at as "resolvedAt"`;
const joined = sql`join submission s on s.id = t.submission_id join "user" c on c.id = t.created_by_id
  left join "user" a on a.id = t.assignee_id left join "user" r on r.id = t.resolved_by_id`;

/** What a filter asks of a thread `t`, for somebody. */
export function filterSql(filter: ThreadFilter, me: string): Sql {
  switch (filter) {
    case "all":
      return sql`true`;
    case "open":
      return sql`t.state = 'open'`;
    case "mine":
      return sql`exists (select 1 from comment m where m.author_id = ${me}::uuid and m.thread_id = t.id)`;
    case "mentioned":
      return sql`exists (select 1 from comment_mention m where m.user_id = ${me}::uuid and m.thread_id = t.id)`;
    case "assigned":
      return sql`t.assignee_id = ${me}::uuid`;
    case "internal":
    case "shared":
      return sql`t.kind = ${filter}`;
  }
}

/** The condition for what stands after a place in a list ordered by when a thread was begun, newest first. */
export const afterSql = (place: Place | null): Sql =>
  place ? sql`t.created_at <= ${place.at} and (t.created_at < ${place.at} or t.id < ${place.id}::uuid)` : sql`true`;

/** How many threads each filter finds among those of a condition. */
export async function countBy(ctx: UserCtx, among: Sql): Promise<FilterCounts> {
  const is = (filter: ThreadFilter): Sql => sql`count(*) filter (where ${filterSql(filter, ctx.actor.id)})::int`;
  const [counts] = await runSql<FilterCounts>(
    ctx.db,
    sql`select count(*)::int as "all", ${is("open")} as open, ${is("mine")} as mine, ${is("mentioned")} as mentioned,
      ${is("assigned")} as assigned, ${is("internal")} as internal, ${is("shared")} as shared
    from comment_thread t where ${among}`,
  );
  return counts!;
}

/** The threads a door shows, as a condition on `t`. Who sees a part is asked for each place that has threads. */
export async function shownAt(ctx: UserCtx, door: Door): Promise<Sql> {
  const own = sql`t.report_id = ${door.reportId}::uuid and t.kind = any(${door.kinds}::text[])`;
  if (!door.isPart) return own;
  const places = await runSql<{ question: string; row: string }>(ctx.db, sql`select distinct t.question, t.row from comment_thread t where ${own}`);
  const shown = places.filter((place) => showsPlace(door, place));
  return sql`${own} and (t.question, t.row) in (select * from unnest(${shown.map(({ question }) => question)}::text[], ${shown.map(({ row }) => row)}::text[]))`;
}

/** One thread of a door; null for every other, of other reports and of kinds that are not read too. */
export async function findThread(ctx: UserCtx, door: Door, id: string): Promise<ThreadRow | null> {
  if (!isUuid(id)) return null;
  const [row] = await runSql<ThreadRow>(
    ctx.db,
    sql`select ${columns} from comment_thread t ${joined} where t.id = ${id}::uuid and t.report_id = ${door.reportId}::uuid and t.kind = any(${door.kinds}::text[])`,
  );
  return row && showsPlace(door, row) ? row : null;
}

type Listed = { filter: ThreadFilter; after: string | null; limit: number; question?: { question: string; row: string } };

/** A page of a door's threads, newest first, with what each filter would find. */
export async function pageOfThreads(
  ctx: UserCtx,
  door: Door,
  { filter, after, limit, question }: Listed,
): Promise<{ items: ThreadRow[]; next: string | null; counts: FilterCounts }> {
  const shown = await shownAt(ctx, door);
  const here = question ? sql`${shown} and t.question = ${question.question} and t.row = ${question.row}` : shown;
  const [rows, counts] = await Promise.all([
    runSql<ThreadRow>(
      ctx.db,
      sql`select ${columns} from comment_thread t ${joined} where ${here} and ${filterSql(filter, ctx.actor.id)} and ${afterSql(parsePlace(after))}
      order by t.created_at desc, t.id desc limit ${limit + 1}`,
    ),
    countBy(ctx, here),
  ]);
  return { ...pageOf(rows, limit, ({ createdAt }) => createdAt), counts };
}

type CommentRow = {
  id: string;
  threadId: string;
  authorId: string;
  author: string;
  side: Side;
  text: string;
  at: Date;
  revision: number;
  editedAt: Date | null;
  total: number;
  mentions: string[];
  earlier: { text: string; until: string }[];
};

/** The newest comments of threads, each thread's oldest first. `before`: those that stand before a place. */
async function newestOf(ctx: UserCtx, threads: readonly ThreadRow[], { each, before = null }: { each: number; before?: Place | null }) {
  const earlier = before ? sql`and (c.at, c.id) < (${before.at}, ${before.id}::uuid)` : sql``;
  return runSql<CommentRow>(
    ctx.db,
    sql`select n.*, u.name as author,
      (select count(*)::int from comment c where c.thread_id = n."threadId" ${earlier}) as total,
      coalesce((select array_agg(p.name order by p.name) from comment_mention m join "user" p on p.id = m.user_id where m.comment_id = n.id), '{}') as mentions,
      coalesce((select jsonb_agg(jsonb_build_object('text', e.text, 'until', to_char(e.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.revision)
                from comment_text e where e.comment_id = n.id), '[]') as earlier
    from unnest(${threads.map(({ id }) => id)}::uuid[]) as k(id)
    cross join lateral (select c.id, c.thread_id as "threadId", c.author_id as "authorId", c.side, c.text, c.at, c.revision, c.edited_at as "editedAt"
      from comment c where c.thread_id = k.id ${earlier} order by c.at desc, c.id desc limit ${each}) n
    join "user" u on u.id = n."authorId" order by n.at, n.id`,
  );
}

/**
 * Threads of a door as their readers see them, each with its newest comments; `before` goes on to those that stand
 * before a place. `signed` says how each stands to the version that is shown.
 */
export async function threadsOf(
  ctx: UserCtx,
  door: Door,
  signed: Pick<Signed, "standing">,
  rows: readonly ThreadRow[],
  { each = NEWEST, before = null }: { each?: number; before?: string | null } = {},
): Promise<ThreadDto[]> {
  if (rows.length === 0) return [];
  const comments = await newestOf(ctx, rows, { each, before: parsePlace(before) });
  return rows.map((row): ThreadDto => {
    const own = comments.filter(({ threadId }) => threadId === row.id);
    const may = (action: "reply" | "assign" | "resolve"): boolean => decideThread(ctx.actor, door.side, action, row.kind, door.commented).ok;
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      revision: row.revision,
      question: row.question,
      row: row.row,
      version: { number: row.version, symbol: row.symbol },
      standing: signed.standing(row),
      createdAt: row.createdAt.toISOString(),
      createdBy: row.createdBy,
      assignee: row.assigneeId ? { id: row.assigneeId, name: row.assignee ?? "" } : null,
      resolved: row.resolvedAt ? { by: row.resolvedBy ?? "", at: row.resolvedAt.toISOString() } : null,
      comments: own.map((comment) => commentOf(ctx, comment, may("reply"))),
      before: (own[0]?.total ?? 0) - own.length,
      may: { reply: may("reply"), assign: may("assign"), resolve: may("resolve") },
    };
  });
}

const commentOf = (ctx: UserCtx, { authorId, at, editedAt, total: _, threadId: __, ...comment }: CommentRow, replies: boolean): CommentDto => ({
  ...comment,
  at: at.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
  isEditable: replies && authorId === ctx.actor.id && isEditable(at, ctx.now()),
});
