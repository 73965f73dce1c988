import type { Refusal } from "~/lib/refusal";
import { links } from "~/lib/links";
import { ok, refuse, type Result } from "~/lib/result";
import { writeCalendar } from "~/platform/calendar/calendar.server";
import type { Ctx } from "~/platform/context.server";
import { publicTimeline } from "./consultation.server";

type File = { name: string; type: string; bytes: Uint8Array };

/** The steps of the open cycle as a calendar file, in the reader's language. Refuses `cycle.not_found` when none is open. */
export async function calendarOfCycle(ctx: Pick<Ctx, "db" | "now" | "language" | "origin">): Promise<Result<File, Refusal>> {
  const timeline = await publicTimeline(ctx);
  if (!timeline) return refuse({ code: "cycle.not_found" });
  const url = ctx.origin + links.timeline(ctx.language);
  const bytes = writeCalendar({
    name: timeline.name,
    language: ctx.language,
    madeAt: ctx.now(),
    entries: timeline.steps.map(({ code, kind, name, at, until }) => ({
      uid: `${timeline.code}-${code}@${new URL(ctx.origin).host}`,
      at: new Date(at),
      until: until === null ? null : new Date(until),
      title: name,
      text: timeline.name,
      url,
      ...(kind === "deadline" && { remindDaysBefore: 7 }),
    })),
  });
  return ok({ name: `${timeline.code}.ics`, type: "text/calendar; charset=utf-8", bytes });
}
