import { redirect } from "@remix-run/node";
import { z } from "zod";
import { paperOfPublished } from "~/features/papers/queries/reports.server";
import { answerWithPaper } from "~/http/paper.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { ok } from "~/lib/result";

/** `GET /api/v1/submissions/:symbol/export`: a published report as a PDF, a Word document or an Excel workbook. A version that has been replaced leads to the one that stands now. */
export const loader = publicLoader({ params: z.object({ symbol: z.string() }) }, async ({ params, ctx, request }) =>
  answerWithPaper(
    request,
    (refusal) => problem(refusal, ctx.language),
    async ({ extent }) => {
      const found = await paperOfPublished(ctx, params.symbol, extent);
      if (!found.ok) return found;
      if (found.value.kind === "paper") return ok(found.value.paper);
      return redirect(links.apiSubmissionPaper(found.value.by) + new URL(request.url).search, { headers: { "cache-control": "public, no-cache" } });
    },
  ),
);
