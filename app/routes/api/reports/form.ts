import { z } from "zod";
import { fillableOfReport } from "~/features/imports/queries/fillable.server";
import { answerWithForm } from "~/http/filled-form.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/form`: the report's form, with what was answered so far, to fill in away from the portal. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.write" }, async ({ params, ctx, request }) =>
  answerWithForm(ctx, request, ({ page }) => fillableOfReport(ctx, params.id, { only: page || undefined })),
);
