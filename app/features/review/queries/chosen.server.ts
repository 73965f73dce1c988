import { findPartyCodes } from "~/features/reference/queries/search.server";
import { submissionWhere } from "~/features/reports/model/submission-filters";
import { isUuid } from "~/lib/keyset";
import type { Ctx } from "~/platform/context.server";
import { NO_OFFICER, type QueueFilters } from "../model";

const officerWhere = (officer: string | undefined): object => {
  if (!officer) return {};
  if (officer === NO_OFFICER) return { officerId: null };
  return isUuid(officer) ? { officerId: officer } : { id: { in: [] } };
};

/** The condition for the versions the queue shows under some filters; the state is left out where it is only counted by. */
export async function chosenWhere(ctx: Pick<Ctx, "db" | "now">, filters: QueueFilters, { byState = true } = {}): Promise<object> {
  const parties = filters.q ? await findPartyCodes(ctx, filters.q) : [];
  return {
    AND: [
      submissionWhere(filters, parties),
      officerWhere(filters.officer),
      byState && filters.state ? { state: filters.state } : {},
      filters.overdue ? { dueAt: { lt: ctx.now() } } : {},
    ],
  };
}
