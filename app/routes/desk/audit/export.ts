import { exportEvents } from "~/features/audit/queries/log.server";
import { readLogFilters } from "~/features/audit/schema";
import { downloadInParts } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

/** The audit log as CSV, narrowed as its page was: for administrators. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { search, searchParams } = new URL(request.url);
  const parts = valueOr404(await exportEvents(ctx, readLogFilters(searchParams)), request, ctx);
  noteRead(ctx, { type: "audit.exported", subject: "audit", detail: search, data: { format: "csv" } });
  return downloadInParts(parts, { name: `audit-${ctx.now().toISOString().slice(0, 10)}.csv`, type: "text/csv; charset=utf-8" });
});
