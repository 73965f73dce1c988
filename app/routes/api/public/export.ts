import { exportPublished } from "~/features/publication/queries/export.server";
import { readFilters } from "~/features/reports/model/submission-filters";
import { exportQuery } from "~/http/api-query";
import { readQuery } from "~/http/api.server";
import { exportAnswer } from "~/http/export.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/export`: the published answers of all submissions found, as CSV, JSON lines or an Excel workbook. */
export const loader = publicLoader({}, async ({ ctx, request }) => {
  const asked = readQuery(request, exportQuery);
  if (!asked.ok) return problem(asked.error, ctx.language);
  const { format, cycle, names: language = ctx.language } = asked.value;
  const rows = exportPublished({ ...ctx, language }, readFilters(new URL(request.url).searchParams));
  return exportAnswer(rows, { format, cycle, language, origin: ctx.origin, now: ctx.now() });
});
