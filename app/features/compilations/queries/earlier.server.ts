import type { Names } from "~/features/reference/queries.server";
import { findQuestion } from "~/features/templates/model/visibility";
import { fieldsOf, type FormQuestion, type References } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { getTemplateVersion } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { AskedCompilation } from "../model/address";
import { idsNarrowed, type FoundEntries } from "./entries.server";
import { isInput } from "./standing.server";

type Row = { cycle: Names; version: string; party: string; value: unknown };

/** An answer of then, with its question as it was asked. */
type EarlierAnswer = { party: string; question: FormQuestion; value: unknown };

/**
 * What was said in a field in the last cycle before that of the entries that had the same template, under the same filters; null
 * where there was none, or where its question asked for another kind of answer. With `open`, without confidential answers. Takes
 * entries its callers found.
 */
export async function findEarlier(
  ctx: Ctx,
  { filters }: Pick<AskedCompilation, "filters">,
  { cycle, head, repeats, rowAsked }: FoundEntries,
  { field, references, open }: { field: Field; references: References; open: boolean },
): Promise<{ cycle: string; said: EarlierAnswer[] } | null> {
  const ids = await idsNarrowed(ctx, head.template, filters);
  const rows = await runSql<Row>(
    ctx.db,
    sql`with before as (
          select c.id, c.names from cycle c join cycle o on o.code = ${cycle.code} and c.position < o.position
          where exists (select 1 from report r where r.cycle_id = c.id and r.template = ${head.template}) order by c.position desc limit 1)
        select b.names as cycle, r.template_version_id as version, s.party_code as party, a.value
        from before b join report r on r.cycle_id = b.id and r.template = ${head.template} join submission s on s.report_id = r.id
        join submitted_answer a on a.submission_id = s.id and a.question = ${head.question}
        where ${isInput} and not (${open} and a.confidential) and (${head.row} = '' or a."row" = ${head.row}) and (a."row" <> '') = ${repeats} and (${ids === null} or s.id = any(${ids ?? []}::uuid[]))`,
  );
  if (!rows[0]) return null;
  const said = rows.map(async ({ version, party, value }): Promise<EarlierAnswer[]> => {
    const { definition } = await getTemplateVersion(ctx.db, version);
    const question = findQuestion(definition, head.question, rowAsked, references);
    const asked = question && fieldsOf(question).find(({ id }) => id === field.id);
    return asked?.kind === field.kind ? [{ party, question: question!, value }] : [];
  });
  const known = (await Promise.all(said)).flat();
  return known.length === 0 ? null : { cycle: rows[0].cycle[ctx.language], said: known };
}
