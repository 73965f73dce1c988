import { z } from "zod";
import { fillableOfTemplate } from "~/features/imports/queries/fillable.server";
import { answerWithForm } from "~/http/filled-form.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/templates/:id/form`: an empty form, to fill in away from the portal. */
export const loader = publicLoader({ params: z.object({ id: z.string() }) }, async ({ params, ctx, request }) =>
  answerWithForm(ctx, request, () => fillableOfTemplate(ctx, params.id)),
);
