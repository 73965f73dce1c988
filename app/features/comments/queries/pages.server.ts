import { randomUUID } from "node:crypto";
import { unitOf } from "~/features/reports/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import {
  THREAD_KINDS,
  type CommentsAsked,
  type CommentsPage,
  type FilterCounts,
  type OtherText,
  type Person,
  type ThreadDto,
  type ThreadGroup,
  type ThreadKind,
  type ThreadNote,
  type ThreadPlace,
} from "../model";
import { decideThread } from "../policy";
import { openDoor, readSigned, showsPlace, type Door, type DoorInput, type Signed } from "./doors.server";
import { assignableIn, callableBy, placesIn, readersOf, type Reader } from "./people.server";
import { findThread, pageOfThreads, shownAt, threadsOf, type ThreadRow } from "./threads.server";

const NO_COUNTS: FilterCounts = { all: 0, open: 0, mine: 0, mentioned: 0, assigned: 0, internal: 0, shared: 0 };
const personOf = ({ id, name, side }: Reader): Person => ({ id, name, side });
/** More than any report of one party has; a document shows these. */
const MAX_NOTES = 2_000;
/** Comments of a thread that is shown by itself. */
const ON_ITS_PAGE = 100;

/**
 * Comments on a signed version at the desk, or on a report for its party. Refuses as `openDoor` does, and
 * `comment.not_found` for a thread that is not there to this reader.
 */
export async function getCommentsPage(ctx: UserCtx, input: DoorInput, asked: CommentsAsked = {}): Promise<Result<CommentsPage, Refusal>> {
  const opened = await openDoor(ctx, input);
  if (!opened.ok) return opened;
  const door = opened.value;
  const signed = await readSigned(ctx, door);
  const filter = asked.filter ?? "all";
  const begins = THREAD_KINDS.filter((kind) => decideThread(ctx.actor, door.side, "start", kind, door.commented).ok);
  const empty = {
    side: door.side,
    version: null,
    filter,
    place: null,
    counts: NO_COUNTS,
    groups: [],
    next: null,
    others: {},
    words: {},
    begins: [],
    places: [],
  };
  if (!signed) return ok({ ...empty, writing: null, newId: randomUUID() });
  const place = asked.place && showsPlace(door, asked.place) ? { ...asked.place, label: labelOf(signed, asked.place) } : null;
  const alone = asked.thread ? await findThread(ctx, door, asked.thread) : null;
  if (asked.thread && !alone) return refuse({ code: "comment.not_found" });
  const page = alone
    ? { items: [alone], next: null, counts: NO_COUNTS }
    : await pageOfThreads(ctx, door, { filter, after: asked.after ?? null, limit: 50, question: place ?? undefined });
  const threads = await threadsOf(ctx, door, signed, page.items, { each: alone ? ON_ITS_PAGE : undefined, before: asked.before });
  const begin = asked.begin && signed.answers.length > 0 && begins.includes(asked.begin) ? asked.begin : null;
  return ok({
    side: door.side,
    version: signed.facts,
    filter,
    place,
    counts: page.counts,
    groups: groupsOf(signed, threads, place),
    next: page.next,
    others: await othersOf(ctx, door, signed, page.items),
    words: wordsFor(signed, [...page.items, ...(place ? [place] : [])]),
    begins: signed.answers.length > 0 ? begins : [],
    places: begin ? placesOf(door, signed) : [],
    writing:
      alone || begin
        ? await writingOf(ctx, door, alone ? { thread: threads[0]!, place: alone, kind: alone.kind } : { thread: null, place: place ?? WHOLE, kind: begin! })
        : null,
    newId: randomUUID(),
  });
}

const WHOLE: ThreadPlace = { question: "", row: "" };
const labelOf = ({ labelOf: label }: Signed, { question }: ThreadPlace): string => (question === "" ? "" : label(question));

async function writingOf(
  ctx: UserCtx,
  door: Door,
  { thread, place, kind }: { thread: ThreadDto | null; place: ThreadPlace; kind: ThreadKind },
): Promise<CommentsPage["writing"]> {
  const readers = await readersOf(ctx.db, ctx, door, { ...place, kind }, await placesIn(ctx.db, door));
  const callable = await callableBy(ctx.db, ctx, door, readers, thread?.id ?? null);
  const first = door.side === "desk" ? callable.filter(({ isFocalPoint }) => isFocalPoint) : callable.filter(({ id }) => id === door.officerId);
  return {
    thread,
    kind,
    people: callable.map(personOf),
    called: thread || kind === "internal" ? [] : first.map(({ id }) => id),
    assignable: thread?.may.assign ? assignableIn(kind, readers).map(personOf) : [],
  };
}

/** Every answer a thread can be begun on, and the whole for who sees the whole. */
const placesOf = (door: Door, signed: Signed): CommentsPage["places"] => [
  ...(door.isPart ? [] : [{ ...WHOLE, label: "" }]),
  ...signed.answers.map(({ question, row }) => ({ question: question.code, row, label: signed.labelOf(question.code) })),
];

/** Threads by what they speak of: the whole first, then in the order of the form, then what the version shows no more. */
function groupsOf(signed: Signed, threads: readonly ThreadDto[], asked: ThreadPlace | null): ThreadGroup[] {
  const order = new Map(signed.answers.map(({ question, row }, index) => [unitOf({ question: question.code, row }), index]));
  const places = new Map([...threads, ...(asked ? [asked] : [])].map(({ question, row }) => [unitOf({ question, row }), { question, row }]));
  const at = ({ question, row }: ThreadPlace): number => (question === "" ? -1 : (order.get(unitOf({ question, row })) ?? order.size));
  return [...places.values()]
    .sort((a, b) => at(a) - at(b))
    .map((place) => ({
      ...place,
      label: labelOf(signed, place),
      answer: signed.answers[at(place)] ?? null,
      threads: threads.filter(({ question, row }) => question === place.question && row === place.row),
    }));
}

/** The texts of a template that answers to some questions need. */
function wordsFor({ texts }: Signed, places: readonly ThreadPlace[]): Record<string, string> {
  const codes = new Set(places.map(({ question }) => question).filter((code) => code !== ""));
  if (codes.size === 0) return {};
  return Object.fromEntries(Object.entries(texts).filter(([key]) => codes.has(key.split(".")[0]!) || !/^[A-Z]\d/.test(key)));
}

/** The texts of threads that speak of another one than the version shows. What a party took back is not read at the desk any more. */
async function othersOf(ctx: UserCtx, door: Door, { standing }: Signed, rows: readonly ThreadRow[]): Promise<Record<string, OtherText>> {
  const moved = rows.filter((row) => row.answerHash !== "" && ["earlier", "later"].includes(standing(row)));
  if (moved.length === 0) return {};
  const found = await runSql<OtherText>(
    ctx.db,
    sql`select distinct on (a.hash) a.hash, a.value, a.language from submitted_answer a join submission s on s.id = a.submission_id
      where a.hash = any(${moved.map(({ answerHash }) => answerHash)}::text[]) and s.report_id = ${door.reportId}::uuid
        and (s.state <> 'recalled' or ${door.side} = 'party') order by a.hash`,
  );
  const byHash = new Map(found.map((text) => [text.hash, text]));
  return Object.fromEntries(moved.flatMap(({ id, answerHash }) => (byHash.has(answerHash) ? [[id, byHash.get(answerHash)!]] : [])));
}

/**
 * A page of the threads of a signed version or of a party's report, those begun last first, each with its newest
 * comments; none where nothing was signed. Refuses as `openDoor` does.
 */
export async function listThreads(
  ctx: UserCtx,
  input: DoorInput,
  { after, limit }: { after?: string; limit: number },
): Promise<Result<{ items: ThreadDto[]; next: string | null }, Refusal>> {
  const opened = await openDoor(ctx, input);
  if (!opened.ok) return opened;
  const signed = await readSigned(ctx, opened.value);
  if (!signed) return ok({ items: [], next: null });
  const { items, next } = await pageOfThreads(ctx, opened.value, { filter: "all", after: after ?? null, limit });
  return ok({ items: await threadsOf(ctx, opened.value, signed, items), next });
}

/** How many open threads each answer of a signed version has, by question and row (`D3/C5`), for a reader at the desk. Empty for everybody else. */
export async function countOpen(ctx: UserCtx, submission: string): Promise<Record<string, number>> {
  const opened = await openDoor(ctx, { submission });
  if (!opened.ok) return {};
  const rows = await runSql<ThreadPlace & { count: number }>(
    ctx.db,
    sql`select t.question, t.row, count(*)::int as count from comment_thread t where ${await shownAt(ctx, opened.value)} and t.state = 'open' group by t.question, t.row`,
  );
  return Object.fromEntries(rows.map(({ question, row, count }) => [unitOf({ question, row }), count]));
}

/**
 * The threads of a signed version, or of a party's report, that a reader may see, with all their comments, in the order
 * of the form: what a document shows of them. Refuses as `openDoor` does.
 */
export async function listNotes(ctx: UserCtx, input: DoorInput): Promise<Result<ThreadNote[], Refusal>> {
  const opened = await openDoor(ctx, input);
  if (!opened.ok) return opened;
  const door = opened.value;
  const signed = await readSigned(ctx, door);
  if (!signed) return ok([]);
  const { items } = await pageOfThreads(ctx, door, { filter: "all", after: null, limit: MAX_NOTES });
  const threads = await threadsOf(ctx, door, signed, [...items].reverse(), { each: MAX_NOTES });
  return ok(
    groupsOf(signed, threads, null).flatMap((group) =>
      group.threads.map(({ id, kind, state, standing, version, resolved, comments, question, row }) => ({
        ...{ id, kind, state, standing, resolved, question, row },
        version: version.number,
        comments: comments.map(({ author, side, at, text }) => ({ author, side, at, text })),
      })),
    ),
  );
}
