import { compareNames } from "~/features/reference/model";
import { readReference, type ReferenceData } from "~/features/reference/queries.server";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { holdsReview } from "~/features/review/policy";
import { fieldLabelKey, localize, matrixRowKey, optionName, questionKey, sectionKey } from "~/features/templates/model/texts";
import { findQuestion } from "~/features/templates/model/visibility";
import { choicesOf, codesOf, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { findOpenTemplate, templateReferences, type TemplateVersion } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { GROUPINGS } from "../model";
import type { AskedCross } from "../model/address";
import { crossOf, readFieldAttribute, standsIn, writeFieldAttribute, type AttributeGroup, type Cross, type Crossed, type CrossedReport } from "../model/cross";
import { givenIn, type Choice } from "../model/figures";
import { leaving } from "../model/leaving";
import { findAsked, idsNarrowed, keysOf, partsIn, type CountedParty } from "./entries.server";
import { isCompilable, questionsOf } from "./questions.server";
import { isInput } from "./standing.server";

/** Reports of one screen of a cell's list. */
const SCREEN = 50;

/** Sets whose entries a report may name, by the name of the attribute. */
const NAMED = { line: "action-lines", sdg: "sdgs", gdc: "gdc" } as const;
type Named = keyof typeof NAMED;
const NAMED_ATTRIBUTES = Object.keys(NAMED) as Named[];
const isNamed = (attribute: string): attribute is Named => attribute in NAMED;

type ReportRow = CountedParty & Record<Named, string[]> & { submission: string; symbol: string; party: string; name: string };

/** One attribute: what a report may be, in order, and what each is. */
type Attribute = { label: string; order: Choice[]; keysOf: (report: ReportRow) => readonly string[] };

async function readReports(ctx: Ctx, { template, filters }: AskedCross): Promise<ReportRow[]> {
  const ids = await idsNarrowed(ctx, template, filters);
  return runSql<ReportRow>(
    ctx.db,
    sql`select s.id as submission, s.symbol, s.party_code as party, p.names ->> ${ctx.language} as name, p.kind, s.category, s.un_group as un,
          s.itu_region as itu, s.groups, s.language, s.lines as line, s.sdgs as sdg, s.gdc
        from submission s join report r on r.id = s.report_id join party p on p.id = r.party_id join cycle c on c.id = r.cycle_id
        where c.state = 'open' and s.template = ${template} and ${isInput} and (${ids === null} or s.id = any(${ids ?? []}::uuid[]))`,
  );
}

/** Entries of a set with their codes, which readers know by heart; what names none stands last. */
function namedOrder(set: string, { sets }: ReferenceData, language: Language): Choice[] {
  const named = (sets.get(set) ?? []).map(({ code, names }) => ({ key: code, label: `\u2066${code}\u2069 ${names[language]}` }));
  return [...named, { key: "", label: translator(language)("compilation:none") }];
}

/** An attribute by its name; null where there is none of that name. With `open`, what is said in confidence is not stated. */
async function findAttribute(
  ctx: Ctx,
  { template, open }: { template: string; open: boolean },
  name: string,
  reference: ReferenceData,
  reports: readonly ReportRow[],
): Promise<Attribute | null> {
  const t = translator(ctx.language);
  const by = GROUPINGS.find((known) => known === name);
  if (by) {
    const order = partsIn(by, reference, ctx.language);
    const known = new Set(order.map(({ key }) => key));
    return { label: by === "group" ? t("compilation:figures.group") : t(`compilation:by.${by}`), order, keysOf: (report) => keysOf(by, report, known) };
  }
  if (isNamed(name)) {
    const order = namedOrder(NAMED[name], reference, ctx.language);
    return { label: t(`public:filter.${name}`), order, keysOf: (report) => (report[name].length > 0 ? report[name] : [""]) };
  }
  const place = readFieldAttribute(name);
  const asked = place && (await findAsked(ctx, { template, ...place }));
  const references = templateReferences(reference);
  const question = asked && findQuestion(asked.version.definition, asked.head.question, asked.rowAsked, references);
  const field = question && chosenFields(question, reference).find(({ id }) => id === place!.field);
  if (!field) return null;
  const { row, item } = place!;
  const values = await runSql<{ submission: string; value: unknown }>(
    ctx.db,
    sql`select submission_id as submission, value from submitted_answer
        where submission_id = any(${reports.map(({ submission }) => submission)}::uuid[]) and question = ${question.code} and (${row} = '' or "row" = ${row})
          and not (${open} and confidential)`,
  );
  const given = new Map<string, Set<string>>();
  for (const { submission, value } of values)
    for (const one of givenIn(question, field.id, item, value)) given.set(submission, (given.get(submission) ?? new Set()).add(String(one)));
  const codes = choicesOf(field, references) ?? ["true"];
  const nameOf = (code: string): string => (field.kind === "tick" ? t("reports:answerView.yes") : optionName(question, field, code, asked.head.texts));
  return {
    label: labelOf(question, field, item, asked.head.texts),
    order: [...codes.map((key) => ({ key, label: nameOf(key) })), { key: "", label: t("compilation:none") }],
    keysOf: ({ submission }) => [...(given.get(submission) ?? [""])],
  };
}

const chosenFields = (question: FormQuestion, reference: ReferenceData): Field[] =>
  (question.kind === "single" ? [question.field] : question.fields).filter(
    (field) => field.kind === "tick" || choicesOf(field, templateReferences(reference)) !== null,
  );

/** The words of a field: of its question, then its own, then those of a row of a matrix. */
function labelOf(question: FormQuestion, field: Field, item: string, texts: Readonly<Record<string, string>>): string {
  const set = question.kind === "matrix" && "reference" in question.rows ? question.rows.reference : "";
  const row = item && (texts[matrixRowKey(question, item) ?? `reference.${set}.${item}`] ?? item);
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
      .flatMap(({ question }) =>
        chosenFields(question, reference).flatMap((field) =>
          (question.kind === "matrix" ? codesOf(question.rows, references) : [""]).map((item) => ({
            value: writeFieldAttribute({ question: question.code, row: "", field: field.id, item }),
            label: labelOf(question, field, item, { ...texts, ...referenceTexts(question, reference, ctx.language) }),
          })),
        ),
      ),
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
  const cycle = holdsReview(ctx.actor, "read") ? await findOpenCycle(ctx) : null;
  const version = cycle && (await findOpenTemplate(ctx, cycle.id, asked.template));
  if (!version) return null;
  const [reference, reports] = await Promise.all([readReference(ctx.db), readReports(ctx, asked)]);
  const [rows, columns] = await Promise.all(
    [asked.rows, asked.columns].map((name) => findAttribute(ctx, { template: asked.template, open }, name, reference, reports)),
  );
  if (!rows || !columns) return null;
  const head = {
    template: asked.template,
    title: localize(version.strings, ctx.language).title ?? asked.template,
    rowsLabel: rows.label,
    columnsLabel: columns.label,
    attributes: attributesOf(ctx, version, reference),
  };
  const crossed = reports.map((report): Sorted => ({ report, rows: rows.keysOf(report), columns: columns.keysOf(report) }));
  return { head, crossed, rows, columns };
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
  const { head, crossed, rows, columns } = found;
  const within = cell ? crossed.filter((one) => standsIn(one, cell.row, cell.column)).map(({ report }) => report) : [];
  return ok({ ...head, ...crossOf(crossed, rows.order, columns.order), cell: cell && screenOf(within, cell.after, ctx.language) });
}

/** The same as it leaves the desk: what is said in confidence is not stated, and numbers that stay there are missing. Refuses as `getCross`. */
export async function getOpenCross(ctx: Ctx, asked: AskedCross): Promise<Result<Cross, Refusal>> {
  const found = await findCrossed(ctx, asked, { open: true });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { head, crossed, rows, columns } = found;
  const table = crossOf(crossed, rows.order, columns.order);
  const parties = crossOf(crossed, rows.order, columns.order, ({ report }) => report.party);
  return ok({ ...head, ...leaving([{ table, parties }])[0]!, cell: null });
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
