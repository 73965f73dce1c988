import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from "ical-generator";

/**
 * One entry of a calendar file: an instant, or a span until one (exclusive). `uid`: the same in every edition, so that a
 * calendar knows it again; `edition`: which one it is, from 0, where its times may change; `cancelled`: it does not take place.
 */
export type CalendarEntry = {
  uid: string;
  at: Date;
  until: Date | null;
  title: string;
  text: string;
  url: string;
  remindDaysBefore?: number;
  edition?: number;
  cancelled?: boolean;
};
export type CalendarInput = { name: string; language: string; madeAt: Date; entries: readonly CalendarEntry[] };

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

/**
 * A calendar file (RFC 5545): times in UTC, so that every calendar shows them by its reader's clock; lines folded and texts
 * escaped by the library. A deadline is an hour that ends with it: an entry without length is hidden by some programs.
 */
export function writeCalendar({ name, language, madeAt, entries }: CalendarInput): Uint8Array {
  const calendar = ical({ name, prodId: { company: "portal", product: "deadlines", language: language.toUpperCase() }, method: ICalCalendarMethod.PUBLISH });
  for (const { uid, at, until, title, text, url, remindDaysBefore, edition, cancelled } of entries) {
    const event = calendar.createEvent({
      id: uid,
      start: until ? at : new Date(at.getTime() - HOUR_MS),
      end: until ?? at,
      stamp: madeAt,
      summary: title,
      description: text,
      url,
      ...(edition !== undefined && { sequence: edition, status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED }),
    });
    if (remindDaysBefore !== undefined && !cancelled)
      event.createAlarm({ type: ICalAlarmType.display, triggerBefore: remindDaysBefore * DAY_SECONDS, description: title });
  }
  return new TextEncoder().encode(calendar.toString());
}
