import { flatAnswer } from "~/features/reports/model/flat-answer";
import { unitOf, type AnswerKey } from "~/features/reports/model";
import { documentOf } from "~/features/reports/model/document";
import { findReport, readAnswers, readGrounds, type Grounds } from "~/features/reports/queries/load.server";
import { holdsReview } from "~/features/review/policy";
import { formatPageId, pageOfQuestion } from "~/features/templates/model/pages";
import { questionKey } from "~/features/templates/model/texts";
import { isFixed, type AnswerValue } from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import { templateReferences, textsOf } from "~/features/templates/queries.server";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import {
  isOverdue,
  type Askable,
  type Change,
  type Letter,
  type OpenPoints,
  type Point,
  type PointList,
  type PointState,
  type Turn,
  type TurnKind,
} from "../model";

/** Whom points are shown to: the party sees its working copy, the secretariat who of it wrote what. */
type Side = "party" | "desk";
type Asked = { after?: string | null; limit?: number };
/** Points on one page: more than any report has been asked. */
const PAGE = 25;

const pointSelect = {
  id: true,
  revision: true,
  question: true,
  row: true,
  state: true,
  dueAt: true,
  reply: true,
  askedAt: true,
  turns: { orderBy: { id: "asc" }, include: { submission: { select: { symbol: true } } } },
} as const;
const readPoints = (ctx: Ctx, reportId: string, { after, limit = PAGE }: Asked) =>
  ctx.db.clarificationPoint.findMany({
    where: { reportId, ...afterPlace("askedAt", parsePlace(after)) },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: pointSelect,
  });
type PointRow = Awaited<ReturnType<typeof readPoints>>[number];

/** Texts of an answer in signed versions, by version and unit. */
type Signed = ReadonlyMap<string, { value: unknown; language: string }>;
const placeOf = (submissionId: string, key: AnswerKey): string => `${submissionId} ${unitOf(key)}`;

/** The answers that points speak of, in the versions they speak of. */
async function readSigned(ctx: Ctx, points: readonly PointRow[]): Promise<Signed> {
  const versions = [...new Set(points.flatMap(({ turns }) => turns.map(({ submissionId }) => submissionId)))];
  const questions = [...new Set(points.map(({ question }) => question))];
  const rows = await ctx.db.submittedAnswer.findMany({
    where: { submissionId: { in: versions }, question: { in: questions } },
    select: { submissionId: true, question: true, row: true, value: true, language: true },
  });
  return new Map(rows.map(({ submissionId, value, language, ...key }) => [placeOf(submissionId, key), { value, language }]));
}

async function listOf(ctx: Ctx, side: Side, report: { id: string; templateVersionId: string; language: string }, asked: Asked): Promise<PointList> {
  const rows = await readPoints(ctx, report.id, asked);
  const { items, next } = pageOf(rows, asked.limit ?? PAGE, ({ askedAt }) => askedAt);
  if (items.length === 0) return { points: [], next };
  const grounds = await readGrounds(ctx, report);
  const signed = await readSigned(ctx, items);
  const standing = side === "party" ? await readAnswers(ctx.db, report.id) : [];
  const copy = new Map(standing.map((answer) => [unitOf(answer), answer]));
  const none = { value: null, language: report.language };
  return { points: items.map((row) => pointOf(ctx, side, grounds, row, { before: changeIn(row, signed, copy.get(unitOf(row)) ?? none, none) })), next };
}

type Text = { value: unknown; language: string };

/** The two texts of a point: of an open one what was asked about and what stands now, else what was asked about and what answered it. */
function changeIn({ state, turns, ...key }: PointRow, signed: Signed, now: Text, none: Text): { from: Text; to: Text } | null {
  const lastAsked = turns.findLast(({ kind }) => kind === "asked");
  const lastAnswered = turns.findLast(({ kind }) => kind === "answered");
  const inVersion = (id: string): Text => signed.get(placeOf(id, key)) ?? none;
  if (!lastAsked) return null;
  if (state === "open") return { from: inVersion(lastAsked.submissionId), to: now };
  return lastAnswered?.changed ? { from: inVersion(lastAsked.submissionId), to: inVersion(lastAnswered.submissionId) } : null;
}

function pointOf(ctx: Ctx, side: Side, { version, reference }: Grounds, row: PointRow, { before: texts }: { before: { from: Text; to: Text } | null }): Point {
  const { id, revision, question: code, row: repeat, dueAt, reply } = row;
  const state = row.state as PointState;
  const words = textsOf(version, reference, ctx.language);
  const question = findQuestion(version.definition, code, repeat, templateReferences(reference));
  const page = pageOfQuestion(version.definition, code, repeat);
  // What the party has not signed is its own.
  const shown = side === "desk" && state === "open" ? null : texts;
  const change: Change | null =
    question && shown
      ? {
          before: flatAnswer(question, shown.from.value, words),
          after: flatAnswer(question, shown.to.value, words),
          beforeLanguage: shown.from.language as Language,
          afterLanguage: shown.to.language as Language,
        }
      : null;
  return {
    id,
    revision,
    question: code,
    row: repeat,
    label: (question && words[questionKey(question, "label")]) ?? code,
    page: page ? formatPageId(page.section, page.row) : "",
    state,
    dueAt: dueAt.toISOString(),
    isOverdue: isOverdue(state, dueAt, ctx.now()),
    reply: side === "party" ? reply : "",
    turns: row.turns.map((turn) => turnOf(ctx, side, turn)),
    change,
  };
}

function turnOf(ctx: Ctx, side: Side, { id, kind, text, byName, at, dueAt, submission, changed, letter }: PointRow["turns"][number]): Turn {
  // The secretariat writes to a party as such.
  const isNamed = side === "desk" || kind === "answered";
  return {
    id,
    kind: kind as TurnKind,
    text,
    by: isNamed ? byName : "",
    at: at.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    symbol: submission.symbol,
    changed,
    letter: letter ? (letter as Letter)[ctx.language] : null,
  };
}

/** What the party of a report was asked and answered, newest first, with its working copy where a point is open. Refuses `report.not_found`, also for who sees a part. */
export async function getReportPoints(ctx: Ctx, reportId: string, asked: Asked = {}): Promise<Result<PointList, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  return found.ok ? ok(await listOf(ctx, "party", found.value, asked)) : found;
}

const versionSelect = {
  reportId: true,
  state: true,
  language: true,
  groups: true,
  report: { select: { id: true, templateVersionId: true, language: true } },
} as const;
const findVersion = (ctx: Ctx, submissionId: string) =>
  isUuid(submissionId) && holdsReview(ctx.actor, "read") ? ctx.db.submission.findUnique({ where: { id: submissionId }, select: versionSelect }) : null;

/** The same at the desk, from any version of the report. Refuses `submission.not_found` for unknown ids, and for every id to those who do not read there. */
export async function getDeskPoints(ctx: Ctx, submissionId: string, asked: Asked = {}): Promise<Result<PointList, Refusal>> {
  const row = await findVersion(ctx, submissionId);
  return row ? ok(await listOf(ctx, "desk", row.report, asked)) : refuse({ code: "submission.not_found" });
}

/** The questions of a signed version that apply, in the order of the form: what can be asked about. Empty for those who do not read at the desk. */
export async function listAskable(ctx: Ctx, submissionId: string): Promise<Askable[]> {
  const row = await findVersion(ctx, submissionId);
  if (!row) return [];
  const answers = await ctx.db.submittedAnswer.findMany({
    where: { submissionId },
    select: { question: true, row: true, value: true, language: true, confidential: true },
  });
  const { version, reference } = await readGrounds(ctx, row.report);
  const texts = textsOf(version, reference, ctx.language);
  const sections = documentOf(
    version.definition,
    answers.map((answer) => ({ ...answer, value: answer.value as AnswerValue, language: answer.language as Language })),
    { fixed: "", groups: row.groups, references: templateReferences(reference), language: row.language as Language },
  );
  return sections.flatMap((section) =>
    section.answers
      .filter(({ question }) => !isFixed(question))
      .map(({ question, row: repeat }) => ({
        unit: unitOf({ question: question.code, row: repeat }),
        label: [question.code, repeat, texts[questionKey(question, "label")]].filter(Boolean).join(" · "),
      })),
  );
}

/** What is open in a report the actor sees as a whole; null where nothing is. */
export async function findOpenPoints(ctx: Ctx, reportId: string): Promise<OpenPoints | null> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok || found.value.reopened.length === 0) return null;
  const open = await ctx.db.clarificationPoint.findMany({ where: { reportId, state: "open" }, select: { dueAt: true } });
  return { count: open.length, overdue: open.filter(({ dueAt }) => isOverdue("open", dueAt, ctx.now())).length };
}
