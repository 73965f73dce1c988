import { findQuestion } from "~/features/templates/model/visibility";
import { fieldLabelKey } from "~/features/templates/model/texts";
import { codesOf } from "~/features/templates/model/values";
import { templateReferences } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { groupingOf, GROUPINGS, type Grouping } from "../model";
import type { AskedCompilation } from "../model/address";
import { placeOf } from "../model/arrange";
import { countedFields, figuresOf, partiesIn, type Choice, type CountTable, type Covered, type Earlier, type Figures, type Said } from "../model/figures";
import { leaving, type Counted } from "../model/leaving";
import { findEarlier } from "./earlier.server";
import { findEntries, keysOf, partsIn } from "./entries.server";
import { readReports } from "./reports.server";
import { itemName, readingOf } from "./scheme.server";

type Place = { field?: string; item?: string };
/** Answers in the columns of a grouping, and how many of the reports in each these are of. */
type Grouped = { order: Choice[]; said: Said[]; coverage: Covered[] };

/** What answers say in a field, now and in the cycle before; with `open`, only those that are not confidential. Null as `getFigures` refuses. */
async function findSaid(ctx: Ctx, asked: AskedCompilation, { field: askedField = "", item: askedItem = "" }: Place, { open }: { open: boolean }) {
  const found = await findEntries(ctx, { ...asked, by: "kind", choice: undefined, part: undefined });
  if (!found) return null;
  const { head, version, reference, entries, rowAsked } = found;
  const references = templateReferences(reference);
  const question = findQuestion(version.definition, head.question, rowAsked, references);
  const counted = question ? countedFields(question, references) : [];
  const field = askedField === "" ? counted[0] : counted.find(({ id }) => id === askedField);
  if (!question || !field) return null;
  const items: Choice[] =
    question.kind === "matrix" ? codesOf(question.rows, references).map((key) => ({ key, label: itemName(question, key, head.texts) })) : [];
  const item = items.some(({ key }) => key === askedItem) ? askedItem : "";
  const ids = [...new Set(entries.map(({ submission }) => submission))];
  const [values, reports, earlier] = await Promise.all([
    runSql<{ submission: string; row: string; value: unknown }>(
      ctx.db,
      sql`select submission_id as submission, "row", value from submitted_answer
          where submission_id = any(${ids}::uuid[]) and question = ${head.question} and not (${open} and confidential)`,
    ),
    readReports(ctx, asked, { cycle: found.cycle.code, of: "now" }),
    findEarlier(ctx, asked, found, { field, references, open }),
  ]);
  const valueOf = new Map(values.map((row) => [placeOf(row), row.value]));
  const answers = entries.map((entry) => ({ entry, question, value: valueOf.get(placeOf(entry)) }));
  const reading = readingOf(ctx.language, { question, field, item, texts: head.texts, references }, [...answers, ...(earlier?.said ?? [])]);
  const read = answers.map(({ entry, value }) => ({ entry, ...reading.read(question, value) }));
  const answering = new Set(read.filter(({ isGiven }) => isGiven).map(({ entry }) => entry.submission));
  const covered = (among: typeof reports): Covered => ({ reports: among.filter(({ submission }) => answering.has(submission)).length, of: among.length });
  const groupedBy = (by: Grouping): Grouped => {
    const parts = partsIn(by, reference, ctx.language);
    const known = new Set(parts.map(({ key }) => key));
    const said = read.map(({ entry, ...own }): Said => ({ ...own, party: entry.party, columns: keysOf(by, entry, known) }));
    const sorted = reports.map((report) => ({ report, keys: keysOf(by, report, known) }));
    // A column stands for whoever might have answered, too.
    const order = parts.filter(({ key }) => [...sorted.map(({ keys }) => keys), ...said.map(({ columns }) => columns)].some((keys) => keys.includes(key)));
    const inColumns = order.map(({ key }) => sorted.filter(({ keys }) => keys.includes(key)).map(({ report }) => report));
    return { order, said, coverage: [reports, ...inColumns].map(covered) };
  };
  const place = {
    ...head,
    field: field.id,
    item,
    fields: counted.map((one) => ({ key: one.id, label: head.texts[fieldLabelKey(question, one)] ?? one.id })),
    items,
  };
  const then = earlier && {
    cycle: earlier.cycle,
    said: earlier.said.map((one): Said => ({ ...reading.read(one.question, one.value), party: one.party, columns: [] })),
  };
  return { place, reading, groupedBy, then };
}

const earlierOf = (cycle: string, { answered, rows, measures }: CountTable): Earlier => ({
  cycle,
  answered,
  totals: rows.map(({ total }) => total),
  measures: measures.map(({ total }) => total),
});

/**
 * How often each choice was made in a field of a question, in all and by kind, region, group or language of who answered.
 * The first field that can be counted unless one is asked for; of a matrix one row or, with `item` "", all of them.
 * Refuses `compilation.not_found`: as a compilation does, and for what cannot be counted.
 */
export async function getFigures(ctx: Ctx, asked: AskedCompilation, where: Place = {}): Promise<Result<Figures, Refusal>> {
  const found = await findSaid(ctx, asked, where, { open: false });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { place, reading, groupedBy, then } = found;
  const { order, said, coverage } = groupedBy(groupingOf(asked.by));
  return ok({ ...place, ...figuresOf(reading, said, order), coverage, before: then && earlierOf(then.cycle, figuresOf(reading, then.said, [])) });
}

/** The same as it leaves the desk: of answers that are not confidential, without numbers that stay there. Refuses as `getFigures`. */
export async function getOpenFigures(ctx: Ctx, asked: AskedCompilation, where: Place = {}): Promise<Result<Figures, Refusal>> {
  const found = await findSaid(ctx, asked, where, { open: true });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { place, reading, groupedBy, then } = found;
  const counted = (said: readonly Said[], order: readonly Choice[]): Counted => ({
    table: figuresOf(reading, said, order),
    parties: figuresOf(reading, said, order, partiesIn),
  });
  const grouped = GROUPINGS.map(groupedBy);
  const at = GROUPINGS.indexOf(groupingOf(asked.by));
  const table = leaving(grouped.map(({ said, order }) => counted(said, order)))[at]!;
  const told = [table.answered, ...table.columns.map(({ count }) => count)];
  return ok({
    ...place,
    ...table,
    // Whose answers are not told are not told as reports.
    coverage: grouped[at]!.coverage.map(({ reports, of }, index) => ({ reports: told[index] === null ? null : reports, of })),
    before: then && earlierOf(then.cycle, leaving([counted(then.said, [])])[0]!),
  });
}
