import type { Cycle } from "~/features/cycles/model";
import { findBegunCycle } from "~/features/cycles/queries.server";
import { documentTexts } from "~/features/reports/model/document";
import { submissionWhere, type SubmissionFilters } from "~/features/reports/model/submission-filters";
import { readReference, type ReferenceData } from "~/features/reference/queries.server";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import { holdsReview } from "~/features/review/policy";
import { questionKey, sectionKey } from "~/features/templates/model/texts";
import { findQuestion, placesOf } from "~/features/templates/model/visibility";
import { codesOf, fieldsOf } from "~/features/templates/model/values";
import type { Question } from "~/features/templates/schema";
import { findOpenTemplate, templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql, type Sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { AskedCompilation, AskedOrder } from "../model/address";
import { partsOf, underEach, type Entry } from "../model/arrange";
import { isPicked } from "../model/picks";
import type { Arrangement, AskedChoice, AskedQuestion, PartOf, QuestionHead } from "../model";
import type { ChapterFeed } from "../model/feeds";
import { isCompilable } from "./questions.server";
import { isInput } from "./standing.server";

/** Who somebody is, as far as anything is counted under it. */
export type CountedParty = { kind: string; category: string | null; un: string | null; itu: string | null; groups: string[]; language: Language };
/** What the open answers of a report name. */
type Named = { sdgs?: string[]; gdc?: string[] };
/** Who gave an answer, and all it stands under; `part` is the first. */
export type AnswerEntry = Entry & CountedParty & Named & { party: string; template: string; question: string; keys: string[] };
/**
 * `repeats`: the question is asked for each row of its section; what stands under no row is which rows were chosen.
 * `rowAsked`: a row under which the question is found in its definition. `item`: the one row of a matrix that is meant, "" for all.
 */
export type FoundQuestion = {
  cycle: Cycle;
  rowAsked: string;
  item: string;
  head: QuestionHead;
  repeats: boolean;
  version: TemplateVersion;
  reference: ReferenceData;
};
/** `parts`: with how many answers stand under each; an answer may stand under several. */
export type FoundEntries = FoundQuestion & { parts: PartOf[]; entries: AnswerEntry[] };

const MARKS = /[\u2066\u2069]/g;

/** Which versions the filters leave of a template or, with null, of any; null for all of them. Of which cycle they are is asked elsewhere. */
export async function idsNarrowed(ctx: Ctx, template: string | null, { cycle: _, ...filters }: SubmissionFilters): Promise<string[] | null> {
  if (Object.keys(filters).length === 0) return null;
  const parties = filters.q ? await findPartyCodes(ctx, filters.q) : [];
  const rows = await ctx.db.submission.findMany({
    where: { AND: [submissionWhere(filters, parties), template === null ? {} : { template }] },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The row of a matrix over action lines, "" where the question is no such matrix. */
const itemOf = (question: Question, row: string, reference: ReferenceData): string =>
  question.kind === "matrix" &&
  "reference" in question.rows &&
  question.rows.reference === "action-lines" &&
  codesOf(question.rows, templateReferences(reference)).includes(row)
    ? row
    : "";

/** Where a question is looked for. */
type Where = Pick<FoundQuestion, "cycle" | "version" | "reference">;

/** A question of a template, in the reader's language. Its row must be one the template has; "" asks for all of them. Null where it stands in no compilation. */
export function questionIn({ language }: Pick<Ctx, "language">, where: Where, { template, question, row }: AskedQuestion): FoundQuestion | null {
  const { version, reference } = where;
  const place = placesOf(version.definition).get(question);
  if (!place || !isCompilable(place.question)) return null;
  const item = place.repeat ? "" : itemOf(place.question, row, reference);
  if (row !== "" && item === "" && !findQuestion(version.definition, question, row, templateReferences(reference))) return null;
  const texts = textsOf(version, reference, language);
  return {
    ...where,
    item,
    repeats: place.repeat !== undefined,
    rowAsked: (item === "" && row) || (place.repeat ? (codesOf(place.repeat.rows, templateReferences(reference))[0] ?? "") : ""),
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

/** A question of a cycle, that which is read across unless named, by its template and code. */
export async function findAsked(ctx: Ctx, asked: AskedQuestion, named?: string): Promise<FoundQuestion | null> {
  const cycle = await findBegunCycle(ctx, named);
  const version = cycle && (await findOpenTemplate(ctx, cycle.id, asked.template));
  return version && questionIn(ctx, { cycle, version, reference: await readReference(ctx.db) }, asked);
}

/** What one question is shown with: its own texts, and those that belong to no question. */
const textsOfQuestion = (texts: Readonly<Record<string, string>>, question: string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([key]) => !/^(?:[A-Z]\d+|section)\./.test(key) || key.startsWith(`${question}.`)));

/** What answers can be counted under, with the names in the reader's language; what has none stands last. */
export function partsIn(by: Arrangement, { sets }: ReferenceData, language: Language): { key: string; label: string }[] {
  const t = translator(language);
  const named = (set: string) => (sets.get(set) ?? []).map(({ code, names }) => ({ key: code, label: names[language].replace(MARKS, "") }));
  const coded = (set: string) => named(set).map(({ key, label }) => ({ key, label: `${key} ${label}` }));
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
    case "group":
      return [...named("groups"), { key: "", label: t("compilation:noGroup") }];
    case "sdg":
      return [...coded("sdgs"), none];
    case "gdc":
      return [...coded("gdc"), none];
    case "language":
      return LANGUAGES.map((key) => ({ key: key as string, label: LANGUAGE_NAMES[key] }));
  }
}

/** What an answer is counted under: of groups of countries each one its party belonged to, of Goals and objectives each one its report names. */
const KEYS: Record<Arrangement, (entry: CountedParty & Named) => string[]> = {
  kind: ({ kind, category }) => [kind === "organisation" ? (category ?? "") : kind],
  un: ({ un }) => [un ?? ""],
  itu: ({ itu }) => [itu ?? ""],
  group: ({ groups }) => (groups.length > 0 ? groups : [""]),
  sdg: ({ sdgs = [] }) => (sdgs.length > 0 ? sdgs : [""]),
  gdc: ({ gdc = [] }) => (gdc.length > 0 ? gdc : [""]),
  language: ({ language }) => [language],
};

/** The same, what no list names any more being none. */
export const keysOf = (by: Arrangement, entry: CountedParty & Named, known: ReadonlySet<string>): string[] =>
  KEYS[by](entry).map((key) => (known.has(key) ? key : ""));

/** Whether an answer made a choice; none does where there is no such choice. */
function chooser({ version, reference, head, rowAsked }: FoundQuestion, { field, item, code }: AskedChoice): (value: unknown) => boolean {
  const question = findQuestion(version.definition, head.question, rowAsked, templateReferences(reference));
  const chosen = question && fieldsOf(question).find(({ id }) => id === field);
  return (value) => !!chosen && isPicked(question, chosen, item, value, code);
}

type EntryRow = Omit<AnswerEntry, "part" | "keys"> & { value?: unknown };

/** Answers of a cycle that are input and meet a condition, on versions `s` and answers `a`, of the versions named; with what they say where that is asked for. */
const readRows = (ctx: Ctx, cycle: string, within: Sql, ids: string[] | null, valued: boolean): Promise<EntryRow[]> =>
  runSql<EntryRow>(
    ctx.db,
    sql`select s.id as submission, s.template, a.question, a."row", p.names ->> ${ctx.language} as name, s.line, s.unit, s.party_code as party, p.kind,
          s.category, s.un_group as un, s.itu_region as itu, s.groups, s.sdgs, s.gdc, a.language, case when ${valued} then a.value end as value
        from submission s join submitted_answer a on a.submission_id = s.id
        join report r on r.id = s.report_id join party p on p.id = r.party_id join cycle c on c.id = r.cycle_id
        where c.code = ${cycle} and ${isInput} and ${within} and (${ids === null} or s.id = any(${ids ?? []}::uuid[]))`,
  );

/** Puts answers under what they stand under. */
function keyed(rows: readonly Omit<EntryRow, "value">[], by: Arrangement, order: readonly { key: string }[]): AnswerEntry[] {
  const known = new Set(order.map(({ key }) => key));
  return rows.map((row) => {
    const keys = [...new Set(keysOf(by, row, known))];
    return { ...row, keys, part: keys[0]! };
  });
}

/** Who answered a question, in no order. Null where nothing can be compiled, and for those who do not read at the desk. */
export async function findEntries(ctx: Ctx, { filters, by, choice, part, ...question }: AskedCompilation): Promise<FoundEntries | null> {
  const asked = holdsReview(ctx.actor, "read") ? await findAsked(ctx, question, filters.cycle) : null;
  if (!asked) return null;
  const ids = await idsNarrowed(ctx, question.template, filters);
  const { item } = asked;
  const row = item === "" ? question.row : "";
  const within = sql`s.template = ${question.template} and a.question = ${question.question} and (${row} = '' or a."row" = ${row})
    and (a."row" <> '') = ${asked.repeats} and (${item} = '' or jsonb_exists(a.value, ${item}))`;
  const rows = await readRows(ctx, asked.cycle.code, within, ids, choice !== undefined);
  const order = partsIn(by, asked.reference, ctx.language);
  const chose = choice && chooser(asked, choice);
  const entries = keyed(chose ? rows.filter(({ value }) => chose(value)) : rows, by, order).flatMap((entry) => {
    if (part === undefined) return [entry];
    return entry.keys.includes(part) ? [{ ...entry, keys: [part], part }] : [];
  });
  return { ...asked, parts: partsOf(underEach(entries), order), entries };
}

/** Whether an answer, `a` of version `s`, feeds a chapter. */
const isFed = ({ template, question, row, line, item }: ChapterFeed): Sql =>
  sql`(s.template = ${template} and a.question = ${question} and (${row === null} or a."row" = ${row ?? ""})
    and (${line === null} or s.line = ${line ?? ""}) and (${item === null} or jsonb_exists(a.value, ${item ?? ""})))`;

/** Who gave the answers that feed a chapter, in no order. Takes a cycle and feeds that its callers found, at least one. */
export async function readFed(ctx: Ctx, cycle: string, feeds: readonly ChapterFeed[], { filters, by }: AskedOrder, reference: ReferenceData) {
  const within = feeds.map(isFed).reduce((all, one) => sql`${all} or ${one}`);
  const rows = await readRows(ctx, cycle, sql`(${within})`, await idsNarrowed(ctx, null, filters), false);
  const order = partsIn(by, reference, ctx.language);
  const entries = keyed(rows, by, order);
  return { entries, parts: partsOf(underEach(entries), order) };
}
