import type { Names } from "~/features/reference/queries.server";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { AskedCross } from "../model/address";
import { idsNarrowed, type CountedParty } from "./entries.server";
import { isInput } from "./standing.server";

/** A report with what it may be counted under, by its latest version that is input. */
export type ReportRow = CountedParty & {
  submission: string;
  symbol: string;
  party: string;
  name: string;
  line: string[];
  sdg: string[];
  gdc: string[];
  cycle: Names;
  version: string;
};

/** Which cycle reports are of: the one named, or the last before it that had the template. */
const OF = {
  now: (cycle: string) => sql`c.code = ${cycle}`,
  before: (cycle: string, template: string) => sql`c.id = (
    select e.id from cycle e join cycle o on o.code = ${cycle} and e.position < o.position
    where exists (select 1 from report r where r.cycle_id = e.id and r.template = ${template}) order by e.position desc limit 1)`,
};

/** The reports on one template under some filters. Takes an actor its callers found to read at the desk. */
export async function readReports(
  ctx: Ctx,
  { template, filters }: Pick<AskedCross, "template" | "filters">,
  { cycle, of }: { cycle: string; of: keyof typeof OF },
): Promise<ReportRow[]> {
  const ids = await idsNarrowed(ctx, template, filters);
  return runSql<ReportRow>(
    ctx.db,
    sql`select s.id as submission, s.symbol, s.party_code as party, p.names ->> ${ctx.language} as name, p.kind, s.category, s.un_group as un,
          s.itu_region as itu, s.groups, s.language, s.lines as line, s.sdgs as sdg, s.gdc, c.names as cycle, r.template_version_id as version
        from submission s join report r on r.id = s.report_id join party p on p.id = r.party_id join cycle c on c.id = r.cycle_id
        where ${OF[of](cycle, template)} and s.template = ${template} and ${isInput} and (${ids === null} or s.id = any(${ids ?? []}::uuid[]))`,
  );
}
