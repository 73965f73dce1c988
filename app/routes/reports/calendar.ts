import { calendarOfReports } from "~/features/reports/queries/calendar.server";
import { downloadOf } from "~/http/download.server";
import { securedLoader } from "~/http/secured.server";

/** The deadlines of the reader's own reports, begun or not, as a calendar file. */
export const loader = securedLoader({ can: "reports.read" }, async ({ ctx }) => downloadOf(await calendarOfReports(ctx)));
