import { z } from "zod";
import { paperOfReport } from "~/features/papers/queries/reports.server";
import { ownPaperQuery } from "~/http/api-query";
import { answerWithPaper } from "~/http/paper.server";
import { problem } from "~/http/problem.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/export`: one's own report as a PDF, a Word document or an Excel workbook. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx, request }) =>
  answerWithPaper(
    request,
    (refusal) => problem(refusal, ctx.language),
    ({ extent, history }) => paperOfReport(ctx, params.id, extent, { history }),
    ownPaperQuery,
  ),
);
