import { readReference, type ReferenceData } from "~/features/reference/queries.server";
import { asKnown } from "~/lib/known";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { isHeld, type Hold, type ReportPage } from "../model";
import { isInReach, UUID } from "./load.server";
import { getReportPage } from "./pages.server";

/** Pages kept as data: of the reports that are being worked on at one time, the last one or two each author looked at. */
const MOST_KEPT = 100;

const keptFor = new WeakMap<ReferenceData, Map<string, ReportPage>>();

/**
 * `getReportPage` for somebody who looks again: a page whose state is the one it was put together from is the page put
 * together before. It is shared: nobody changes it. Refuses as that does; refusals are not kept.
 */
export async function getKeptPage(ctx: UserCtx, id: string, pageId: string): Promise<Result<ReportPage, Refusal>> {
  const state = await findPageState(ctx, id);
  if (!state) return refuse({ code: "report.not_found" });
  const reference = await readReference(ctx.db);
  let kept = keptFor.get(reference);
  if (!kept) keptFor.set(reference, (kept = new Map<string, ReportPage>()));
  const now = ctx.now();
  // Roles, holds and the units of a party change by the clock, too.
  const key = JSON.stringify([state.digest, pageId, ctx.language, ctx.actor, isHeld(state, now), now.toISOString().slice(0, 10)]);
  let page = kept.get(key);
  if (!page) {
    const made = await getReportPage(ctx, id, pageId);
    if (!made.ok) return made;
    page = asKnown(made.value);
  }
  kept.delete(key);
  kept.set(key, page);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return ok(page);
}

/**
 * All that the pages of a report are made of, as one SHA-256, for whoever the report is in reach of; null otherwise. Read
 * before the page is, so that what is kept is never older than its state says. Whatever `getReportPage` comes to read
 * belongs in here: `kept-pages.test.ts` holds the tables of both against each other.
 */
export async function findPageState({ db, actor }: Pick<UserCtx, "db" | "actor">, id: string): Promise<(Hold & { digest: string }) | null> {
  if (!UUID.test(id)) return null;
  const [row] = await runSql<Hold & { digest: string }>(
    db,
    sql`
    select report.held_from as "heldFrom", report.held_until as "heldUntil", encode(sha256(convert_to(row(
      report.*, p.*, c.*,
      (select k.party_id from clearance_chain k where k.party_id = p.id),
      (select array_agg(m order by m.id) from milestone m where m.cycle_id = c.id),
      (select array_agg(x order by x.id) from extension x where x.party_id = p.id),
      (select array_agg(g order by g."group", g."from") from party_group g where g.party_id = p.id),
      (select array_agg(row(s.id, s.version, s.state, s.receipt, s.symbol, s.submitted_at, s.late, e.cycle_id, d.position, d.names, e.template_version_id) order by s.id)
       from report e join cycle d on d.id = e.cycle_id join submission s on s.report_id = e.id
       where e.party_id = report.party_id and e.template = report.template and e.line = report.line),
      (select array_agg(row(a.question, a.row, a.hash, a.language, a.confidential, a.revision, a.updated_at, u.name) order by a.question, a.row)
       from answer a join "user" u on u.id = a.updated_by_id where a.report_id = report.id),
      (select array_agg(row(x, u.name, d.name) order by x.id) from proposed_answer x join "user" u on u.id = x.user_id left join "user" d on d.id = x.decided_by_id
       where x.report_id = report.id),
      (select array_agg(row(o, u.name) order by o.question, o.row) from carry_over o left join "user" u on u.id = o.by_id where o.report_id = report.id)
    )::text, 'UTF8')), 'hex') as digest
    from report join party p on p.id = report.party_id join cycle c on c.id = report.cycle_id
    where report.id = ${id}::uuid and ${isInReach(actor)}`,
  );
  return row ?? null;
}
