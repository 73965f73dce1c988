import { isCompilable } from "~/features/compilations/queries/questions.server";
import { isInput } from "~/features/compilations/queries/standing.server";
import { findBegunCycle } from "~/features/cycles/queries.server";
import { allQuestionsOf, localize, questionKey } from "~/features/templates/model/texts";
import { placesOf } from "~/features/templates/model/visibility";
import { listOpenTemplates } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { CodableSource } from "../model";
import { isCodable } from "../model/texts";
import { holdsCoding } from "../policy";

type Counted = { template: string; question: string; repeats: boolean; count: number; done: number };

/**
 * The questions of the templates of the cycle that is read across that are answered in sentences, each with how many have answered it and with how many
 * answers the reader has done. Empty for those who do not read at the desk.
 */
export async function listCodable(ctx: Ctx): Promise<CodableSource[]> {
  const cycle = holdsCoding(ctx.actor, "read") ? await findBegunCycle(ctx) : null;
  if (!cycle) return [];
  const [templates, counts] = await Promise.all([
    listOpenTemplates(ctx, cycle.id),
    runSql<Counted>(
      ctx.db,
      sql`select s.template, a.question, a."row" <> '' as repeats, count(*)::int as count, count(d.hash)::int as done
          from submission s join submitted_answer a on a.submission_id = s.id
          left join coding_done d on d.hash = a.hash and d.coder_id = ${ctx.actor?.id ?? null}::uuid
          where s.cycle_code = ${cycle.code} and ${isInput} group by 1, 2, 3`,
    ),
  ]);
  return templates.map(({ template, definition, strings }) => {
    const texts = localize(strings, ctx.language);
    const places = placesOf(definition);
    return {
      template,
      title: texts.title ?? template,
      questions: allQuestionsOf(definition)
        .filter((question) => isCompilable(question) && isCodable(question))
        .flatMap((question) => {
          // What stands under no row of a section that repeats is which rows were chosen.
          const repeats = places.get(question.code)?.repeat !== undefined;
          const found = counts.find((one) => one.template === template && one.question === question.code && one.repeats === repeats);
          return found ? [{ code: question.code, label: texts[questionKey(question, "label")] ?? question.code, count: found.count, done: found.done }] : [];
        }),
    };
  });
}
