import { z } from "zod";
import { withCites } from "~/features/publication/model";
import { getPublished } from "~/features/publication/queries/published.server";
import { publicJson } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/submissions/:symbol`: what the public page shows, and what its answers cite. A version that has been replaced names the one that stands now. */
export const loader = publicLoader({ params: z.object({ symbol: z.string() }) }, async ({ params, ctx, request }) => {
  const found = await getPublished(ctx, params.symbol);
  return found.ok ? publicJson(request, withCites(found.value), { seconds: 0 }) : problem(found.error, ctx.language);
});
