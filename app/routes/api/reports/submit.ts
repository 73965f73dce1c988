import { z } from "zod";
import { getChangesSinceReview } from "~/features/readings/queries/changes.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { submitBody } from "~/features/reports/schema";
import { answer, readJson } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction } from "~/http/secured.server";

/** `POST /api/v1/reports/:id/submit`: signs what the hash names; where the report says something else by now, tells what changed. */
export const action = securedAction({ params: z.object({ id: z.string() }), can: "reports.submit" }, async ({ params, ctx, request }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const read = await readJson(request, submitBody);
  if (!read.ok) return problem(read.error, ctx.language);
  const { contentHash, declaration } = read.value;
  const submitted = await submitReport(ctx, { reportId: params.id, contentHash, ...declaration });
  if (submitted.ok || submitted.error.code !== "report.changed_since_review") return answer(submitted, ctx.language);
  const changes = await getChangesSinceReview(ctx, params.id, contentHash);
  const changed = changes.ok && changes.value ? changes.value.answers : null;
  return problem({ ...submitted.error, detail: { ...(submitted.error.detail as object), changed } }, ctx.language);
});
