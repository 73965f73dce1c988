import { z } from "zod";
import { listAnswers } from "~/features/reports/queries/answers.server";
import { unitOf } from "~/features/reports/model";
import { wholeQuery } from "~/http/api-query";
import { answer, pageOfWhole, readQuery } from "~/http/api.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/answers`: every answer of the working copy. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params, ctx, request }) => {
  const asked = readQuery(request, wholeQuery);
  if (!asked.ok) return answer(asked, ctx.language);
  const found = await listAnswers(ctx, params.id);
  return answer(found.ok ? pageOfWhole(found.value.items, unitOf, asked.value) : found, ctx.language);
});
