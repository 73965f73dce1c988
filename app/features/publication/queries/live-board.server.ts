import { TAKEN_BACK } from "~/features/reports/model";
import { namesOfSet, readReference } from "~/features/reference/queries.server";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { LiveBoard } from "../model";
import { boardSummary, findBoardCycle } from "./board.server";

/** Reports named on the board. */
const LATEST = 8;

/**
 * What the board in a meeting room shows: how many have submitted in the open cycle, and whose first versions came last.
 * Only what the status board shows, too: States and facilitators by name, other organisations as a number. Null when no cycle is open.
 */
export async function liveBoard(ctx: Pick<Ctx, "db" | "now" | "language">): Promise<LiveBoard | null> {
  const [found, summary] = await Promise.all([findBoardCycle(ctx), boardSummary(ctx)]);
  if (!found || !summary) return null;
  const named = [...found.templates.state, ...found.templates.un_entity];
  type Row = { code: string; line: string; at: Date };
  const [rows, reference] = await Promise.all([
    runSql<Row>(
      ctx.db,
      sql`select party_code as code, line, submitted_at as at from submission
          where cycle_code = ${found.cycle.code} and version = 1 and template = any(${named}::text[]) and state <> all(${[...TAKEN_BACK]}::text[])
          order by submitted_at desc, id desc limit ${LATEST}`,
    ),
    readReference(ctx.db),
  ]);
  const names = { ...namesOfSet(reference, "un-entities", ctx.language), ...namesOfSet(reference, "parties", ctx.language) };
  return {
    ...summary,
    at: ctx.now().toISOString(),
    latest: rows.map(({ code, line, at }) => ({ code, name: names[code] ?? code, line, submittedAt: at.toISOString() })),
  };
}
