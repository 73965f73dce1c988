import { listTemplates } from "~/features/publication/queries/consultation.server";
import { publicList } from "~/http/api.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/templates`: the templates open for reporting, in the language of `?lang=`. */
export const loader = publicLoader({}, async ({ ctx, request }) => publicList(request, ctx.language, await listTemplates(ctx), ({ template }) => template));
