import { z } from "zod";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { operationsSchema } from "~/features/saves/schema";
import { json, readJson } from "~/http/api.server";
import { problem, problemBody } from "~/http/problem.server";
import { securedAction } from "~/http/secured.server";

/** `POST /api/v1/reports/:id/saves`: the queue after a break, in order; one result per operation, a refusal as in the single call. */
export const action = securedAction({ params: z.object({ id: z.string() }), can: "reports.write" }, async ({ params, ctx, request }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const operations = await readJson(request, operationsSchema);
  if (!operations.ok) return problem(operations.error, ctx.language);
  const via = request.headers.has("authorization") ? "api" : "form";
  const saved = await saveAnswers(ctx, { reportId: params.id, via, operations: operations.value });
  if (!saved.ok) return problem(saved.error, ctx.language);
  const results = saved.value.map((result, index) => ({
    opId: operations.value[index]!.opId,
    ...(result.ok ? { status: 200, ...result.value } : problemBody(result.error, ctx.language)),
  }));
  return json({ results });
});
