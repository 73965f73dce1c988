import { findOpenCycle } from "~/features/cycles/queries.server";
import type { Names } from "~/features/identity/model";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { writeCalendar } from "~/platform/calendar/calendar.server";
import type { Ctx } from "~/platform/context.server";
import { isOver, type Format, type MeetingLine, type MeetingPage, type OwnPlace, type PublicMeeting, type ShownItem } from "../model";
import { meetingLinks } from "../model/address";
import { afterAct } from "../model/speakers";
import { mayWithMeetings, speaksFor } from "../policy";
import { loadMeeting } from "./load.server";
import { factsOf, numbered, readStatements, shownItem } from "./shown.server";

/** So many of the newest are listed; a cycle has a few dozen. */
const MOST = 200;

/** The meetings of all cycles, those to come first in their order, and then the past ones, the latest first. */
export async function listMeetings(ctx: Ctx): Promise<{ coming: MeetingLine[]; past: MeetingLine[]; mayWrite: boolean; hasCycle: boolean }> {
  const [rows, cycle] = await Promise.all([
    ctx.db.meeting.findMany({
      orderBy: [{ startsAt: "desc" }, { id: "desc" }],
      take: MOST,
      select: { id: true, title: true, language: true, format: true, startsAt: true, endsAt: true, cancelledAt: true },
    }),
    findOpenCycle(ctx),
  ]);
  const lines = rows.map(({ cancelledAt, startsAt, endsAt, language, format, ...row }): MeetingLine => ({
    ...row,
    language: language as Language,
    format: format as Format,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    cancelled: cancelledAt !== null,
  }));
  const past = lines.filter((line) => isOver(line, ctx.now()));
  return {
    coming: lines.filter((line) => !past.includes(line)).reverse(),
    past,
    mayWrite: mayWithMeetings(ctx.actor, "write"),
    hasCycle: cycle !== null,
  };
}

/** A meeting in public: its agenda, who speaks, statements its reader may read, and what their own parties can do. Refuses `meeting.not_found`. */
export async function getMeeting(ctx: Ctx, id: string): Promise<Result<MeetingPage, Refusal>> {
  const meeting = await loadMeeting(ctx.db, id);
  if (!meeting) return refuse({ code: "meeting.not_found" });
  const parties = await ctx.db.party.findMany({
    where: { id: { in: speaksFor(ctx.actor) } },
    orderBy: { code: "asc" },
    select: { id: true, code: true, names: true },
  });
  const statements = await readStatements(ctx, meeting);
  const over = isOver(meeting, ctx.now());
  const mayChange = !over && meeting.cancelled === null;
  const ownOf = ({ turns }: Pick<ShownItem, "turns">, item: string): OwnPlace[] =>
    parties.map(({ id: party, code, names }) => {
      const standing = turns.find((turn) => turn.party.code === code)?.standing ?? null;
      const may = (act: "ask" | "give_back"): boolean => mayChange && afterAct(standing ?? "none", act) !== null;
      return {
        party: { code, name: (names as Names)[ctx.language] },
        standing,
        mayAsk: may("ask"),
        mayGiveBack: may("give_back"),
        statement: statements.find((one) => one.item === item && one.partyId === party)?.shown.id ?? null,
      };
    });
  return ok({
    meeting: factsOf(meeting),
    over,
    items: numbered(meeting).map(([item, number]) => {
      const shown = shownItem(ctx, meeting, item, number, statements);
      // Who was absent or gave a turn back is nobody's business outside of the room.
      const turns = shown.turns.filter(({ standing }) => standing !== "absent" && standing !== "withdrawn");
      return { ...shown, turns, own: ownOf(shown, item.id) };
    }),
  });
}

/** A meeting as everybody reads it, whoever asks: for programs, and for caches. Refuses `meeting.not_found`. */
export async function getPublicMeeting(ctx: Ctx, id: string): Promise<Result<PublicMeeting, Refusal>> {
  const found = await getMeeting({ ...ctx, actor: null }, id);
  if (!found.ok) return found;
  const { meeting, items } = found.value;
  return ok({
    ...meeting,
    items: items.map(({ own: _, turns, statements, ...item }) => ({
      ...item,
      turns: turns.map(({ party, standing, reason }) => ({ party, standing, reason })),
      statements: statements.map(({ id: statement, party, language, paragraphs }) => ({ id: statement, party, language, paragraphs })),
    })),
  });
}

/** A meeting as a calendar file; one that is cancelled says so, to calendars that hold an earlier edition. Refuses `meeting.not_found`. */
export async function calendarOfMeeting(ctx: Ctx, id: string): Promise<Result<{ name: string; type: string; bytes: Uint8Array }, Refusal>> {
  const meeting = await loadMeeting(ctx.db, id);
  if (!meeting) return refuse({ code: "meeting.not_found" });
  const bytes = writeCalendar({
    name: meeting.title,
    language: meeting.language,
    madeAt: ctx.now(),
    entries: [
      {
        uid: `meeting-${id}@${new URL(ctx.origin).host}`,
        at: meeting.startsAt,
        until: meeting.endsAt,
        title: meeting.title,
        text: [meeting.cancelled, meeting.place, meeting.link, ...numbered(meeting).map(([item, number]) => `${number}. ${item.title}`)]
          .filter(Boolean)
          .join("\n"),
        url: ctx.origin + meetingLinks.one(ctx.language, id),
        remindDaysBefore: 1,
        edition: meeting.edition,
        cancelled: meeting.cancelled !== null,
      },
    ],
  });
  return ok({ name: "meeting.ics", type: "text/calendar; charset=utf-8", bytes });
}
