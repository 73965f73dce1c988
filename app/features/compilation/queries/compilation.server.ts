import { findOpenCycle } from "~/features/cycles/queries.server";
import { documentTexts } from "~/features/reports/model/document";
import { submissionWhere, type SubmissionFilters } from "~/features/reports/model/submission-filters";
import { namesOfSet, readReference, unitName, type ReferenceData } from "~/features/reference/queries.server";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import { holdsReview } from "~/features/review/policy";
import { questionKey, sectionKey } from "~/features/templates/model/texts";
import { findQuestion, placesOf } from "~/features/templates/model/visibility";
import { isEmpty, type AnswerValue } from "~/features/templates/model/values";
import { findOpenTemplate, getTemplateVersion, templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { countWords } from "~/lib/text";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { translator, type Translate } from "~/platform/i18n/i18n.server";
import { arranged, partsOf, placeOf, screenOf, type Entry } from "../model/arrange";
import type { Arrangement, AskedQuestion, Compilation, CompiledAnswer, PartOf, QuestionHead } from "../model";
import { isCompilable } from "./questions.server";
import { isInput } from "./standing.server";

type Asked = AskedQuestion & { filters: SubmissionFilters; by: Arrangement };
type Row = Omit<Entry, "part"> & { party: string; kind: string; category: string | null; un: string | null; itu: string | null; language: Language };
/** `repeats`: the question is asked for each row of its section; what stands under no row is which rows were chosen. */
type Arranged = { head: QuestionHead; repeats: boolean; version: TemplateVersion; parts: PartOf[]; entries: (Entry & Row)[]; reference: ReferenceData };

/** Answers of one screen. */
export const SCREEN = 25;

const MARKS = /[\u2066\u2069]/g;

/** A question of the open cycle by its template and code. Its row must be one the template has; "" asks for all of them. */
async function findAsked(ctx: Ctx, { template, question, row }: AskedQuestion): Promise<Pick<Arranged, "head" | "repeats" | "version" | "reference"> | null> {
  const cycle = await findOpenCycle(ctx);
  const version = cycle && (await findOpenTemplate(ctx, cycle.id, template));
  if (!version) return null;
  const reference = await readReference(ctx.db);
  const place = placesOf(version.definition).get(question);
  if (!place || !isCompilable(place.question)) return null;
  if (row !== "" && !findQuestion(version.definition, question, row, templateReferences(reference))) return null;
  const texts = textsOf(version, reference, ctx.language);
  return {
    version,
    reference,
    repeats: place.repeat !== undefined,
    head: {
      template,
      question,
      row,
      title: texts.title ?? template,
      label: texts[questionKey(place.question, "label")] ?? question,
      section: texts[sectionKey(place.section.code, "title")] ?? place.section.code,
      rowName: texts[`reference.action-lines.${row}`] ?? row,
      texts: textsOfQuestion(documentTexts(texts), question),
    },
  };
}

/** What one question is shown with: its own texts, and those that belong to no question. */
const textsOfQuestion = (texts: Readonly<Record<string, string>>, question: string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([key]) => !/^(?:[A-Z]\d+|section)\./.test(key) || key.startsWith(`${question}.`)));

/** What the answers stand under in each order, with the names of the parts in the reader's language. */
function orderOf(by: Arrangement, { sets }: ReferenceData, language: Language, t: Translate) {
  const named = (set: string) => (sets.get(set) ?? []).map(({ code, names }) => ({ key: code, label: names[language].replace(MARKS, "") }));
  const none = { key: "", label: t("compilation:none") };
  switch (by) {
    case "kind":
      return [
        ...(["state", "un_entity"] as const).map((key) => ({ key: key as string, label: t(`public:templates.kind.${key}`) })),
        ...named("stakeholder-categories"),
        none,
      ];
    case "un":
      return [...named("un-groups"), none];
    case "itu":
      return [...named("itu-regions"), none];
    case "language":
      return LANGUAGES.map((key) => ({ key: key as string, label: LANGUAGE_NAMES[key] }));
  }
}

const PART: Record<Arrangement, (row: Row) => string> = {
  kind: ({ kind, category }) => (kind === "organisation" ? (category ?? "") : kind),
  un: ({ un }) => un ?? "",
  itu: ({ itu }) => itu ?? "",
  language: ({ language }) => language,
};

/** Who answered a question, in order. Null where nothing can be compiled, and for those who do not read at the desk. */
async function arrange(ctx: Ctx, { filters, by, ...question }: Asked): Promise<Arranged | null> {
  const asked = holdsReview(ctx.actor, "read") ? await findAsked(ctx, question) : null;
  if (!asked) return null;
  const parties = filters.q ? await findPartyCodes(ctx, filters.q) : [];
  const narrowed = Object.keys(filters).length > 0;
  const where = { AND: [submissionWhere(filters, parties), { template: question.template }] };
  const ids = narrowed ? (await ctx.db.submission.findMany({ where, select: { id: true } })).map(({ id }) => id) : null;
  const rows = await runSql<Row>(
    ctx.db,
    sql`select s.id as submission, a."row", p.names ->> ${ctx.language} as name, s.line, s.unit, s.party_code as party, p.kind, s.category,
          s.un_group as un, s.itu_region as itu, a.language
        from submission s join submitted_answer a on a.submission_id = s.id and a.question = ${question.question}
        join report r on r.id = s.report_id join party p on p.id = r.party_id join cycle c on c.id = r.cycle_id
        where c.state = 'open' and s.template = ${question.template} and ${isInput}
          and (${question.row} = '' or a."row" = ${question.row}) and (a."row" <> '') = ${asked.repeats} and (${ids === null} or s.id = any(${ids ?? []}::uuid[]))`,
  );
  const entries = rows.map((row) => ({ ...row, part: PART[by](row) }));
  const order = orderOf(by, asked.reference, ctx.language, translator(ctx.language));
  // A category the list no longer has is none.
  const known = new Set(order.map(({ key }) => key));
  for (const entry of entries) if (!known.has(entry.part)) entry.part = "";
  const parts = partsOf(entries, order);
  return { ...asked, parts, entries: arranged(entries, parts, ctx.language) };
}

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
};

/** The answers of some entries. A version holds only what applied when it was signed, so an answer can be read without the others. */
async function readAnswers(ctx: Ctx, { head, reference }: Arranged, entries: readonly Entry[]): Promise<CompiledAnswer[]> {
  const ids = entries.map(({ submission }) => submission);
  const rows = await runSql<SignedRow>(
    ctx.db,
    sql`select s.id as submission, a."row", s.symbol, s.receipt, s.line, s.unit, r.template_version_id as version,
          jsonb_build_object('code', p.code, 'names', p.names) as party, a.language, a.confidential, a.value
        from submission s join submitted_answer a on a.submission_id = s.id and a.question = ${head.question}
        join report r on r.id = s.report_id join party p on p.id = r.party_id where s.id = any(${ids}::uuid[])`,
  );
  const lineNames = namesOfSet(reference, "action-lines", ctx.language);
  const found = new Map(rows.map((row) => [placeOf(row), row]));
  const items = entries.map(async (entry): Promise<CompiledAnswer | null> => {
    const answer = found.get(placeOf(entry));
    if (!answer) return null;
    const { version, party, value, ...row } = answer;
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
      words: question.kind === "single" && question.field.kind === "long" ? countWords(String(value)) : null,
    };
  });
  return (await Promise.all(items)).filter((item) => item !== null);
}

/**
 * One screen of all answers to a question, each in its own language, of the latest version of every report. Refuses `compilation.not_found`: no such question, or one whose answers stand nowhere but
 * in their report; and for every question to those who do not read at the desk.
 */
export async function getCompilation(ctx: Ctx, asked: Asked, after: string | null): Promise<Result<Compilation, Refusal>> {
  const found = await arrange(ctx, asked);
  if (!found) return refuse({ code: "compilation.not_found" });
  const { items, next } = screenOf(found.entries, after, SCREEN);
  return ok({ ...factsOf(found), items: await readAnswers(ctx, found, items), next });
}

/** All of them, for a document. Refuses as `getCompilation` does. */
export async function getWholeCompilation(ctx: Ctx, asked: Asked): Promise<Result<Omit<Compilation, "next">, Refusal>> {
  const found = await arrange(ctx, asked);
  if (!found) return refuse({ code: "compilation.not_found" });
  return ok({ ...factsOf(found), items: await readAnswers(ctx, found, found.entries) });
}

const factsOf = ({ head, parts, entries }: Arranged) => ({
  ...head,
  count: entries.length,
  parties: new Set(entries.map(({ party }) => party)).size,
  parts,
});
