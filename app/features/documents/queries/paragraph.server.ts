import { randomUUID } from "node:crypto";
import type { AskedCompilation } from "~/features/compilations/model/address";
import { getCompilation } from "~/features/compilations/queries/compilation.server";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { listHistory } from "~/features/saves/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { sentenceTexts } from "~/lib/sentences";
import type { Ctx } from "~/platform/context.server";
import { markOf, nextBare, orphansOf, paragraphsOf, scopeOf, type Draft, type Paragraph } from "../model";
import type { ParagraphPage, SourcesPage } from "../model/pages";
import { providerOf } from "../model/wording";
import { mayWithDocuments } from "../policy";
import { numbersOf } from "./documents.server";
import { groupQuotes, readEvidence } from "./evidence.server";
import { loadDraft } from "./load.server";

/** Texts of a paragraph its page shows; all are kept. */
const SHOWN_TEXTS = 20;

type Found = { draft: Draft; paragraph: Paragraph };
async function findParagraph(ctx: Ctx, document: string, id: string): Promise<Found | null> {
  const draft = mayWithDocuments(ctx.actor, "read") ? await loadDraft(ctx.db, document) : null;
  const paragraph = draft && paragraphsOf(draft).find((known) => known.id === id);
  return draft && paragraph ? { draft, paragraph } : null;
}

/**
 * A paragraph with its sentences, its history and, of one sentence, the quotations it rests on by group. Refuses
 * `document.not_found`, also for a paragraph that was deleted.
 */
export async function getParagraph(ctx: Ctx, document: string, id: string, asked: number | null): Promise<Result<ParagraphPage, Refusal>> {
  const found = await findParagraph(ctx, document, id);
  if (!found) return refuse({ code: "document.not_found" });
  const { draft, paragraph } = found;
  const chapter = draft.chapters.find(({ paragraphs }) => paragraphs.includes(paragraph))!;
  const orphans = orphansOf(draft);
  const at = asked !== null && asked < paragraph.sentences.length ? asked : null;
  const [evidence, saves] = await Promise.all([
    readEvidence(ctx.db, [...paragraph.ties, ...orphans], ctx.language),
    listHistory(ctx, scopeOf(document), id, { limit: SHOWN_TEXTS }),
  ]);
  const quotes = paragraph.ties.flatMap((tie) => {
    const excerpt = at !== null && tie.at === at ? evidence.get(tie.id) : undefined;
    return excerpt ? [{ ...excerpt, tied: tie.tied }] : [];
  });
  const groups = await groupQuotes(ctx, quotes);
  const numbers = numbersOf(draft);
  const following = chapter.paragraphs[chapter.paragraphs.indexOf(paragraph) + 1];
  return ok({
    document: { id: document, title: draft.title, language: draft.language },
    mayWrite: mayWithDocuments(ctx.actor, "write"),
    id,
    number: numbers.get(id)!,
    text: paragraph.text,
    revision: paragraph.revision,
    agreed: paragraph.agreed,
    opId: randomUUID(),
    sentences: paragraph.sentences.map((text, place) => ({
      text,
      mark: markOf(paragraph, place),
      provider: providerOf(draft.wordings, text),
      quotes: paragraph.ties.filter((tie) => tie.at === place && tie.kind === "evidence").length,
    })),
    chosen:
      at === null
        ? null
        : {
            at,
            text: paragraph.sentences[at]!,
            mark: markOf(paragraph, at),
            editorial: paragraph.ties.find((tie) => tie.at === at && tie.kind === "editorial")?.id ?? null,
            groups,
          },
    chapter: { title: chapter.title, hasSources: chapter.source !== "" },
    places: draft.chapters.map(({ id: of, title, paragraphs }) => ({
      chapter: of,
      title,
      paragraphs: paragraphs.flatMap(({ id: other }) => (other === id ? [] : [{ id: other, number: numbers.get(other)! }])),
    })),
    following: following ? { id: following.id, number: numbers.get(following.id)!, revision: following.revision } : null,
    next: nextBare(draft, { paragraph: id, at: at ?? -1 }),
    orphans: orphans.map(({ id: tie, sentence, quote }) => ({ id: tie, sentence, quote, symbol: evidence.get(tie)?.symbol ?? "" })),
    history: saves.map(({ id: save, revision, value, author, savedAt }) => ({ id: save, revision, text: String(value), author, savedAt })),
  });
}

/**
 * What a sentence of a chapter can be tied to: the questions its chapter is written from and, of one of them, a screen of
 * its answers with their sentences. Refuses `document.not_found`, and for a question none answers `compilation.not_found`.
 */
export async function listSources(
  ctx: Ctx,
  document: string,
  id: string,
  { at, asked, after }: { at: number; asked: AskedCompilation | null; after: string | null },
): Promise<Result<SourcesPage, Refusal>> {
  const found = await findParagraph(ctx, document, id);
  const text = found?.paragraph.sentences[at];
  if (!found || text === undefined) return refuse({ code: "document.not_found" });
  const { draft, paragraph } = found;
  const source = draft.chapters.find(({ paragraphs }) => paragraphs.includes(paragraph))!.source;
  const chapter = source === "" ? undefined : (await listChapters(ctx, draft.cycle)).find(({ key }) => key === source);
  const compiled = asked ? await getCompilation(ctx, { ...asked, filters: { ...asked.filters, cycle: draft.cycle } }, after) : null;
  if (compiled && !compiled.ok) return compiled;
  return ok({
    document: { id: document, title: draft.title, language: draft.language },
    mayWrite: mayWithDocuments(ctx.actor, "write"),
    paragraph: { id, number: numbersOf(draft).get(id)! },
    sentence: { at, text },
    questions: (chapter?.sources ?? []).flatMap(({ template, title, row, questions }) =>
      questions.map(({ code, label, count }) => ({ template, title, question: code, row, line: row ? "" : chapter!.code, label, count })),
    ),
    answers: compiled && {
      question: compiled.value.question,
      label: compiled.value.label,
      texts: compiled.value.texts,
      count: compiled.value.count,
      next: compiled.value.next,
      items: compiled.value.items.map((item) => ({
        ...item,
        sentences: typeof item.value === "string" && !item.confidential ? sentenceTexts(item.value, item.language) : [],
      })),
    },
  });
}
