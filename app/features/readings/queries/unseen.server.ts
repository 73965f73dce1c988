import type { ThreadPlace } from "~/features/comments/model";
import { EXCERPT, readAtDesk } from "~/features/comments/queries/desk.server";
import { unitOf } from "~/features/reports/model";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql, type Sql } from "~/platform/db/client.server";
import type { CommentedQuestion, NewComment, ReadingCount } from "../model";
import type { ReadVersion } from "./find.server";
import { namesIn } from "./names.server";

/** The comments `m` of threads `t` that are new to the reader of a reading `r`: others' own, since then, in threads they read. */
const newComments = (ctx: Pick<UserCtx, "actor">): Sql => sql`comment_thread t join comment m on m.thread_id = t.id
  where t.report_id = r.report_id and m.at > r.at and m.author_id <> r.reader_id and ${readAtDesk(ctx)}`;

/**
 * What is new to the actor in each of some versions, by id, in one query: answers that differ from the version they read
 * last, and comments since. On a version before that one nothing is. Takes versions its callers found.
 */
export async function countUnseen(ctx: Pick<UserCtx, "db" | "actor">, versions: readonly { id: string }[]): Promise<Record<string, ReadingCount>> {
  if (versions.length === 0) return {};
  const rows = await runSql<ReadingCount & { id: string }>(
    ctx.db,
    sql`
    select c.id, c.report_id as "reportId", s.version as seen,
      case when s.version < c.version and c.state <> 'recalled' then (
        select count(*)::int
        from (select question, "row", hash, confidential from submitted_answer where submission_id = s.id) a
        full join (select question, "row", hash, confidential from submitted_answer where submission_id = c.id) b using (question, "row")
        where a.hash is distinct from b.hash or a.confidential is distinct from b.confidential
      ) else 0 end as answers,
      case when s.version <= c.version then (select count(*)::int from ${newComments(ctx)}) else 0 end as comments
    from submission c
    left join reading r on r.report_id = c.report_id and r.reader_id = ${ctx.actor.id}::uuid
    left join submission s on s.id = r.submission_id
    where c.id = any(${versions.map(({ id }) => id)}::uuid[])`,
  );
  return Object.fromEntries(rows.map(({ id, ...count }) => [id, count]));
}

type Row = ThreadPlace & Omit<NewComment, "at"> & { at: Date };

/**
 * The comments others wrote on a report since the actor last looked, in threads they read at the desk, by question in the
 * order of a version of it; all of them, for a reader who then marks them as read. Takes a version its callers found.
 */
export async function listNewComments(ctx: UserCtx, { id, report }: ReadVersion): Promise<CommentedQuestion[]> {
  const rows = await runSql<Row>(
    ctx.db,
    sql`
    select n.*, u.name as author
    from submission c
    join reading r on r.report_id = c.report_id and r.reader_id = ${ctx.actor.id}::uuid
    cross join lateral (
      select t.question, t.row, m.id, t.id as thread, t.kind, m.author_id, m.side, m.at, left(m.text, ${EXCERPT}) as excerpt from ${newComments(ctx)}
    ) n
    join "user" u on u.id = n.author_id
    left join submitted_answer a on a.submission_id = c.id and a.question = n.question and a.row = n.row
    where c.id = ${id}::uuid
    order by n.question <> '', a.position, n.question, n.row, n.at, n.id`,
  );
  if (rows.length === 0) return [];
  const { nameOf } = await namesIn(ctx, report.templateVersionId);
  const groups = new Map<string, CommentedQuestion>();
  for (const { question, row, id: comment, thread, kind, author, side, at, excerpt } of rows) {
    const place = { question, row };
    const { label, page } = nameOf(place);
    const group = groups.get(unitOf(place)) ?? { ...place, label, page, comments: [] };
    groups.set(unitOf(place), group);
    group.comments.push({ id: comment, thread, kind, author, side, at: at.toISOString(), excerpt });
  }
  return [...groups.values()];
}
