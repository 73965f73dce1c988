import { findQuestion } from "~/features/templates/model/visibility";
import { fieldLabelKey, matrixRowKey, optionName } from "~/features/templates/model/texts";
import { choicesOf, codesOf } from "~/features/templates/model/values";
import { templateReferences } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { GROUPINGS, type Grouping } from "../model";
import type { AskedCompilation } from "../model/address";
import { placeOf } from "../model/arrange";
import { countedFields, figuresOf, givenIn, partiesIn, type Choice, type CountTable, type Earlier, type Figures, type Said } from "../model/figures";
import { leaving, type Counted } from "../model/leaving";
import { findEarlier } from "./earlier.server";
import { findEntries, keysOf, partsIn } from "./entries.server";

type Place = { field?: string; item?: string };
type SaidOf = (by: Grouping) => Said[];

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
    question.kind === "matrix"
      ? codesOf(question.rows, references).map((key) => ({
          key,
          label: head.texts[matrixRowKey(question, key) ?? `reference.${"reference" in question.rows ? question.rows.reference : ""}.${key}`] ?? key,
        }))
      : [];
  const item = items.some(({ key }) => key === askedItem) ? askedItem : "";
  const ids = [...new Set(entries.map(({ submission }) => submission))];
  const values = await runSql<{ submission: string; row: string; value: unknown }>(
    ctx.db,
    sql`select submission_id as submission, "row", value from submitted_answer
        where submission_id = any(${ids}::uuid[]) and question = ${head.question} and not (${open} and confidential)`,
  );
  const valueOf = new Map(values.map((row) => [placeOf(row), row.value]));
  const t = translator(ctx.language);
  const choices = (choicesOf(field, references) ?? (field.kind === "tick" ? ["true"] : [])).map((key) => ({
    key,
    label: field.kind === "tick" ? t("reports:answerView.yes") : optionName(question, field, key, head.texts),
  }));
  const saidOf: SaidOf = (by) => {
    const known = new Set(partsIn(by, reference, ctx.language).map(({ key }) => key));
    return entries.map((entry) => ({
      party: entry.party,
      given: givenIn(question, field.id, item, valueOf.get(placeOf(entry))),
      columns: keysOf(by, entry, known),
    }));
  };
  const place = {
    ...head,
    field: field.id,
    item,
    fields: counted.map((one) => ({ key: one.id, label: head.texts[fieldLabelKey(question, one)] ?? one.id })),
    items,
  };
  return { place, field, choices, saidOf, reference, earlier: await findEarlier(ctx, asked, found, { field, item, references, open }) };
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
export async function getFigures(ctx: Ctx, asked: AskedCompilation, place: Place = {}): Promise<Result<Figures, Refusal>> {
  const found = await findSaid(ctx, asked, place, { open: false });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { field, choices, saidOf, reference, earlier } = found;
  const figures = figuresOf(field, saidOf(asked.by), choices, partsIn(asked.by, reference, ctx.language));
  return ok({ ...found.place, ...figures, before: earlier && earlierOf(earlier.cycle, figuresOf(field, earlier.said, choices, [])) });
}

/** The same as it leaves the desk: of answers that are not confidential, without numbers that stay there. Refuses as `getFigures`. */
export async function getOpenFigures(ctx: Ctx, asked: AskedCompilation, place: Place = {}): Promise<Result<Figures, Refusal>> {
  const found = await findSaid(ctx, asked, place, { open: true });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { field, choices, saidOf, reference, earlier } = found;
  const counted = (said: readonly Said[], order: readonly Choice[]): Counted => ({
    table: figuresOf(field, said, choices, order),
    parties: figuresOf(field, said, choices, order, partiesIn),
  });
  const groupings = leaving(GROUPINGS.map((by) => counted(saidOf(by), partsIn(by, reference, ctx.language))));
  return ok({
    ...found.place,
    ...groupings[GROUPINGS.indexOf(asked.by)]!,
    before: earlier && earlierOf(earlier.cycle, leaving([counted(earlier.said, [])])[0]!),
  });
}
