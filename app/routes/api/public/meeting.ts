import { z } from "zod";
import { getPublicMeeting } from "~/features/meetings/queries/meetings.server";
import { publicJson } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/meetings/:meeting`: a meeting with its agenda, its lists of speakers and its public statements. */
export const loader = publicLoader({ params: z.object({ meeting: z.string() }) }, async ({ params: { meeting }, ctx, request }) => {
  const found = await getPublicMeeting(ctx, meeting);
  return found.ok ? publicJson(request, found.value, { seconds: 0 }) : problem(found.error, ctx.language);
});
