import { compareNames } from "~/features/reference/model";
import { readReference, type ReferenceData } from "~/features/reference/queries.server";
import { findBegunCycle } from "~/features/cycles/queries.server";
import { holdsReview } from "~/features/review/policy";
import { fieldLabelKey, localize, questionKey, sectionKey } from "~/features/templates/model/texts";
import { findQuestion } from "~/features/templates/model/visibility";
import { codesOf, fieldsOf, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { findOpenTemplate, getTemplateVersion, templateReferences, type TemplateVersion } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { GROUPINGS } from "../model";
import type { AskedCross } from "../model/address";
import {
  crossOf,
  earlierRows,
  readFieldAttribute,
  standsIn,
  writeFieldAttribute,
  type AttributeGroup,
  type Cross,
  type Crossed,
  type CrossedReport,
} from "../model/cross";
import { countedFields, type Choice, type CountTable } from "../model/figures";
import { leaving } from "../model/leaving";
import { keysOf, partsIn, questionIn } from "./entries.server";
import { isCompilable, questionsOf } from "./questions.server";
import { readReports, type ReportRow } from "./reports.server";
import { itemName, readingOf } from "./scheme.server";

/** Reports of one screen of a cell's list. */
const SCREEN = 50;

/** Sets whose entries a report may name, by the name of the attribute. */
const NAMED = { line: "action-lines", sdg: "sdgs", gdc: "gdc" } as const;
type Named = keyof typeof NAMED;
const NAMED_ATTRIBUTES = Object.keys(NAMED) as Named[];
const isNamed = (attribute: string): attribute is Named => attribute in NAMED;

/** One attribute: what a report may be, in order, what each is, and whether its template asked for it. */
type Attribute = { label: string; order: Choice[]; keysOf: (report: ReportRow) => readonly string[]; isAsked: (report: ReportRow) => boolean };
const always = (): boolean => true;

/** Entries of a set with their codes, which readers know by heart; what names none stands last. */
function namedOrder(set: string, { sets }: ReferenceData, language: Language): Choice[] {
  const named = (sets.get(set) ?? []).map(({ code, names }) => ({ key: code, label: `\u2066${code}\u2069 ${names[language]}` }));
  return [...named, { key: "", label: translator(language)("compilation:none") }];
}

/** An attribute by its name; null where there is none of that name. With `open`, what is said in confidence is not stated. */
async function findAttribute(
  ctx: Ctx,
  { where, template, open }: { where: Parameters<typeof questionIn>[1]; template: string; open: boolean },
  name: string,
  reports: readonly ReportRow[],
): Promise<Attribute | null> {
  const { reference } = where;
  const t = translator(ctx.language);
  const by = GROUPINGS.find((known) => known === name);
  if (by) {
    const order = partsIn(by, reference, ctx.language);
    const known = new Set(order.map(({ key }) => key));
    return {
      label: by === "group" ? t("compilation:figures.group") : t(`compilation:by.${by}`),
      order,
      keysOf: (report) => keysOf(by, report, known),
      isAsked: always,
    };
  }
  if (isNamed(name)) {
    const order = namedOrder(NAMED[name], reference, ctx.language);
    return { label: t(`public:filter.${name}`), order, keysOf: (report) => (report[name].length > 0 ? report[name] : [""]), isAsked: always };
  }
  const place = readFieldAttribute(name);
  const asked = place && questionIn(ctx, where, { template, ...place });
  const references = templateReferences(reference);
  const question = asked && findQuestion(asked.version.definition, asked.head.question, asked.rowAsked, references);
  const field = question && countedFields(question, references).find(({ id }) => id === place!.field);
  if (!field) return null;
  const { row, item } = place!;
  const values = await runSql<{ submission: string; value: unknown }>(
    ctx.db,
    sql`select submission_id as submission, value from submitted_answer
        where submission_id = any(${reports.map(({ submission }) => submission)}::uuid[]) and question = ${question.code} and (${row} = '' or "row" = ${row})
          and not (${open} and confidential)`,
  );
  const asking = await questionsAsked(ctx, reports, question.code, asked.rowAsked, field, references);
  const versions = new Map(reports.map(({ submission, version }) => [submission, version]));
  const said = values.flatMap(({ submission, value }) => {
    const own = asking.get(versions.get(submission)!);
    return own ? [{ submission, question: own, value }] : [];
  });
  const reading = readingOf(ctx.language, { question, field, item, texts: asked.head.texts, references }, said, true);
  const given = new Map<string, Set<string>>();
  for (const { submission, question: own, value } of said)
    for (const one of reading.read(own, value).picks) given.set(submission, (given.get(submission) ?? new Set()).add(one));
  return {
    label: labelOf(question, field, item, asked.head.texts),
    order: [...reading.choices, { key: "", label: t("compilation:none") }],
    keysOf: ({ submission }) => [...(given.get(submission) ?? [""])],
    isAsked: ({ version }) => asking.has(version),
  };
}

/** The question as each version of its template had it, of those that asked for the same kind of answer. */
async function questionsAsked(ctx: Ctx, reports: readonly ReportRow[], code: string, row: string, field: Field, references: References) {
  const versions = [...new Set(reports.map(({ version }) => version))];
  const found = versions.map(async (version): Promise<[string, FormQuestion][]> => {
    const question = findQuestion((await getTemplateVersion(ctx.db, version)).definition, code, row, references);
    return question && fieldsOf(question).some(({ id, kind }) => id === field.id && kind === field.kind) ? [[version, question]] : [];
  });
  return new Map((await Promise.all(found)).flat());
}

/** The words of a field: of its question, then its own, then those of a row of a matrix. */
function labelOf(question: FormQuestion, field: Field, item: string, texts: Readonly<Record<string, string>>): string {
  const row = item && itemName(question, item, texts);
  const own = question.kind === "single" ? "" : texts[fieldLabelKey(question, field)];
  return [`\u2066${question.code}\u2069 ${texts[questionKey(question, "label")] ?? ""}`, row, own].filter(Boolean).join(" · ");
}

/** What reports on a template can be counted by: who gave them, what they name, and every choice they make. */
function attributesOf(ctx: Ctx, version: TemplateVersion, reference: ReferenceData): AttributeGroup[] {
  const t = translator(ctx.language);
  const references = templateReferences(reference);
  const texts = localize(version.strings, ctx.language);
  const own = [...GROUPINGS, ...NAMED_ATTRIBUTES].map((value) => ({
    value,
    label: value === "group" ? t("compilation:figures.group") : isNamed(value) ? t(`public:filter.${value}`) : t(`compilation:by.${value}`),
  }));
  const asked = version.definition.sections.map(({ code }): AttributeGroup => ({
    group: texts[sectionKey(code, "title")] ?? code,
    options: questionsOf(version.definition)
      .filter(({ section, question }) => section === code && isCompilable(question))
      .flatMap(({ question }) => {
        const words = { ...texts, ...referenceTexts(question, reference, ctx.language) };
        return countedFields(question, references).flatMap((field) =>
          (question.kind === "matrix" ? codesOf(question.rows, references) : [""]).map((item) => ({
            value: writeFieldAttribute({ question: question.code, row: "", field: field.id, item }),
            label: labelOf(question, field, item, words),
          })),
        );
      }),
  }));
  return [{ group: t("compilation:cross.who"), options: own }, ...asked.filter(({ options }) => options.length > 0)];
}

/** Names of the rows of a matrix that are reference data. */
function referenceTexts(question: FormQuestion, { sets }: ReferenceData, language: Language): Record<string, string> {
  const set = question.kind === "matrix" && "reference" in question.rows ? question.rows.reference : null;
  return set ? Object.fromEntries((sets.get(set) ?? []).map(({ code, names }) => [`reference.${set}.${code}`, names[language]])) : {};
}

type Sorted = Crossed & { report: ReportRow };

/** The reports by two attributes. Null as `getCross` refuses. */
async function findCrossed(ctx: Ctx, asked: AskedCross, { open }: { open: boolean }) {
  const cycle = holdsReview(ctx.actor, "read") ? await findBegunCycle(ctx, asked.filters.cycle) : null;
  const version = cycle && (await findOpenTemplate(ctx, cycle.id, asked.template));
  if (!cycle || !version) return null;
  const [reference, reports, earlier] = await Promise.all([
    readReference(ctx.db),
    readReports(ctx, asked, { cycle: cycle.code, of: "now" }),
    readReports(ctx, asked, { cycle: cycle.code, of: "before" }),
  ]);
  const [rows, columns] = await Promise.all(
    [asked.rows, asked.columns].map((name) =>
      findAttribute(ctx, { where: { cycle, version, reference }, template: asked.template, open }, name, [...reports, ...earlier]),
    ),
  );
  if (!rows || !columns) return null;
  const head = {
    template: asked.template,
    title: localize(version.strings, ctx.language).title ?? asked.template,
    rowsLabel: rows.label,
    columnsLabel: columns.label,
    attributes: attributesOf(ctx, version, reference),
  };
  const crossedOf = (report: ReportRow): Sorted => ({ report, rows: rows.keysOf(report), columns: columns.keysOf(report) });
  return { head, crossed: reports.map(crossedOf), then: earlier.filter(rows.isAsked).map(crossedOf), rows, columns };
}

/**
 * The reports on one template counted by any two attributes, each by its latest version that is input; with the reports of
 * one cell (`cell`; null for a whole row or column) as far as one screen shows them. A report that says nothing of an
 * attribute is counted as such. Refuses `compilation.not_found`: no such template or attribute, and to those who do not
 * read at the desk.
 */
export async function getCross(
  ctx: Ctx,
  asked: AskedCross,
  cell: { row: string | null; column: string | null; after: string | null } | null = null,
): Promise<Result<Cross, Refusal>> {
  const found = await findCrossed(ctx, asked, { open: false });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { head, crossed, then, rows, columns } = found;
  const table = crossOf(crossed, rows.order, columns.order);
  const within = cell ? crossed.filter((one) => standsIn(one, cell.row, cell.column)).map(({ report }) => report) : [];
  const before = then[0] ? earlierRows(table, then[0].report.cycle[ctx.language], crossOf(then, rows.order, [])) : null;
  return ok({ ...head, ...table, before, cell: cell && screenOf(within, cell.after, ctx.language) });
}

/** The same as it leaves the desk: what is said in confidence is not stated, and numbers that stay there are missing. Refuses as `getCross`. */
export async function getOpenCross(ctx: Ctx, asked: AskedCross): Promise<Result<Cross, Refusal>> {
  const found = await findCrossed(ctx, asked, { open: true });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { head, crossed, then, rows, columns } = found;
  const leave = (reports: readonly Sorted[], across: readonly Choice[]): CountTable => {
    const parties = crossOf(reports, rows.order, across, ({ report }) => report.party);
    return leaving([{ table: crossOf(reports, rows.order, across), parties }])[0]!;
  };
  const table = leave(crossed, columns.order);
  const before = then[0] ? earlierRows(table, then[0].report.cycle[ctx.language], leave(then, [])) : null;
  return ok({ ...head, ...table, before, cell: null });
}

/** One screen of reports in the order of their parties' names. */
function screenOf(reports: readonly ReportRow[], after: string | null, language: Language): Cross["cell"] {
  const sorted = [...reports].sort((a, b) => compareNames(a.name, b.name, language) || (a.symbol < b.symbol ? -1 : 1));
  const start = after === null ? 0 : sorted.findIndex(({ submission }) => submission === after) + 1;
  const items = sorted
    .slice(start, start + SCREEN)
    .map(({ submission, symbol, party, name }): CrossedReport => ({ submission, symbol, party: { code: party, name } }));
  return { count: sorted.length, items, next: start + SCREEN < sorted.length ? items.at(-1)!.submission : null };
}
