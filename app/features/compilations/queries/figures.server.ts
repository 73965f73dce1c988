import { findQuestion } from "~/features/templates/model/visibility";
import { fieldLabelKey, matrixRowKey, optionName } from "~/features/templates/model/texts";
import { choicesOf, codesOf } from "~/features/templates/model/values";
import { templateReferences } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { AskedCompilation } from "../model/address";
import { placeOf } from "../model/arrange";
import { countedFields, figuresOf, givenIn, type Choice, type Figures } from "../model/figures";
import { findEarlier } from "./earlier.server";
import { findEntries, keysOf, partsIn } from "./entries.server";

/**
 * How often each choice was made in a field of a question, in all and by kind, region, group or language of who answered.
 * The first field that can be counted unless one is asked for; of a matrix one row or, with `item` "", all of them.
 * Refuses `compilation.not_found`: as a compilation does, and for what cannot be counted.
 */
export async function getFigures(
  ctx: Ctx,
  asked: AskedCompilation,
  { field: askedField = "", item: askedItem = "" }: { field?: string; item?: string } = {},
): Promise<Result<Figures, Refusal>> {
  const found = await findEntries(ctx, { ...asked, by: "kind", choice: undefined, part: undefined });
  if (!found) return refuse({ code: "compilation.not_found" });
  const { head, version, reference, entries, rowAsked } = found;
  const references = templateReferences(reference);
  const question = findQuestion(version.definition, head.question, rowAsked, references);
  const counted = question ? countedFields(question, references) : [];
  const field = askedField === "" ? counted[0] : counted.find(({ id }) => id === askedField);
  if (!question || !field) return refuse({ code: "compilation.not_found" });
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
    sql`select submission_id as submission, "row", value from submitted_answer where submission_id = any(${ids}::uuid[]) and question = ${head.question}`,
  );
  const valueOf = new Map(values.map((row) => [placeOf(row), row.value]));
  const order = partsIn(asked.by, reference, ctx.language);
  const known = new Set(order.map(({ key }) => key));
  const said = entries.map((entry) => ({ given: givenIn(question, field.id, item, valueOf.get(placeOf(entry))), columns: keysOf(asked.by, entry, known) }));
  const t = translator(ctx.language);
  const choices = (choicesOf(field, references) ?? (field.kind === "tick" ? ["true"] : [])).map((key) => ({
    key,
    label: field.kind === "tick" ? t("reports:answerView.yes") : optionName(question, field, key, head.texts),
  }));
  const figures = figuresOf(field, said, choices, order);
  const earlier = await findEarlier(ctx, asked, found, { field, item, references });
  const then =
    earlier &&
    figuresOf(
      field,
      earlier.given.map((given) => ({ given, columns: [] })),
      choices,
      [],
    );
  return ok({
    ...head,
    field: field.id,
    item,
    fields: counted.map((one) => ({ key: one.id, label: head.texts[fieldLabelKey(question, one)] ?? one.id })),
    items,
    ...figures,
    before: then && {
      cycle: earlier.cycle,
      answered: then.answered,
      totals: then.rows.map(({ total }) => total),
      measures: then.measures.map(({ total }) => total),
    },
  });
}
