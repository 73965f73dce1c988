import { findBegunCycle } from "~/features/cycles/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { chapterNumbers, paragraphNumbers } from "../model/numbering";
import { countSentences, markOf, nextBare, orphansOf, paragraphsOf, type Draft } from "../model";
import { countWorded, providerOf } from "../model/wording";
import type { DocumentLine, DocumentPage } from "../model/pages";
import { mayWithDocuments } from "../policy";
import { loadDraft } from "./load.server";

/** The documents of the latest cycle by title, and after them those of earlier ones; in a cycle that has closed consolidating goes on. Empty to those who may not read. */
export async function listDocuments(ctx: Ctx): Promise<{ documents: DocumentLine[]; mayWrite: boolean; hasCycle: boolean }> {
  const mayWrite = mayWithDocuments(ctx.actor, "write");
  const cycle = await findBegunCycle(ctx);
  if (!mayWithDocuments(ctx.actor, "read")) return { documents: [], mayWrite, hasCycle: cycle !== null };
  const rows = await ctx.db.document.findMany({
    orderBy: [{ cycle: { position: "desc" } }, { title: "asc" }, { id: "asc" }],
    include: { createdBy: { select: { name: true } }, _count: { select: { versions: true } } },
  });
  const documents = rows.map(({ id, title, language, createdBy, createdAt, _count }) => ({
    id,
    title,
    language: language as Language,
    createdBy: createdBy.name,
    createdAt: createdAt.toISOString(),
    versions: _count.versions,
  }));
  return { documents, mayWrite, hasCycle: cycle !== null };
}

/** The number each paragraph has now, by its id. */
export function numbersOf(draft: Draft): Map<string, string> {
  const paragraphs = paragraphsOf(draft);
  const numbers = paragraphNumbers(
    paragraphs.map(({ frozen }) => frozen),
    draft.gone,
  );
  return new Map(paragraphs.map(({ id }, index) => [id, numbers[index]!]));
}

/** A document whole, as it stands, with what its sentences rest on. Refuses `document.not_found`. */
export async function getDocument(ctx: Ctx, id: string): Promise<Result<DocumentPage, Refusal>> {
  const draft = mayWithDocuments(ctx.actor, "read") ? await loadDraft(ctx.db, id) : null;
  if (!draft) return refuse({ code: "document.not_found" });
  const [places, numbers] = [chapterNumbers(draft.chapters), numbersOf(draft)];
  return ok({
    id,
    title: draft.title,
    language: draft.language,
    mayWrite: mayWithDocuments(ctx.actor, "write"),
    counts: countSentences(draft),
    worded: countWorded(draft),
    next: nextBare(draft, null),
    chapters: draft.chapters.map(({ paragraphs, ...chapter }) => ({
      ...chapter,
      number: places.get(chapter.id)!,
      paragraphs: paragraphs.map((paragraph) => ({
        id: paragraph.id,
        number: numbers.get(paragraph.id)!,
        revision: paragraph.revision,
        sentences: paragraph.sentences.map((text, at) => ({ text, mark: markOf(paragraph, at), provider: providerOf(draft.wordings, text) })),
      })),
    })),
    orphans: orphansOf(draft).map(({ id: tie, sentence }) => ({ id: tie, sentence })),
  });
}
