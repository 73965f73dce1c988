import { createHash } from "node:crypto";
import { canonicalJson } from "~/lib/json";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import {
  countSentences,
  GAPS,
  markOf,
  paragraphsOf,
  STAGES,
  type Draft,
  type Evidence,
  type FrozenAnswer,
  type FrozenChapter,
  type FrozenSentence,
  type Stage,
  type VersionContent,
} from "../model";
import { countWorded, providerOf } from "../model/wording";
import { chapterNumbers } from "../model/numbering";
import { feedsOf, readSettled } from "../queries/answers.server";
import { numbersOf } from "../queries/documents.server";
import { readEvidence } from "../queries/evidence.server";
import { loadDraft } from "../queries/load.server";
import type { FreezeInput } from "../schema";
import { keepTraces } from "./keep-traces.server";
import { withDraft } from "./lock-draft.server";
import { mailTraces } from "./trace-mail.server";

type Settled = FrozenAnswer & { standing: string; reason: string };
const frozenAnswer = ({ submission, question, row, symbol, hash }: Settled): FrozenAnswer => ({ submission, question, row, symbol, hash });

/** Answers by the symbol of their version: a cycle has a hundred thousand. */
function bySymbol(answers: readonly Settled[]): Record<string, string[]> {
  const listed: Record<string, string[]> = {};
  for (const { symbol, question, row } of answers) (listed[symbol] ??= []).push([question, row].filter(Boolean).join("/"));
  return listed;
}

/** The text of a document with its numbers and what each sentence rests on. Chapters nobody has written in are left out. */
function frozenChapters(draft: Draft, numbers: ReadonlyMap<string, string>, evidence: ReadonlyMap<string, Evidence>): FrozenChapter[] {
  const places = chapterNumbers(draft.chapters);
  const chapters = draft.chapters.filter(({ paragraphs }) => paragraphs.length > 0);
  return chapters.map(({ id, source, title, paragraphs }) => ({
    id,
    source,
    title,
    number: places.get(id)!,
    paragraphs: paragraphs.map((paragraph) => ({
      id: paragraph.id,
      number: numbers.get(paragraph.id)!,
      text: paragraph.text,
      sentences: paragraph.sentences.map((text, at): FrozenSentence => ({
        text,
        mark: markOf(paragraph, at),
        ...wordedBy(draft, text),
        evidence: paragraph.ties.flatMap((tie) => {
          const found = tie.at === at && tie.current ? evidence.get(tie.id) : undefined;
          if (!found) return [];
          const { tie: _, current: __, ...excerpt } = found;
          return [excerpt];
        }),
      })),
    })),
  }));
}

function wordedBy({ wordings }: Draft, text: string): Pick<FrozenSentence, "worded"> {
  const worded = providerOf(wordings, text);
  return worded === "" ? {} : { worded };
}

/** Which revision a version of a stage is; null where a later stage, or this one where it comes once, has been frozen. */
async function revisionOf(tx: Tx, documentId: string, stage: Stage): Promise<{ number: number; revision: number } | null> {
  const earlier = await tx.documentVersion.findMany({ where: { documentId }, select: { number: true, stage: true, revision: true } });
  const rank = STAGES.indexOf(stage);
  const passed = earlier.some((version) => STAGES.indexOf(version.stage as Stage) > rank || (version.stage === stage && stage !== "revision"));
  if (passed) return null;
  return { number: earlier.length + 1, revision: stage === "revision" ? Math.max(0, ...earlier.map((version) => version.revision)) + 1 : 0 };
}

/**
 * Freezes a document as a version that never changes: its text, numbers, evidence and what was set aside, with a hash.
 * Refuses `document.not_found`, `document.stage_passed`, `document.empty`, and `document.answers_unread`,
 * `document.sentences_bare` and `document.sentences_worded` where these are not waived by name; what is waived stands in the
 * version with the reason and who waived it. Its paragraphs keep their numbers from then on, and the parties whose answers it
 * cites or sets aside are written to. Audit event.
 */
export async function freezeVersion(ctx: UserCtx, id: string, { stage, waive, reason }: FreezeInput): Promise<Result<{ number: number }, Refusal>> {
  const seen = await loadDraft(ctx.db, id);
  const feeds = seen ? await feedsOf(ctx, seen) : [];
  return withDraft(ctx, id, async (tx, draft) => {
    const place = await revisionOf(tx, id, stage);
    if (!place) return refuse({ code: "document.stage_passed" });
    const paragraphs = paragraphsOf(draft);
    if (paragraphs.length === 0) return refuse({ code: "document.empty" });
    const settled = await readSettled(tx, draft, feeds);
    const unread = settled.filter(({ standing }) => standing === "unread");
    const { neither: bare } = countSentences(draft);
    if (unread.length > 0 && !waive.includes("unread")) return refuse({ code: "document.answers_unread", params: { count: unread.length } });
    if (bare > 0 && !waive.includes("bare")) return refuse({ code: "document.sentences_bare", params: { count: bare } });
    const worded = countWorded(draft);
    if (worded > 0 && !waive.includes("worded")) return refuse({ code: "document.sentences_worded", params: { count: worded } });
    const counts = { unread: unread.length, bare, worded };
    const gaps = GAPS.filter((gap) => counts[gap] > 0);
    const numbers = numbersOf(draft);
    const evidence = await readEvidence(
      tx,
      paragraphs.flatMap(({ ties }) => ties.filter(({ at }) => at !== null)),
      draft.language,
    );
    const ofOthers = worded > 0 ? { worded } : {};
    const content: VersionContent = {
      title: draft.title,
      language: draft.language,
      chapters: frozenChapters(draft, numbers, evidence),
      aside: settled.filter(({ standing }) => standing === "aside").map((answer) => ({ ...frozenAnswer(answer), reason: answer.reason })),
      waiver: gaps.length === 0 ? null : { gaps, reason, by: ctx.actor.name, unread: unread.length, answers: bySymbol(unread), bare, ...ofOthers },
    };
    const hash = createHash("sha256").update(canonicalJson(content)).digest("hex");
    const by = { frozenById: ctx.actor.id, frozenName: ctx.actor.name, frozenAt: ctx.now() };
    const version = await tx.documentVersion.create({ data: { documentId: id, ...place, stage, content, hash, ...by }, select: { id: true } });
    await keepTraces(tx, { ...version, content });
    await runSql(
      tx,
      sql`update document_paragraph d set number = given.number
          from jsonb_to_recordset(${JSON.stringify([...numbers].map(([of, number]) => ({ id: of, number })))}::jsonb) as given (id uuid, number text) where d.id = given.id`,
    );
    const letters = await mailTraces(tx, ctx, { stage, revision: place.revision }, content);
    const data = { ...place, stage, hash, letters, gaps, ...(gaps.length > 0 && { reason }), unread: unread.length, bare, ...ofOthers };
    await recordEvent(tx, ctx, { type: "document.frozen", subject: `document:${id}`, data });
    return ok({ number: place.number });
  });
}
