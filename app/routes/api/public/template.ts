import { z } from "zod";
import { getTemplate } from "~/features/publication/queries/consultation.server";
import { publicJson, REFERENCE_SECONDS } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/templates/:id`: a template's definition, its texts in the language of `?lang=`, and the lists it takes codes from. */
export const loader = publicLoader({ params: z.object({ id: z.string() }) }, async ({ params, ctx, request }) => {
  const template = await getTemplate(ctx, params.id);
  return template.ok ? publicJson(request, template.value, { seconds: REFERENCE_SECONDS }) : problem(template.error, ctx.language);
});
