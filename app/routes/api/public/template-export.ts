import { z } from "zod";
import { paperOfTemplate } from "~/features/papers/queries/templates.server";
import { templatePaperQuery } from "~/http/api-query";
import { answerWithPaper } from "~/http/paper.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/templates/:id/export`: an empty template as a PDF, a Word document or an Excel workbook. */
export const loader = publicLoader({ params: z.object({ id: z.string() }) }, async ({ params, ctx, request }) =>
  answerWithPaper(
    request,
    (refusal) => problem(refusal, ctx.language),
    () => paperOfTemplate(ctx, params.id),
    templatePaperQuery,
  ),
);
