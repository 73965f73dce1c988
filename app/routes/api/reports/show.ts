import { z } from "zod";
import { getReport } from "~/features/reports/queries/pages.server";
import { answer } from "~/http/api.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id`: one report with the state of its pages. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx }) =>
  answer(await getReport(ctx, params.id), ctx.language),
);
