import { getTemplate } from "~/features/publication/queries/consultation.server";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Handout } from "../model";
import { templateBook } from "../model/template-book";
import { templatePaper } from "../model/template-paper";
import { templateWordsIn } from "./words.server";

/** An empty template that is open for reporting. Refuses `template.not_found`. */
export async function paperOfTemplate(ctx: Pick<Ctx, "db" | "now" | "language">, template: string): Promise<Result<Handout, Refusal>> {
  const found = await getTemplate(ctx, template);
  if (!found.ok) return found;
  const { groups } = await filterOptions(ctx);
  const groupNames = Object.fromEntries(groups.map(({ value, label }) => [value, label]));
  const options = { words: templateWordsIn(ctx.language), groupNames, now: ctx.now() };
  return ok({
    name: `${found.value.template}-${ctx.language}`,
    paper: () => templatePaper(found.value, options),
    book: () => templateBook(found.value, options),
  });
}
