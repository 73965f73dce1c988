import { createHash } from "node:crypto";
import { partsIn } from "~/features/compilations/queries/entries.server";
import { CHAPTERS } from "~/features/compilations/model/chapters";
import { standingOf } from "~/features/codings/model/codes";
import { standingMarks } from "~/features/codings/model/units";
import { readCodable, type CodableAnswer } from "~/features/codings/queries/answer.server";
import { linesOf } from "~/features/codings/queries/codebook.server";
import { CODED, findCoded } from "~/features/codings/queries/coded.server";
import { readSight } from "~/features/codings/queries/sight.server";
import { publicAt } from "~/features/publication/policy";
import { readReference } from "~/features/reference/queries.server";
import { canonicalJson } from "~/lib/json";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { sql, type Sql } from "~/platform/db/client.server";
import { serverI18n, translator } from "~/platform/i18n/i18n.server";
import { paragraphsOf, type Chapter, type Draft } from "../model";
import { layOut, type Excerpt, type LaidParagraph, type MarkedAnswer, type Proposal, type Say } from "../model/layout";
import { chapterNumbers } from "../model/numbering";
import type { LayoutPage } from "../model/pages";
import { inOwnWords, sentencesToWord } from "../model/wording";
import { mayWithDocuments } from "../policy";
import { feedsOf, type Feed } from "./answers.server";
import { loadDraft } from "./load.server";
import { readWording, type Named } from "./wording.server";

/** Templates' questions that ask for proposals: those of the chapter of proposals. */
const PROPOSES = CHAPTERS.find(({ key }) => key === "proposals")!.sources;
/** Of a proposal, the words it would put into the text; where it puts none, what it is about. */
const PROPOSED = ["text", "topic"];

/**
 * What a chapter would be laid out from what was coded in the answers that feed it, all of it. Null while coders of the
 * cycle are blind to each other: the text would show them. What States say of all lines at once, a row of a matrix each, is
 * left to its figures: a mark in it does not say of which line it is. Takes a document its callers found.
 */
export async function readLayout(ctx: Ctx, draft: Draft, chapter: Chapter): Promise<LaidParagraph[] | null> {
  const own: Ctx = { ...ctx, language: draft.language };
  const feeds = (await feedsOf(own, draft)).filter((feed) => feed.chapter === chapter.id && feed.item === null);
  const coded = await findCoded(own, sql`${CODED.through} and ${answersTo(feeds)}`, draft.cycle);
  if (!coded || !(await readSight(own, coded.cycle.id)).open) return null;
  const proposing = Object.entries(PROPOSES).flatMap(([template, questions]) =>
    feeds.filter((feed) => feed.template === template && questions.some((named) => feed.question.startsWith(named))),
  );
  const written = proposing.length > 0 ? await readCodable(own, draft.cycle, answersTo(proposing)) : [];
  const [marked, proposed] = await Promise.all([fedBy(own, feeds, coded.answers), fedBy(own, proposing, written)]);
  const [reference, open] = await Promise.all([readReference(ctx.db), readOpen(ctx, [...marked, ...proposed])]);
  const kinds = partsIn("kind", reference, draft.language).filter(({ key }) => key !== "");
  const voiceOf = ({ party, name, kind, category, un, submission }: CodableAnswer) => ({
    party,
    name,
    kind: kind === "organisation" ? (category ?? "") : kind,
    region: un ?? "",
    open: open.has(submission),
  });
  const standing = standingOf(coded.codes);
  const material = {
    language: draft.language,
    kinds,
    between: translator(draft.language)("common:list.names"),
    codes: linesOf(coded.codes, draft.language).map(({ id, name, parentId }) => ({ id, name, parent: parentId && standing(parentId) })),
    answers: marked.map((answer): MarkedAnswer => ({
      ...voiceOf(answer),
      asked: [answer.template, answer.question, answer.row].join(" "),
      marks: standingMarks(answer.coded).map((mark) => ({ code: mark.code, excerpt: excerptOf(answer, mark) })),
    })),
    proposals: proposed.flatMap((answer): Proposal[] => proposedIn(answer).map((excerpt) => ({ ...voiceOf(answer), language: answer.language, excerpt }))),
  };
  const t = serverI18n(draft.language).getFixedT(draft.language, "synthesis");
  const say: Say = (key, facts) => t(key, { ...facts });
  return layOut(material, say);
}

/** Answers to the questions of some feeds that can be cited, and some more. */
const answersTo = (feeds: readonly Feed[]): Sql =>
  sql`a.question = any(${feeds.map(({ question }) => question)}) and s.template = any(${feeds.map(({ template }) => template)}) and not a.confidential`;

const excerptOf = (
  { submission, question, row, hash }: CodableAnswer,
  { place, start, end, quote }: Pick<Excerpt, "place" | "start" | "end" | "quote">,
): Excerpt => ({ submission, question, row, hash, place, start, end, quote });

/** What an answer to a question for proposals would put into the text, a row of its table each. */
function proposedIn(answer: CodableAnswer): Excerpt[] {
  const rowOf = (place: string): string => place.slice(0, place.lastIndexOf("."));
  const rows = [...new Set(answer.texts.map(({ place }) => rowOf(place)))];
  return rows.flatMap((row) => {
    const found = PROPOSED.map((field) => answer.texts.find(({ place }) => place === `${row}.${field}`)).find((text) => text !== undefined);
    return found ? [excerptOf(answer, { place: found.place, start: 0, end: found.text.length, quote: found.text })] : [];
  });
}

/** The answers that feed a chapter, of those to its questions. */
async function fedBy<A extends CodableAnswer>({ db }: Ctx, feeds: readonly Feed[], answers: readonly A[]): Promise<A[]> {
  const versions = await db.submission.findMany({
    where: { id: { in: [...new Set(answers.map(({ submission }) => submission))] } },
    select: { id: true, line: true },
  });
  const lines = new Map(versions.map(({ id, line }) => [id, line]));
  return answers.filter(({ submission, template, question, row }) =>
    feeds.some(
      (feed) =>
        feed.template === template &&
        feed.question === question &&
        (feed.row === null || feed.row === row) &&
        (feed.line === null || feed.line === lines.get(submission)),
    ),
  );
}

/** Of these answers the versions the public reads. */
async function readOpen(ctx: Ctx, answers: readonly CodableAnswer[]): Promise<Set<string>> {
  const ids = [...new Set(answers.map(({ submission }) => submission))];
  const rows = await ctx.db.submission.findMany({ where: { AND: [publicAt(ctx.now()), { id: { in: ids } }] }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/**
 * What of a laid-out text does not stand in the document yet, in these words or in those it was given, with its hash: what
 * was seen is what is added.
 */
export function missingIn(draft: Draft, laid: readonly LaidParagraph[]): { paragraphs: LaidParagraph[]; digest: string } {
  const standing = new Set(paragraphsOf(draft).flatMap(({ text, sentences }) => [text, inOwnWords(draft, sentences)]));
  const paragraphs = laid.filter(({ text }) => !standing.has(text));
  return { paragraphs, digest: createHash("sha256").update(canonicalJson(paragraphs)).digest("hex") };
}

/**
 * What laying out a chapter would add to a document; `door`: who may be asked to word it anew. Refuses
 * `document.not_found`, also for a chapter that no answer feeds.
 */
export async function getLayout(ctx: Ctx, id: string, asked: string, door: Named | null): Promise<Result<LayoutPage, Refusal>> {
  const draft = mayWithDocuments(ctx.actor, "read") ? await loadDraft(ctx.db, id) : null;
  const chapter = draft?.chapters.find((known) => known.id === asked && known.source !== "");
  if (!draft || !chapter) return refuse({ code: "document.not_found" });
  const laid = await readLayout(ctx, draft, chapter);
  const { paragraphs, digest } = missingIn(draft, laid ?? []);
  return ok({
    document: { id, title: draft.title, language: draft.language },
    chapter: { id: asked, number: chapterNumbers(draft.chapters).get(asked)!, title: chapter.title },
    mayWrite: mayWithDocuments(ctx.actor, "write"),
    blind: laid === null,
    paragraphs,
    stands: (laid ?? []).length - paragraphs.length,
    digest,
    wording: door && (await readWording(ctx.db, { document: id, chapter: asked, digest }, door, sentencesToWord(paragraphs).length)),
  });
}
