import { redirect } from "@remix-run/node";
import { z } from "zod";
import { withCites } from "~/features/publication/model";
import { getPublished } from "~/features/publication/queries/published.server";
import { publicJson } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";

/** `GET /api/v1/submissions/:symbol`: what the public page shows, and what its answers cite. A version that has been replaced leads to the one that stands now. */
export const loader = publicLoader({ params: z.object({ symbol: z.string() }) }, async ({ params, ctx, request }) => {
  const found = await getPublished(ctx, params.symbol);
  if (!found.ok) return problem(found.error, ctx.language);
  if (found.value.kind === "replaced") return redirect(links.apiSubmission(ctx.language, found.value.by), { headers: { "cache-control": "public, no-cache" } });
  return publicJson(request, withCites(found.value.report), { seconds: 0 });
});
