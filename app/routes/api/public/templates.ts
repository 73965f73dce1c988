import { listTemplates } from "~/features/publication/queries/consultation.server";
import { publicJson, REFERENCE_SECONDS } from "~/http/api.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/templates`: the templates open for reporting, in the language of `?lang=`. */
export const loader = publicLoader({}, async ({ ctx, request }) =>
  publicJson(request, { items: await listTemplates(ctx), next: null }, { seconds: REFERENCE_SECONDS }),
);
