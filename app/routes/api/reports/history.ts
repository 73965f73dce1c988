import { z } from "zod";
import { getAnswerHistory } from "~/features/reports/queries/answers.server";
import { historyQuery } from "~/http/api-query";
import { answer, readQuery } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/answers/:question/history`: every save, newest first. */
export const loader = securedLoader(
  { params: z.object({ id: z.string(), question: z.string().max(40) }), can: "reports.read" },
  async ({ params, ctx, request }) => {
    const asked = readQuery(request, historyQuery);
    if (!asked.ok) return problem(asked.error, ctx.language);
    return answer(await getAnswerHistory(ctx, params.id, { question: params.question, row: asked.value.row }, asked.value), ctx.language);
  },
);
