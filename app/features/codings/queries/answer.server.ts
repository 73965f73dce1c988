import { writeCompilation, type AskedCompilation } from "~/features/compilations/model/address";
import { arranged, placeOf } from "~/features/compilations/model/arrange";
import { findEntries } from "~/features/compilations/queries/entries.server";
import { isCompilable } from "~/features/compilations/queries/questions.server";
import { isInput } from "~/features/compilations/queries/standing.server";
import { findBegunCycle } from "~/features/cycles/queries.server";
import { namesOfSet, readReference } from "~/features/reference/queries.server";
import { findQuestion } from "~/features/templates/model/visibility";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import type { Question } from "~/features/templates/schema";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { textPlaces, type PlaceTexts, type TextPlace } from "~/features/translations/model";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql, type Sql } from "~/platform/db/client.server";
import type { CodingPage, MarkLine, SuggestionLine, TextLine } from "../model";
import { standingOf } from "../model/codes";
import { piecesOf } from "../model/pieces";
import { isAbout, sentencesOf } from "~/lib/sentences";
import { suggester } from "../model/suggest";
import { isCodable } from "../model/texts";
import { holdsCoding } from "../policy";
import { linesOf, nameOf, readCodes } from "./codebook.server";
import { readSight } from "./sight.server";

/** A signed answer that is input, with its texts and what it is counted under. */
export type CodableAnswer = {
  hash: string;
  submission: string;
  symbol: string;
  template: string;
  question: string;
  row: string;
  party: string;
  name: string;
  language: Language;
  confidential: boolean;
  kind: string;
  category: string | null;
  un: string | null;
  itu: string | null;
  groups: string[];
  texts: TextPlace[];
};

/** The latest answers of a cycle under a condition on `submitted_answer a`, but for those that can never be compiled: contacts. `labels`: what their fields are called. */
export async function readCodable(ctx: Ctx, cycle: string, condition: Sql, labels: PlaceTexts = {}): Promise<CodableAnswer[]> {
  const [rows, reference] = await Promise.all([
    runSql<Omit<CodableAnswer, "texts"> & { version: string; value: AnswerValue }>(
      ctx.db,
      sql`select a.hash, s.id as submission, s.symbol, s.template, a.question, a."row", p.code as party, p.names ->> ${ctx.language} as name, a.language,
            a.confidential, p.kind, s.category, s.un_group as un, s.itu_region as itu, s.groups, r.template_version_id as version, a.value
          from submitted_answer a join submission s on s.id = a.submission_id
          join report r on r.id = s.report_id join party p on p.id = r.party_id
          where s.cycle_code = ${cycle} and ${isInput} and ${condition} order by s.id, a.position`,
    ),
    readReference(ctx.db),
  ]);
  const found = rows.map(async ({ version, value, ...row }): Promise<CodableAnswer | null> => {
    const { definition } = await getTemplateVersion(ctx.db, version);
    const question: FormQuestion | null = findQuestion(definition, row.question, row.row, templateReferences(reference));
    return question && isCompilable(question as Question) && isCodable(question) ? { ...row, texts: textPlaces(question, value, labels) } : null;
  });
  return (await Promise.all(found)).filter((answer) => answer !== null);
}

/** The answer a mark is to be put on, with its cycle; null where there is none now. */
export async function findCodable(ctx: Ctx, hash: string): Promise<{ answer: CodableAnswer; cycleId: string } | null> {
  const cycle = holdsCoding(ctx.actor, "read") ? await findBegunCycle(ctx) : null;
  const [answer] = cycle ? await readCodable(ctx, cycle.code, sql`a.hash = ${hash}`) : [];
  return cycle && answer ? { answer, cycleId: cycle.id } : null;
}

/** The address of an answer: its compilation, and where in it. */
export const askedOf = ({ template, question, submission, row }: Pick<CodableAnswer, "template" | "question" | "submission" | "row">) => ({
  ...writeCompilation({ template, question }),
  at: placeOf({ submission, row }),
});

/** Newest marks that suggestions are made from. */
const MOST_CODED = 2_000;
/** More suggestions for one answer would hide it. */
const MOST_SUGGESTED = 12;

/**
 * One answer of a compilation to be coded, the first unless one is asked for: its texts sentence by sentence, the marks its
 * reader may see, and what its sentences resemble. Refuses `coding.not_found`: no such question, none that is written in
 * sentences, nobody has answered it, and to those who do not read at the desk.
 */
export async function getCodingPage(ctx: Ctx, asked: AskedCompilation, at: string | null): Promise<Result<CodingPage, Refusal>> {
  const found = holdsCoding(ctx.actor, "read") ? await findEntries(ctx, asked) : null;
  const cycle = await findBegunCycle(ctx);
  // Coding goes on in one cycle: answers of another are read, not coded.
  if (!found || !cycle || found.cycle.id !== cycle.id) return refuse({ code: "coding.not_found" });
  const entries = arranged(found.entries, found.parts, ctx.language);
  const index = at === null ? 0 : entries.findIndex((entry) => placeOf(entry) === at);
  const entry = entries[index];
  const [answer] = entry
    ? await readCodable(
        ctx,
        cycle.code,
        sql`a.submission_id = ${entry.submission}::uuid and a.question = ${found.head.question} and a."row" = ${entry.row}`,
        found.head.texts,
      )
    : [];
  if (!entry || !answer) return refuse({ code: "coding.not_found" });
  const { hash, texts, language } = answer;
  const [codes, stored, coded, done, sight] = await Promise.all([
    readCodes(ctx.db, cycle.id),
    ctx.db.codeMark.findMany({ where: { hash, removedAt: null }, orderBy: [{ place: "asc" }, { start: "asc" }, { id: "asc" }] }),
    ctx.db.codeMark.findMany({ where: { hash: { not: hash }, removedAt: null, code: { cycleId: cycle.id } }, orderBy: { id: "desc" }, take: MOST_CODED }),
    ctx.db.codingDone.findMany({ where: { hash }, orderBy: { at: "asc" } }),
    readSight(ctx, cycle.id),
  ]);
  const standing = standingOf(codes);
  const name = nameOf(codes, ctx.language);
  const own = done.find(({ coderId }) => coderId === ctx.actor?.id);
  const resembled = new Map(coded.filter(sight.sees).map(({ id, quote }) => [id, quote]));
  const marks = stored.filter(sight.sees).map((mark, position): MarkLine & { coderId: string } => ({
    id: mark.id,
    number: position + 1,
    place: mark.place,
    start: mark.start,
    end: mark.end,
    quote: mark.quote,
    code: name(standing(mark.movedToId ?? mark.codeId)),
    coder: mark.coderName,
    coderId: mark.coderId,
    own: mark.coderId === ctx.actor?.id,
    resembles: mark.resemblesId && (resembled.get(mark.resemblesId) ?? null),
  }));
  const lines = texts.map(({ place, label, text }): TextLine => {
    const here = marks.filter((mark) => mark.place === place);
    return {
      place,
      label,
      text,
      sentences: sentencesOf(text, language).map((sentence) => ({ ...sentence, pieces: piecesOf(text, sentence, here) })),
    };
  });
  const mayCode = holdsCoding(ctx.actor, "code") && !own;
  const offered = new Set(codes.filter(({ retired, mergedIntoId }) => !retired && mergedIntoId === null).map(({ id }) => id));
  const suggest = suggester(
    coded
      .filter(sight.sees)
      .map(({ id, quote, codeId, movedToId }) => ({ mark: id, code: standing(movedToId ?? codeId), text: quote }))
      .filter(({ code }) => offered.has(code)),
  );
  const suggestions = !mayCode
    ? []
    : lines.flatMap(({ place, text, sentences }) =>
        sentences.flatMap(({ start, end }): SuggestionLine[] => {
          const quote = text.slice(start, end);
          const has = (code: string): boolean =>
            marks.some((mark) => mark.own && mark.place === place && mark.code.id === code && isAbout(mark, { start, end }));
          return suggest(quote)
            .filter(({ code }) => !has(code))
            .map(({ code, mark, text: resembles }) => ({ place, start, end, quote, code: name(code), mark, resembles }));
        }),
      );
  const names = namesOfSet(found.reference, "action-lines", ctx.language);
  return ok({
    question: found.head.question,
    label: found.head.label,
    submission: answer.submission,
    row: answer.row,
    rowName: names[answer.row] ?? answer.row,
    symbol: answer.symbol,
    party: answer.name,
    language,
    confidential: answer.confidential,
    hash,
    number: index + 1,
    count: entries.length,
    previous: index > 0 ? placeOf(entries[index - 1]!) : null,
    following: index + 1 < entries.length ? placeOf(entries[index + 1]!) : null,
    texts: lines,
    marks: marks.map(({ coderId: _, ...mark }) => mark),
    codes: linesOf(codes, ctx.language).filter(({ id }) => offered.has(id)),
    suggestions: suggestions.slice(0, MOST_SUGGESTED),
    done: own ? (own.coded ? "coded" : "passed") : null,
    doneBy: done.filter(({ coded: whole }) => whole).map(({ coderName }) => coderName),
    mayCode,
    open: sight.open,
  });
}
