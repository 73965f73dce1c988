import { z } from "zod";
import { listAnswers } from "~/features/reports/queries/answers.server";
import { answer } from "~/http/api.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/answers`: every answer of the working copy. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx }) =>
  answer(await listAnswers(ctx, params.id), ctx.language),
);
