import { calendarOfCycle } from "~/features/publication/queries/calendar.server";
import { downloadOf } from "~/http/download.server";
import { publicLoader, valueOr404 } from "~/http/secured.server";

/** The steps and deadlines of the open cycle as a calendar file. */
export const loader = publicLoader({}, async ({ ctx, request }) => downloadOf(valueOr404(await calendarOfCycle(ctx), request, ctx)));
