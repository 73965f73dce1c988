import { sortByName } from "~/features/reference/model";
import { codesOfSet, namesOfSet, readReference } from "~/features/reference/queries.server";
import { isReporting } from "~/lib/actor";
import type { Ctx } from "~/platform/context.server";
import type { BoardAssignment, BoardFilters, BoardHolder, FacilitatorBoard, FacilitatorOrder } from "../model";
import { findBoardCycle, readAssignments, readStanding, standingKey } from "./board.server";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;
type Row = BoardAssignment & { names: Readonly<Record<Ctx["language"], string>> };

/**
 * Which action lines are assigned to which entities, by line or by entity, and on which a report has been submitted. An
 * assignment that has ended is there only with the report made under it. Null when no cycle is open.
 */
export async function facilitatorBoard(ctx: PublicCtx, { by, show }: BoardFilters<FacilitatorOrder>): Promise<FacilitatorBoard | null> {
  const found = await findBoardCycle(ctx);
  if (!found) return null;
  const [assignments, standing, reference] = await Promise.all([readAssignments(ctx), readStanding(ctx, found, "un_entity"), readReference(ctx.db)]);
  const lineNames = namesOfSet(reference, "action-lines", ctx.language);
  const rows = assignments.flatMap(({ line, role, party, holds }): Row[] => {
    const reports = isReporting(role);
    const stands = reports ? standing(standingKey(party.code, line)) : { submittedAt: null, symbol: null };
    const isHeldAnew = assignments.some((other) => other.holds && isReporting(other.role) && other.line === line && other.party.code === party.code);
    if (!holds && (stands.submittedAt === null || isHeldAnew)) return [];
    const entity = { code: party.code, name: party.names[ctx.language] };
    return [{ line: { code: line, name: lineNames[line] ?? line }, entity, role, reports, ...stands, names: party.names }];
  });
  const reporting = rows.filter(({ reports }) => reports);
  const isShown = ({ reports, submittedAt }: Row): boolean => show === "all" || (reports && (show === "submitted") === (submittedAt !== null));
  const holders = by === "line" ? codesOfSet(reference, "action-lines").map((code) => ({ code, name: lineNames[code] ?? code })) : entitiesOf(rows, ctx);
  return {
    submitted: reporting.filter(({ submittedAt }) => submittedAt !== null).length,
    total: reporting.length,
    holders: holders.map((holder): BoardHolder => {
      const own = rows.filter(({ line, entity }) => (by === "line" ? line : entity).code === holder.code);
      const ownReports = own.filter(({ reports }) => reports);
      return {
        ...holder,
        submitted: ownReports.filter(({ submittedAt }) => submittedAt !== null).length,
        total: ownReports.length,
        assignments: [...own]
          .sort((one, other) => Number(other.reports) - Number(one.reports))
          .filter(isShown)
          .map(({ names: _, ...row }) => row),
      };
    }),
  };
}

/** The entities that have an assignment, in the reader's alphabetical order. */
const entitiesOf = (rows: readonly Row[], { language }: PublicCtx): { code: string; name: string }[] =>
  sortByName([...new Map(rows.map((row) => [row.entity.code, row])).values()], language).map(({ entity }) => entity);
