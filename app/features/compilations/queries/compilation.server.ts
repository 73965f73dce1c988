import { compareNames } from "~/features/reference/model";
import { namesOfSet, unitName } from "~/features/reference/queries.server";
import { findQuestion } from "~/features/templates/model/visibility";
import { isEmpty, type AnswerValue, type FormQuestion } from "~/features/templates/model/values";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { textPlaces } from "~/features/translations/model";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { countWords } from "~/lib/text";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { AskedCompilation } from "../model/address";
import { arranged, placeOf, screenOf, underEach, type Entry } from "../model/arrange";
import type { AlikeAnswers, AlikeGroup, Compilation, CompiledAnswer } from "../model";
import { groupsAlike, isLikened } from "../model/alike";
import { rowOfMatrix } from "../model/feeds";
import { findEntries, type FoundEntries, type FoundQuestion } from "./entries.server";

/** Answers of one screen. */
export const SCREEN = 25;

type SignedRow = {
  submission: string;
  row: string;
  symbol: string;
  receipt: string;
  line: string;
  unit: string;
  version: string;
  party: { code: string; names: Record<Language, string> };
  language: Language;
  confidential: boolean;
  value: AnswerValue;
  hash: string;
};

/** Words of all texts of an answer; null where it has none. */
function wordsOf(question: FormQuestion, value: AnswerValue): number | null {
  const places = textPlaces(question, value);
  return places.length === 0 ? null : places.reduce((sum, { text }) => sum + countWords(text), 0);
}

/**
 * The answers of some entries. A version holds only what applied when it was signed, so an answer can be read without the
 * others. Takes entries its callers found.
 */
export async function readAnswers(ctx: Ctx, { head, reference, item }: FoundQuestion, entries: readonly Entry[]): Promise<CompiledAnswer[]> {
  const ids = entries.map(({ submission }) => submission);
  const rows = await runSql<SignedRow>(
    ctx.db,
    sql`select s.id as submission, a."row", s.symbol, s.receipt, s.line, s.unit, r.template_version_id as version,
          jsonb_build_object('code', p.code, 'names', p.names) as party, a.language, a.confidential, a.value, a.hash
        from submission s join submitted_answer a on a.submission_id = s.id and a.question = ${head.question}
        join report r on r.id = s.report_id join party p on p.id = r.party_id where s.id = any(${ids}::uuid[])`,
  );
  const lineNames = namesOfSet(reference, "action-lines", ctx.language);
  const found = new Map(rows.map((row) => [placeOf(row), row]));
  const items = entries.map(async (entry): Promise<CompiledAnswer | null> => {
    const answer = found.get(placeOf(entry));
    if (!answer) return null;
    const { version, party, value: signed, ...row } = answer;
    const value = item === "" ? signed : rowOfMatrix(signed, item);
    const { definition } = await getTemplateVersion(ctx.db, version);
    const question = findQuestion(definition, head.question, row.row, templateReferences(reference));
    if (!question || isEmpty(question, value)) return null;
    return {
      ...row,
      party: { code: party.code, name: party.names[ctx.language] },
      part: entry.part,
      unitName: unitName(reference, party.code, row.unit, ctx.language),
      rowName: lineNames[row.row] ?? row.row,
      question,
      value,
      words: wordsOf(question, value),
    };
  });
  return (await Promise.all(items)).filter((item) => item !== null);
}

/**
 * One screen of all answers to a question, each in its own language, of the latest version of every report. Refuses `compilation.not_found`: no such question, or one whose answers stand nowhere but
 * in their report; and for every question to those who do not read at the desk.
 */
export async function getCompilation(ctx: Ctx, asked: AskedCompilation, after: string | null): Promise<Result<Compilation, Refusal>> {
  const found = await findEntries(ctx, asked);
  if (!found) return refuse({ code: "compilation.not_found" });
  const { items, next } = screenOf(arranged(underEach(found.entries), found.parts, ctx.language), after, SCREEN);
  return ok({ ...factsOf(found), items: await readAnswers(ctx, found, items), next });
}

/** The answers to a question, each once, and the indexes of those that are alike. Refuses as `getCompilation` does, and where answers are no texts. */
async function findAlike(ctx: Ctx, asked: AskedCompilation): Promise<Result<Omit<Compilation, "next"> & { groups: number[][] }, Refusal>> {
  const found = await getWholeCompilation(ctx, { ...asked, by: "kind" });
  if (!found.ok) return found;
  if (!found.value.items.every(({ question }) => isLikened(question))) return refuse({ code: "compilation.not_found" });
  return ok({ ...found.value, groups: groupsAlike(found.value.items.map(({ value }) => String(value))) });
}

/** The answers to a question that are nearly the same text, the most frequent first. Refuses as `getCompilation` does, and where answers are no texts. */
export async function getAlike(ctx: Ctx, asked: AskedCompilation): Promise<Result<AlikeAnswers, Refusal>> {
  const found = await findAlike(ctx, asked);
  if (!found.ok) return found;
  const { parts: _, parties: __, items, groups, ...head } = found.value;
  return ok({
    ...head,
    groups: groups.map((group): AlikeGroup => {
      const members = group.map((index) => items[index]!);
      const given = members.map(({ submission, row, symbol, party }) => ({ submission, row, symbol, party }));
      return { answer: members[0]!, count: members.length, given: given.sort((a, b) => compareNames(a.party.name, b.party.name, ctx.language)) };
    }),
    rest: items.length - groups.reduce((sum, { length }) => sum + length, 0),
  });
}

/** One screen of the answers that are like no other. Refuses as `getAlike` does. */
export async function getUnlike(ctx: Ctx, asked: AskedCompilation, after: string | null): Promise<Result<Compilation, Refusal>> {
  const found = await findAlike(ctx, asked);
  if (!found.ok) return found;
  const { groups, items: all, parts, ...head } = found.value;
  const alike = new Set(groups.flat());
  const rest = all.filter((_, index) => !alike.has(index));
  const start = after === null ? 0 : rest.findIndex((answer) => placeOf(answer) === after) + 1;
  const items = rest.slice(start, start + SCREEN);
  const last = items.at(-1);
  return ok({
    ...head,
    parts,
    count: rest.length,
    parties: new Set(rest.map(({ party }) => party.code)).size,
    items,
    next: last && start + SCREEN < rest.length ? placeOf(last) : null,
  });
}

/** All of them, for a document. Refuses as `getCompilation` does. */
export async function getWholeCompilation(ctx: Ctx, asked: AskedCompilation): Promise<Result<Omit<Compilation, "next">, Refusal>> {
  const found = await findEntries(ctx, asked);
  if (!found) return refuse({ code: "compilation.not_found" });
  return ok({ ...factsOf(found), items: await readAnswers(ctx, found, arranged(underEach(found.entries), found.parts, ctx.language)) });
}

const factsOf = ({ head, parts, entries }: FoundEntries) => ({
  ...head,
  count: entries.length,
  parties: new Set(entries.map(({ party }) => party)).size,
  parts,
});
