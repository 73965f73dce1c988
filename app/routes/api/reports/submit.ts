import { z } from "zod";
import { submitReport } from "~/features/reports/commands/submit.server";
import { submitBody } from "~/features/reports/schema";
import { answer, readJson } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction } from "~/http/secured.server";

/** `POST /api/v1/reports/:id/submit`: signs what the hash names. */
export const action = securedAction({ params: z.object({ id: z.string() }), can: "reports.submit" }, async ({ params, ctx, request }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const read = await readJson(request, submitBody);
  if (!read.ok) return problem(read.error, ctx.language);
  return answer(await submitReport(ctx, { reportId: params.id, contentHash: read.value.contentHash, ...read.value.declaration }), ctx.language);
});
