import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { isUuid } from "~/lib/keyset";
import type { Ctx } from "~/platform/context.server";
import type { Names } from "~/features/reference/queries.server";
import { compareVersions } from "../model/compare";
import { countSentences, STAGES, type Stage, type VersionContent, type VersionLine, type WholeVersion } from "../model";
import { versionSymbol } from "../model/symbol";
import type { VersionPage, VersionsPage } from "../model/pages";
import { countWorded } from "../model/wording";
import { mayWithDocuments } from "../policy";
import { countUnread, feedsOf } from "./answers.server";
import { loadDraft } from "./load.server";

const lineSelect = { number: true, stage: true, revision: true, frozenName: true, frozenAt: true } as const;
type Row = { number: number; stage: string; revision: number; frozenName: string; frozenAt: Date };
const lineOf = ({ number, stage, revision, frozenName, frozenAt }: Row): VersionLine => ({
  number,
  stage: stage as Stage,
  revision,
  frozenBy: frozenName,
  frozenAt: frozenAt.toISOString(),
});

/** The frozen versions of a document, the latest first, and what stands in the way of the next. Refuses `document.not_found`. */
export async function listVersions(ctx: Ctx, id: string): Promise<Result<VersionsPage, Refusal>> {
  const draft = mayWithDocuments(ctx.actor, "read") ? await loadDraft(ctx.db, id) : null;
  if (!draft) return refuse({ code: "document.not_found" });
  const rows = await ctx.db.documentVersion.findMany({ where: { documentId: id }, orderBy: { number: "desc" }, select: lineSelect });
  const unread = await countUnread(ctx.db, draft, await feedsOf(ctx, draft));
  const versions = rows.map(lineOf);
  const passed = Math.max(-1, ...versions.map(({ stage }) => STAGES.indexOf(stage)));
  return ok({
    document: { id, title: draft.title, language: draft.language },
    mayWrite: mayWithDocuments(ctx.actor, "write"),
    versions,
    stages: STAGES.filter((stage, rank) => stage === "revision" || rank > passed),
    counts: countSentences(draft),
    worded: countWorded(draft),
    unread,
  });
}

/** A frozen version whole, with its evidence, for files of it. Refuses `document.not_found`. */
export async function readVersion(ctx: Ctx, id: string, number: number): Promise<Result<WholeVersion, Refusal>> {
  const row =
    mayWithDocuments(ctx.actor, "read") && isUuid(id)
      ? await ctx.db.documentVersion.findUnique({
          where: { documentId_number: { documentId: id, number } },
          include: { document: { select: { createdAt: true, cycle: { select: { code: true, names: true } } } } },
        })
      : null;
  if (!row) return refuse({ code: "document.not_found" });
  const { createdAt, cycle } = row.document;
  const content = row.content as VersionContent;
  const line = lineOf(row);
  return ok({
    ...line,
    document: id,
    begun: createdAt.toISOString(),
    symbol: versionSymbol(cycle.code, id, line),
    cycle: (cycle.names as Names)[content.language],
    hash: row.hash,
    content,
  });
}

/** A frozen version to be read, or beside another one. Refuses `document.not_found`, also for a version to compare with that is none. */
export async function getVersion(ctx: Ctx, id: string, number: number, against: number | null): Promise<Result<VersionPage, Refusal>> {
  if (!mayWithDocuments(ctx.actor, "read") || !isUuid(id)) return refuse({ code: "document.not_found" });
  const numbers = [number, ...(against === null ? [] : [against])];
  const [lines, rows] = await Promise.all([
    ctx.db.documentVersion.findMany({ where: { documentId: id }, orderBy: { number: "desc" }, select: lineSelect }),
    ctx.db.documentVersion.findMany({ where: { documentId: id, number: { in: numbers } } }),
  ]);
  const [row, other] = numbers.map((wanted) => rows.find((known) => known.number === wanted));
  if (!row || (against !== null && !other)) return refuse({ code: "document.not_found" });
  const { title, language, chapters, aside, waiver } = row.content as VersionContent;
  const shown = waiver && { gaps: waiver.gaps, reason: waiver.reason, by: waiver.by, unread: waiver.unread, bare: waiver.bare, worded: waiver.worded };
  return ok({
    document: { id, title, language },
    version: { ...lineOf(row), hash: row.hash },
    chapters: chapters.map(({ id: of, number: place, title: name, paragraphs }) => ({
      id: of,
      number: place,
      title: name,
      paragraphs: paragraphs.map(({ id: paragraph, number: own, text }) => ({ id: paragraph, number: own, text })),
    })),
    aside: aside.length,
    waiver: shown,
    others: lines.filter((line) => line.number !== number).map(lineOf),
    against: other ? { version: lineOf(other), chapters: compareVersions(other.content as VersionContent, { chapters }) } : null,
  });
}
