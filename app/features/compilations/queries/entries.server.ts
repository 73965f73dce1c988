import { findOpenCycle } from "~/features/cycles/queries.server";
import { documentTexts } from "~/features/reports/model/document";
import { submissionWhere, type SubmissionFilters } from "~/features/reports/model/submission-filters";
import { readReference, type ReferenceData } from "~/features/reference/queries.server";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import { holdsReview } from "~/features/review/policy";
import { questionKey, sectionKey } from "~/features/templates/model/texts";
import { findQuestion, placesOf } from "~/features/templates/model/visibility";
import { codesOf, fieldsOf } from "~/features/templates/model/values";
import { findOpenTemplate, templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { AskedCompilation } from "../model/address";
import { partsOf, type Entry } from "../model/arrange";
import { isPicked } from "../model/picks";
import type { AskedChoice, AskedQuestion, Grouping, PartOf, QuestionHead } from "../model";
import { isCompilable } from "./questions.server";
import { isInput } from "./standing.server";

/** Who somebody is, as far as anything is counted under it. */
export type CountedParty = { kind: string; category: string | null; un: string | null; itu: string | null; groups: string[]; language: Language };
/** Who gave an answer, and what the answer is counted under. */
export type AnswerEntry = Entry & CountedParty & { party: string };
/** `repeats`: the question is asked for each row of its section; what stands under no row is which rows were chosen. */
/** `rowAsked`: a row under which the question is found in its definition. */
export type FoundEntries = {
  rowAsked: string;
  head: QuestionHead;
  repeats: boolean;
  version: TemplateVersion;
  parts: PartOf[];
  entries: AnswerEntry[];
  reference: ReferenceData;
};

const MARKS = /[\u2066\u2069]/g;

/** Which versions the filters leave of a template; null for all of them. */
export async function idsNarrowed(ctx: Ctx, template: string, filters: SubmissionFilters): Promise<string[] | null> {
  if (Object.keys(filters).length === 0) return null;
  const parties = filters.q ? await findPartyCodes(ctx, filters.q) : [];
  const rows = await ctx.db.submission.findMany({ where: { AND: [submissionWhere(filters, parties), { template }] }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** A question of the open cycle by its template and code. Its row must be one the template has; "" asks for all of them. */
export async function findAsked(
  ctx: Ctx,
  { template, question, row }: AskedQuestion,
): Promise<Pick<FoundEntries, "head" | "repeats" | "rowAsked" | "version" | "reference"> | null> {
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
    rowAsked: row || (place.repeat ? (codesOf(place.repeat.rows, templateReferences(reference))[0] ?? "") : ""),
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

/** What answers can be counted under, with the names in the reader's language; what has none stands last. */
export function partsIn(by: Grouping, { sets }: ReferenceData, language: Language): { key: string; label: string }[] {
  const t = translator(language);
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
    case "group":
      return [...named("groups"), { key: "", label: t("compilation:noGroup") }];
    case "language":
      return LANGUAGES.map((key) => ({ key: key as string, label: LANGUAGE_NAMES[key] }));
  }
}

/** What an answer is counted under: of groups of countries each one its party belonged to. */
const KEYS: Record<Grouping, (entry: CountedParty) => string[]> = {
  kind: ({ kind, category }) => [kind === "organisation" ? (category ?? "") : kind],
  un: ({ un }) => [un ?? ""],
  itu: ({ itu }) => [itu ?? ""],
  group: ({ groups }) => (groups.length > 0 ? groups : [""]),
  language: ({ language }) => [language],
};

/** The same, what no list names any more being none. */
export const keysOf = (by: Grouping, entry: CountedParty, known: ReadonlySet<string>): string[] => KEYS[by](entry).map((key) => (known.has(key) ? key : ""));

/** Whether an answer made a choice; none does where there is no such choice. */
function chooser(
  { version, reference, head, rowAsked }: Pick<FoundEntries, "version" | "reference" | "head" | "rowAsked">,
  { field, item, code }: AskedChoice,
): (value: unknown) => boolean {
  const question = findQuestion(version.definition, head.question, rowAsked, templateReferences(reference));
  const chosen = question && fieldsOf(question).find(({ id }) => id === field);
  return (value) => !!chosen && isPicked(question, chosen, item, value, code);
}

/** Who answered a question, in no order. Null where nothing can be compiled, and for those who do not read at the desk. */
export async function findEntries(ctx: Ctx, { filters, by, choice, part, ...question }: AskedCompilation): Promise<FoundEntries | null> {
  const asked = holdsReview(ctx.actor, "read") ? await findAsked(ctx, question) : null;
  if (!asked) return null;
  const ids = await idsNarrowed(ctx, question.template, filters);
  const rows = await runSql<Omit<AnswerEntry, "part"> & { value?: unknown }>(
    ctx.db,
    sql`select s.id as submission, a."row", p.names ->> ${ctx.language} as name, s.line, s.unit, s.party_code as party, p.kind, s.category,
          s.un_group as un, s.itu_region as itu, s.groups, a.language,
          case when ${choice !== undefined} then a.value end as value
        from submission s join submitted_answer a on a.submission_id = s.id and a.question = ${question.question}
        join report r on r.id = s.report_id join party p on p.id = r.party_id join cycle c on c.id = r.cycle_id
        where c.state = 'open' and s.template = ${question.template} and ${isInput}
          and (${question.row} = '' or a."row" = ${question.row}) and (a."row" <> '') = ${asked.repeats} and (${ids === null} or s.id = any(${ids ?? []}::uuid[]))`,
  );
  const order = partsIn(by, asked.reference, ctx.language);
  const known = new Set(order.map(({ key }) => key));
  const chose = choice && chooser(asked, choice);
  const entries = rows.flatMap(({ value, ...row }) => {
    const keys = keysOf(by, row, known);
    const stands = part === undefined || keys.includes(part);
    return stands && (!chose || chose(value)) ? [{ ...row, part: part ?? keys[0]! }] : [];
  });
  const parts = partsOf(entries, order);
  return { ...asked, parts, entries };
}
