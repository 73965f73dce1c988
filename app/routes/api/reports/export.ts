import { z } from "zod";
import { paperOfReport } from "~/features/papers/queries/reports.server";
import { ownPaperQuery } from "~/http/api-query";
import { answerWithPaper } from "~/http/paper.server";
import { problem } from "~/http/problem.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/export`: one's own report as a PDF, a Word document or an Excel workbook. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const answer = await answerWithPaper(
    request,
    (refusal) => problem(refusal, ctx.language),
    ({ extent, history, comments }) => paperOfReport(ctx, id, extent, { history, comments }),
    ownPaperQuery,
  );
  noteDownload(ctx, answer, request, { type: "report.downloaded", subject: `report:${id}` });
  return answer;
});
