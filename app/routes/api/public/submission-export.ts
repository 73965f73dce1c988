import { z } from "zod";
import { paperOfPublished } from "~/features/papers/queries/reports.server";
import { answerWithPaper } from "~/http/paper.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/submissions/:symbol/export`: a published report as a PDF, a Word document or an Excel workbook, also a version that has been replaced. */
export const loader = publicLoader({ params: z.object({ symbol: z.string() }) }, async ({ params, ctx, request }) =>
  answerWithPaper(
    request,
    (refusal) => problem(refusal, ctx.language),
    ({ extent }) => paperOfPublished(ctx, params.symbol, extent),
  ),
);
