import { listPublished } from "~/features/publication/queries/published.server";
import { readFilters } from "~/features/reports/model/submission-filters";
import { submissionsQuery } from "~/http/api-query";
import { publicJson, readQuery } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/submissions`: published submissions, newest publication first. */
export const loader = publicLoader({}, async ({ ctx, request }) => {
  const asked = readQuery(request, submissionsQuery);
  if (!asked.ok) return problem(asked.error, ctx.language);
  return publicJson(request, await listPublished(ctx, readFilters(new URL(request.url).searchParams), asked.value), { seconds: 0 });
});
