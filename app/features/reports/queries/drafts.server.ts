import { fixedText, readReference } from "~/features/reference/queries.server";
import { getTemplateVersion, textsOf } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";

/** The drafts of a party in open cycles by name, for who may know its people: what it is working on, not what stands there. */
export async function listDraftNames(ctx: Pick<Ctx, "db" | "language">, partyId: string): Promise<string[]> {
  const rows = await ctx.db.report.findMany({
    where: { partyId, state: "draft", cycle: { state: "open" } },
    orderBy: [{ template: "asc" }, { line: "asc" }],
    select: { line: true, templateVersionId: true },
  });
  const reference = await readReference(ctx.db);
  const names = rows.map(async ({ line, templateVersionId }) => {
    const version = await getTemplateVersion(ctx.db, templateVersionId);
    const title = textsOf(version, reference, ctx.language).title ?? version.template;
    return line ? `${title}: ${fixedText(line, "", reference, ctx.language)}` : title;
  });
  return Promise.all(names);
}
