import { STATUS_ORDERS } from "~/features/outreach/model/figures";
import { statusTable } from "~/features/outreach/queries/tables.server";
import { TABLE_FORMATS } from "~/features/outreach/schema";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { tableAnswer } from "~/http/table-file.server";
import { ok, refuse } from "~/lib/result";

/** The figures of the status page as CSV (unless `?format=xlsx`), arranged by `?by=`. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const by = STATUS_ORDERS.find((known) => known === searchParams.get("by")) ?? "un";
  const format = TABLE_FORMATS.find((known) => known === searchParams.get("format")) ?? "csv";
  const found = await statusTable(ctx, by);
  const table = valueOr404(found ? ok(found) : refuse({ code: "outreach.not_found" }), request, ctx);
  return tableAnswer({ name: `status-${by}`, format, language: ctx.language, made: ctx.now(), ...table });
});
