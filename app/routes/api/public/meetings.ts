import { listMeetings } from "~/features/meetings/queries/meetings.server";
import { publicList } from "~/http/api.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/meetings`: the meetings of all cycles, those to come first. */
export const loader = publicLoader({}, async ({ ctx, request }) => {
  const { coming, past } = await listMeetings(ctx);
  return publicList(request, ctx.language, [...coming, ...past], ({ id }) => id);
});
