import { z } from "zod";
import { getReportDetail } from "~/features/reports/queries/pages.server";
import { answer } from "~/http/api.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id`: one report with the state of its pages, what is missing, and the hash that submitting must name. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx }) =>
  answer(await getReportDetail(ctx, params.id), ctx.language),
);
