import { z } from "zod";
import { getReportPoints } from "~/features/clarifications/queries/points.server";
import { pageQuery } from "~/http/api-query";
import { answer, readQuery } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedLoader } from "~/http/secured.server";
import { ok } from "~/lib/result";

/** `GET /api/v1/reports/:id/clarifications`: what the secretariat asked about the report, newest first, with what was answered. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx, request }) => {
  const asked = readQuery(request, pageQuery);
  if (!asked.ok) return problem(asked.error, ctx.language);
  const found = await getReportPoints(ctx, params.id, asked.value);
  if (!found.ok) return answer(found, ctx.language);
  const { points, next } = found.value;
  // The texts before and after are answers, which have calls of their own.
  return answer(ok({ items: points.map(({ change: _, page: __, ...point }) => point), next }), ctx.language);
});
