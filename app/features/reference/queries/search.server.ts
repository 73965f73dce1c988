import { asBeginning } from "~/lib/folding";
import type { Ctx } from "~/platform/context.server";
import { partiesMatching } from "../model";
import { readReference } from "../queries.server";

/** More organisations than this are not told apart by what was typed. */
const MOST = 200;

/**
 * Codes of the parties somebody may mean: States and entities by part of a name or by acronym, from the lists kept in
 * memory; organisations by the beginning of any word of their name, by acronym or by code, through an index.
 */
export async function findPartyCodes(ctx: Pick<Ctx, "db">, typed: string): Promise<string[]> {
  const { sets } = await readReference(ctx.db);
  const listed = partiesMatching([...(sets.get("parties") ?? []), ...(sets.get("un-entities") ?? [])], typed);
  const beginning = asBeginning(typed);
  if (beginning === "") return listed;
  const pattern = `${beginning.replace(/[\\%_]/g, "\\$&")}%`;
  const organisations = await ctx.db.$queryRaw<{ code: string }[]>`
    select distinct p.code from party_term t join party p on p.id = t.party_id where t.term like ${pattern} order by p.code limit ${MOST}`;
  return [...listed, ...organisations.map(({ code }) => code)];
}
