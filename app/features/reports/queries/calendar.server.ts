import { links } from "~/lib/links";
import { writeCalendar, type CalendarEntry } from "~/platform/calendar/calendar.server";
import type { UserCtx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import { listReports, listStartable } from "./pages.server";

/** Reports of past cycles are done; so many of the newest hold every open one. */
const NEWEST = 200;

/** The deadlines of the actor's reports that are still to be signed, begun or not, with the extensions their parties were given. */
export async function calendarOfReports(ctx: UserCtx): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const t = translator(ctx.language);
  const [{ items }, startable] = await Promise.all([listReports(ctx, { limit: NEWEST }), listStartable(ctx)]);
  const host = new URL(ctx.origin).host;
  const open = items
    .filter(({ state, isClosed }) => state === "draft" && !isClosed)
    .map((report) => ({ ...report, url: links.report(ctx.language, report.id) }));
  const entries = [...open, ...startable.map((report) => ({ ...report, url: links.reports(ctx.language) }))].flatMap(
    ({ template, title, party, line, lineName, deadline, url }): CalendarEntry[] =>
      deadline === null
        ? []
        : [
            {
              uid: [template, party.code, line].filter(Boolean).join("-").toLowerCase() + `@${host}`,
              at: new Date(deadline),
              until: null,
              title: t("deadlines:calendar.entry", { title: lineName ? `${title} · ${lineName}` : title }),
              text: party.name,
              url: ctx.origin + url,
              remindDaysBefore: 7,
            },
          ],
  );
  return {
    name: "deadlines.ics",
    type: "text/calendar; charset=utf-8",
    bytes: writeCalendar({ name: t("deadlines:calendar.mine"), language: ctx.language, madeAt: ctx.now(), entries }),
  };
}
