import type { Readable } from "node:stream";
import { PAPER_FORMATS, type PaperFormat } from "~/features/papers/model";
import { isLanguage, SOURCE_LANGUAGE } from "~/lib/languages";
import { afterPlace, isUuid, pageOf, parsePlace } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { MadeFiles } from "~/platform/files/made-files.server";
import { EXPORT_FAILURES, isOpen, stateAt, type ExportDto, type ExportPage, type ExportSource, type ExportState } from "./model";
import { mayExport } from "./policy";

const select = {
  id: true,
  source: true,
  format: true,
  language: true,
  answered: true,
  filters: true,
  state: true,
  total: true,
  made: true,
  missing: true,
  askedAt: true,
  endedAt: true,
  expiresAt: true,
  size: true,
  failure: true,
} as const;

/** Those of whoever asks: nobody sees another's, whatever their roles. */
const readRows = (ctx: UserCtx, where: object, take: number) =>
  ctx.db.export.findMany({ where: { AND: [{ userId: ctx.actor.id }, where] }, orderBy: [{ askedAt: "desc" }, { id: "desc" }], take, select });
type Row = Awaited<ReturnType<typeof readRows>>[number];

function dtoOf({ source, format, language, filters, state, askedAt, endedAt, expiresAt, size, failure, ...row }: Row, now: Date): ExportDto {
  return {
    ...row,
    source: source as ExportSource,
    format: PAPER_FORMATS.find((known): known is PaperFormat => known === format)!,
    language: isLanguage(language) ? language : SOURCE_LANGUAGE,
    filters: filters as Record<string, string>,
    state: stateAt({ state: state as ExportState, expiresAt }, now),
    askedAt: askedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    size: size === null ? null : Number(size),
    failure: EXPORT_FAILURES.find((known) => known === failure) ?? null,
  };
}

/** One's own exports, newest first. A page goes on from a place (`next`). */
export async function listExports(ctx: UserCtx, { after, limit = 25 }: { after?: string | null; limit?: number } = {}): Promise<ExportPage> {
  const rows = await readRows(ctx, afterPlace("askedAt", parsePlace(after)), limit + 1);
  const { items, next } = pageOf(rows, limit, ({ askedAt }) => askedAt);
  return { items: items.map((row) => dtoOf(row, ctx.now())), next };
}

/** One of one's own exports. Refuses `export.not_found` for everybody else's. */
export async function getExport(ctx: UserCtx, id: string): Promise<Result<ExportDto, Refusal>> {
  const [row] = isUuid(id) ? await readRows(ctx, { id }, 1) : [];
  return row ? ok(dtoOf(row, ctx.now())) : refuse({ code: "export.not_found" });
}

/** The archive of an export as a download; `size` in bytes. */
export type ExportFile = { name: string; type: string; size: number; content: Readable };

/**
 * The file of one's own export, while it is kept and as long as one may still read what is in it. Refuses
 * `export.not_found`, `export.not_ready` while it is made, `export.ended` where none was made, `export.expired`.
 */
export async function getExportFile(ctx: UserCtx, made: MadeFiles, id: string, may: { desk: boolean }): Promise<Result<ExportFile, Refusal>> {
  const found = await getExport(ctx, id);
  if (!found.ok) return found;
  const { state, source, size, askedAt, format, language } = found.value;
  if (!mayExport(ctx.actor, source, may)) return refuse({ code: "export.not_found" });
  if (isOpen(state)) return refuse({ code: "export.not_ready" });
  if (state === "expired") return refuse({ code: "export.expired" });
  const content = state === "done" ? await made.read(id) : null;
  if (!content || size === null) return refuse({ code: "export.ended" });
  return ok({ name: `reports-${askedAt.slice(0, 10)}-${format}-${language}.zip`, type: "application/zip", size, content });
}
