import { feedsOfChapter, type ChapterFeed } from "~/features/compilations/model/feeds";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { isInput } from "~/features/compilations/queries/standing.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql, type Sql, type Tx } from "~/platform/db/client.server";
import { sharedRead } from "~/platform/db/shared-reads.server";
import { chapterNumbers } from "../model/numbering";
import type { AnswerPlace, AnswerStanding, Draft, Standing, Treatment } from "../model";
import type { AnswerList } from "../model/pages";
import { mayWithDocuments } from "../policy";
import { loadDraft } from "./load.server";

/** Answers of one screen. */
const SCREEN = 25;
const EXCERPT = 300;

/** What feeds a chapter of a document. */
export type Feed = ChapterFeed & { chapter: string };

/** What feeds the chapters of a document that are those of the compilation. A free chapter is fed by nothing. Empty to those who do not read at the desk. */
export async function feedsOf(ctx: Ctx, { chapters, cycle }: Pick<Draft, "chapters" | "cycle">): Promise<Feed[]> {
  const own = new Map(chapters.flatMap(({ id, source }): [string, string][] => (source ? [[source, id]] : [])));
  if (own.size === 0) return [];
  return (await listChapters(ctx, cycle)).flatMap((line) => {
    const chapter = own.get(line.key);
    return chapter === undefined ? [] : feedsOfChapter(line).map((feed): Feed => ({ ...feed, chapter }));
  });
}

/** Answers that are cited in a document or set aside: few beside all there are. */
const settled = sql`a.hash in (select answer_hash from cited union all select answer_hash from aside)`;

/** Answers of a document's chapters as `found`, with where each stands; of those of which `within` is true, told of versions `s` and answers `a`. */
const standing = (draft: Pick<Draft, "id" | "cycle">, feeds: readonly Feed[], within: Sql = sql`true`): Sql => sql`
  with feed as (select * from jsonb_to_recordset(${JSON.stringify(feeds)}::jsonb) as given (chapter uuid, template text, question text, "row" text, line text, item text, figures boolean)),
  cited as (select distinct t.answer_hash from sentence_tie t join document_paragraph d on d.id = t.paragraph_id
    where d.document_id = ${draft.id}::uuid and d.deleted_at is null and t.at is not null and t.kind = 'evidence'),
  aside as (select answer_hash, reason from set_aside_answer where document_id = ${draft.id}::uuid and undone_at is null),
  found as (select feed.chapter, feed.figures, s.id as submission, s.symbol, r.party_id, a.question, a."row", a.language, a.confidential, a.hash, a.value,
      coalesce(aside.reason, '') as reason,
      case when cited.answer_hash is not null and not a.confidential then 'cited' when aside.answer_hash is not null then 'aside' else 'unread' end as standing
    from feed join submission s on s.template = feed.template and s.cycle_code = ${draft.cycle} and (feed.line is null or s.line = feed.line) and ${isInput}
    join report r on r.id = s.report_id
    join submitted_answer a on a.submission_id = s.id and a.question = feed.question and (feed."row" is null or a."row" = feed."row")
      and (feed.item is null or jsonb_exists(a.value, feed.item))
    left join cited on cited.answer_hash = a.hash
    left join aside on aside.answer_hash = a.hash
    where ${within})`;

type Counted = { chapter: string; standing: Standing; count: number };

/** How many answers of each chapter are cited, and how many set aside. Takes a document its callers found. */
const countSettled = (db: Tx, draft: Draft, feeds: readonly Feed[]): Promise<Counted[]> =>
  runSql<Counted>(db, sql`${standing(draft, feeds, settled)} select chapter, standing, count(*)::int as count from found group by 1, 2`);

/** How many answers are neither cited nor set aside, each counted once. Takes a document its callers found. */
export async function countUnread(db: Tx, draft: Draft, feeds: readonly Feed[]): Promise<number> {
  const [row] = await runSql<{ count: number }>(
    db,
    sql`${standing(draft, feeds)} select count(distinct hash)::int as count from found where standing = 'unread'`,
  );
  return row!.count;
}

/** Answers that are neither cited nor set aside, each once, and those that were set aside. Takes a document its callers found. */
export const readSettled = (db: Tx, draft: Draft, feeds: readonly Feed[]) =>
  runSql<Pick<AnswerStanding, "submission" | "symbol" | "question" | "row" | "hash" | "standing" | "reason">>(
    db,
    sql`${standing(draft, feeds)} select distinct submission, symbol, question, "row", hash, standing, reason from found where standing <> 'cited'
        order by symbol, question, "row"`,
  );

export type AskedAnswers = { chapter: string; standing: Standing; treatment?: Treatment | null; after: string | null };

/** Of the answers in `found`. */
const HAS: Record<Treatment, Sql> = {
  opened: sql`exists (select 1 from reading where reading.submission_id = found.submission)`,
  coded: sql`exists (select 1 from coding_done where coding_done.hash = found.hash and coding_done.coded)`,
  counted: sql`(figures and not confidential)`,
};
const treated = sql`array_remove(array[case when ${HAS.opened} then 'opened' end, case when ${HAS.coded} then 'coded' end, case when ${HAS.counted} then 'counted' end], null)`;

const BETWEEN = "~";

/**
 * The answers of a document's chapters that stand somewhere: cited, set aside, or neither, all or those treated in a way, and chapter by
 * chapter how many there are of each. Refuses `document.not_found`.
 */
export async function listAnswerStandings(
  ctx: Ctx,
  id: string,
  { chapter, standing: asked, treatment = null, after }: AskedAnswers,
): Promise<Result<AnswerList, Refusal>> {
  const draft = mayWithDocuments(ctx.actor, "read") ? await loadDraft(ctx.db, id) : null;
  if (!draft) return refuse({ code: "document.not_found" });
  const feeds = await feedsOf(ctx, draft);
  const own = chapter ? feeds.filter((feed) => feed.chapter === chapter) : feeds;
  const [symbol = "", question = "", row = ""] = (after ?? "").split(BETWEEN);
  const [counts, rows] = await Promise.all([
    sharedRead(ctx.db, `document standings ${id}`, () => countSettled(ctx.db, draft, feeds)),
    readScreen(ctx, draft, own, { standing: asked, treatment }, { symbol, question, row }),
  ]);
  const items = rows.slice(0, SCREEN);
  const last = items.at(-1);
  const countsOf = (of: string): Record<Standing, number> => {
    const [cited, aside] = (["cited", "aside"] as const).map((at) => counts.find((counted) => counted.chapter === of && counted.standing === at)?.count ?? 0);
    const all = feeds.reduce((sum, feed) => (feed.chapter === of ? sum + feed.count : sum), 0);
    return { unread: all - cited! - aside!, cited: cited!, aside: aside! };
  };
  const places = chapterNumbers(draft.chapters);
  return ok({
    document: { id, title: draft.title },
    mayWrite: mayWithDocuments(ctx.actor, "write"),
    chapters: draft.chapters.map(({ id: of, title }) => ({
      id: of,
      title,
      number: places.get(of)!,
      counts: countsOf(of),
    })),
    items,
    next: rows.length > SCREEN && last ? [last.symbol, last.question, last.row].join(BETWEEN) : null,
  });
}

type Place = { symbol: string; question: string; row: string };
type Asked = { standing: Standing; treatment: Treatment | null };

/** Versions one statement looks through for answers that are unread: nearly all are at first, and few in the end. */
const VERSIONS_AT_ONCE = 50;

/** One screen of answers and one more, after a place. */
async function readScreen(ctx: Ctx, draft: Draft, feeds: readonly Feed[], asked: Asked, after: Place): Promise<AnswerStanding[]> {
  if (asked.standing !== "unread") return readPart(ctx, draft, feeds, asked, after, settled);
  const templates = [...new Set(feeds.map(({ template }) => template))];
  const rows: AnswerStanding[] = [];
  for (let from = after.symbol, isLast = templates.length === 0; rows.length <= SCREEN && !isLast;) {
    const symbols = await runSql<{ symbol: string }>(
      ctx.db,
      sql`select symbol from submission where symbol >= ${from} and cycle_code = ${draft.cycle} and template = any(${templates}) order by symbol limit ${VERSIONS_AT_ONCE + 1}::int`,
    );
    isLast = symbols.length <= VERSIONS_AT_ONCE;
    const versions = symbols.slice(0, VERSIONS_AT_ONCE).map(({ symbol }) => symbol);
    rows.push(...(await readPart(ctx, draft, feeds, asked, after, sql`s.symbol = any(${versions})`)));
    from = symbols.at(-1)?.symbol ?? from;
  }
  return rows;
}

const readPart = (
  ctx: Ctx,
  draft: Draft,
  feeds: readonly Feed[],
  { standing: asked, treatment }: Asked,
  after: Place,
  within: Sql,
): Promise<AnswerStanding[]> =>
  runSql<AnswerStanding>(
    ctx.db,
    sql`${standing(draft, feeds, within)} select distinct on (symbol, question, "row") chapter, submission, symbol, p.names ->> ${ctx.language} as party, question, "row", language,
          confidential, hash, standing, reason, ${treated} as treated,
          case when jsonb_typeof(value) = 'string' then left(value #>> '{}', ${EXCERPT}::int) else '' end as text
        from found join party p on p.id = found.party_id
        where standing = ${asked} and ${treatment ? HAS[treatment] : sql`true`} and (symbol, question, "row") > (${after.symbol}, ${after.question}, ${after.row}) order by symbol, question, "row" limit ${SCREEN + 1}::int`,
  );

export type SignedAnswer = { submission: string; template: string; value: unknown; language: Language; confidential: boolean; hash: string };

/** An answer of a version that is input in a cycle, by the version's id or symbol; null where there is none. Takes a document its callers found. */
export async function findSignedAnswer(
  db: Tx,
  cycle: string,
  { submission, symbol, question, row }: Partial<AnswerPlace> & { symbol?: string },
): Promise<SignedAnswer | null> {
  const [found] = await runSql<SignedAnswer>(
    db,
    sql`select s.id as submission, s.template, a.value, a.language, a.confidential, a.hash from submission s
        join submitted_answer a on a.submission_id = s.id and a.question = ${question ?? ""} and a."row" = ${row ?? ""}
        where s.cycle_code = ${cycle} and (s.id = ${submission ?? null}::uuid or s.symbol = ${symbol ?? ""}) and ${isInput}`,
  );
  return found ?? null;
}
