import { z } from "zod";
import { paperOfSubmission } from "~/features/papers/queries/reports.server";
import { deskPaperQuery } from "~/http/api-query";
import { answerWithPaper } from "~/http/paper.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { refuse } from "~/lib/result";

/** A signed version for the desk, as a PDF, a Word document or an Excel workbook, contacts and confidential answers too. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const answer = await answerWithPaper(
    request,
    (refusal) => valueOr404(refuse(refusal), request, ctx),
    ({ extent, lang = ctx.language, comments }) => paperOfSubmission({ ...ctx, language: lang }, id, extent, { comments }),
    deskPaperQuery,
  );
  noteDownload(ctx, answer, request, { type: "submission.downloaded", subject: `submission:${id}` });
  return answer;
});
