import { z } from "zod";
import { calendarOfMeeting } from "~/features/meetings/queries/meetings.server";
import { downloadOf } from "~/http/download.server";
import { publicLoader, valueOr404 } from "~/http/secured.server";

/** A meeting as a calendar file. */
export const loader = publicLoader({ params: z.object({ meeting: z.string() }) }, async ({ ctx, params: { meeting }, request }) =>
  downloadOf(valueOr404(await calendarOfMeeting(ctx, meeting), request, ctx)),
);
