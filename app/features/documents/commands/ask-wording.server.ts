import { z } from "zod";
import { partsIn } from "~/features/compilations/queries/entries.server";
import { readReference } from "~/features/reference/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { serverI18n } from "~/platform/i18n/i18n.server";
import type { WordingDoor } from "~/platform/wording/door.server";
import type { Chapter, Draft } from "../model";
import type { LaidParagraph } from "../model/layout";
import { QUANTITIES } from "../model/quantities";
import { ASKED_IN_AN_HOUR, holdWording, MOST_QUOTES, sentencesToWord, type KeptWords } from "../model/wording";
import { mayWithDocuments } from "../policy";
import { missingIn, readLayout } from "../queries/layout.server";
import { loadDraft } from "../queries/load.server";
import { readOpenQuotes } from "../queries/wording.server";
import { withDraft } from "./lock-draft.server";

const HOUR_MS = 60 * 60_000;
const answerSchema = z.object({ sentences: z.array(z.object({ id: z.string(), text: z.string() })) });

/**
 * Asks whoever stands behind the door to word a rehearsed text anew, and keeps what they say beside it; the document is not
 * changed. Only sentences of the text and quotations everybody can read go out. Refuses `document.not_found`, also where
 * nobody stands there, `document.coding_blind`, `document.changed` where the text is not what was seen or has nothing to
 * word, `document.wording_too_often`, and `document.wording_silent`, `_refused` or `_unreadable` for an answer that is none.
 * Audit events: what was asked, before it goes out, and what was taken of the answer. No transaction is open while it waits.
 */
export async function askWording(
  ctx: UserCtx,
  door: WordingDoor | null,
  document: string,
  { chapter, digest }: { chapter: string; digest: string },
): Promise<Result<{ taken: number }, Refusal>> {
  const draft = door && mayWithDocuments(ctx.actor, "write") ? await loadDraft(ctx.db, document) : null;
  const source = draft?.chapters.find(({ id, source: fed }) => id === chapter && fed !== "");
  if (!door || !draft || !source) return refuse({ code: "document.not_found" });
  const laid = await readLayout(ctx, draft, source);
  if (!laid) return refuse({ code: "document.coding_blind" });
  const missing = missingIn(draft, laid);
  const sentences = sentencesToWord(missing.paragraphs);
  if (missing.digest !== digest || sentences.length === 0) return refuse({ code: "document.changed" });
  const request = await requestOf(ctx, draft, source, missing.paragraphs);
  const facts = { chapter, digest, provider: door.name, sentences: sentences.length };
  const begun = await begin(ctx, document, { ...facts, quotes: request.sentences.reduce((sum, { quotes }) => sum + quotes.length, 0) });
  if (!begun.ok) return begun;
  const answer = await door.ask(request);
  if (!answer.ok) return refuse({ code: `document.wording_${answer.error}` });
  const offered = offeredIn(answer.value, sentences);
  if (!offered) return refuse({ code: "document.wording_unreadable" });
  const held = holdWording(missing.paragraphs, offered, draft.language, await keptWords(ctx, draft));
  const taken = held.filter(({ why }) => why === null).length;
  return ctx.db.$transaction(async (tx) => {
    await tx.documentWording.update({ where: { id: begun.value.id }, data: { sentences: held, answeredAt: ctx.now() } });
    await recordEvent(tx, ctx, { type: "document.wording_answered", subject: `document:${document}`, data: { ...facts, taken } });
    return ok({ taken });
  });
}

type Asked = { chapter: string; digest: string; provider: string; sentences: number; quotes: number };

/** Writes down that somebody is asked, if that has not been done too often. */
const begin = (ctx: UserCtx, document: string, asked: Asked): Promise<Result<{ id: string }, Refusal>> =>
  withDraft(ctx, document, async (tx) => {
    // The limit is of all documents together: who asks of another one counts, too.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('document_wording'))`;
    const lately = await tx.documentWording.count({ where: { askedAt: { gt: new Date(ctx.now().getTime() - HOUR_MS) } } });
    if (lately >= ASKED_IN_AN_HOUR) return refuse({ code: "document.wording_too_often", params: { count: ASKED_IN_AN_HOUR } });
    const { chapter: chapterId, digest, provider } = asked;
    const made = await tx.documentWording.create({
      data: { documentId: document, chapterId, digest, provider, askedById: ctx.actor.id, askedAt: ctx.now() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "document.wording_asked", subject: `document:${document}`, data: asked });
    return ok(made);
  });

const idOf = (index: number): string => `s${index + 1}`;

/** What goes out: version 1 of the portal's own form (docs/decisions/0042). */
async function requestOf(ctx: UserCtx, { language }: Draft, { title }: Chapter, paragraphs: readonly LaidParagraph[]) {
  const laid = paragraphs.flatMap(({ sentences }) => sentences);
  const excerptsOf = (text: string) => laid.find((sentence) => sentence.text === text)?.excerpts ?? [];
  const asked = sentencesToWord(paragraphs).map((text, index) => ({ id: idOf(index), text, excerpts: excerptsOf(text) }));
  const open = await readOpenQuotes(
    ctx,
    asked.flatMap(({ excerpts }) => excerpts),
  );
  const sentences = asked.map(({ id, text, excerpts }) => ({
    id,
    text,
    quotes: excerpts
      .flatMap((excerpt) => open.get(excerpt) ?? [])
      .slice(0, MOST_QUOTES)
      .map(({ text: quote, language: said, kind }) => ({ text: quote, language: said, kind })),
  }));
  return { version: 1, language, chapter: title, sentences };
}

/** What was offered for which sentence; null for an answer of another form, and for one that names a sentence twice or one that was not asked for. */
function offeredIn(answer: unknown, asked: readonly string[]): Map<string, string> | null {
  const read = answerSchema.safeParse(answer);
  if (!read.success) return null;
  const known = new Map(asked.map((text, index) => [idOf(index), text]));
  const offered = new Map(read.data.sentences.flatMap(({ id, text }): [string, string][] => (known.has(id) ? [[known.get(id)!, text]] : [])));
  return offered.size === read.data.sentences.length ? offered : null;
}

/** Words for numbers in the language of a document, and the kinds of parties as its texts name them. */
async function keptWords({ db }: UserCtx, { language }: Draft): Promise<KeptWords> {
  const t = serverI18n(language).getFixedT(language, "synthesis");
  const kinds = partsIn("kind", await readReference(db), language);
  return { counts: QUANTITIES.map(({ word }) => t(`word.${word}`)), names: kinds.flatMap(({ key, label }) => (key === "" ? [] : [label])) };
}
