import { compareNumbers } from "~/features/documents/model/numbering";
import { clockIn, GENEVA } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { stillToSpeak, type DeskMeetingPage, type FloorPage, type ParagraphStatements, type ShownStatement } from "../model";
import { mayWithMeetings } from "../policy";
import { loadMeeting } from "./load.server";
import { factsOf, numbered, readStatements, shownItem } from "./shown.server";

/** The documents a meeting of a cycle can be about; of the open cycle where none is named. Empty to those who do not read at the desk. */
export async function listMeetingDocuments(ctx: Ctx, cycle?: string): Promise<{ id: string; title: string }[]> {
  if (!mayWithMeetings(ctx.actor, "read")) return [];
  return ctx.db.document.findMany({
    where: { cycle: cycle ? { code: cycle } : { state: "open" } },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    select: { id: true, title: true },
  });
}

/** Statements by the numbers of the paragraphs they are tied to; those tied to none at the end. */
function byParagraph(statements: readonly ShownStatement[]): ParagraphStatements[] {
  const numbers = [...new Set(statements.flatMap(({ paragraphs }) => paragraphs))].sort(compareNumbers);
  const groups = numbers.map((number) => ({ number, statements: statements.filter(({ paragraphs }) => paragraphs.includes(number)) }));
  const untied = statements.filter(({ paragraphs }) => paragraphs.length === 0);
  return untied.length > 0 ? [...groups, { number: "", statements: untied }] : groups;
}

/** A meeting at the desk: all of its agenda, whoever asked for the floor, and statements by paragraph. Refuses `meeting.not_found`. */
export async function getDeskMeeting(ctx: Ctx, id: string): Promise<Result<DeskMeetingPage, Refusal>> {
  const meeting = mayWithMeetings(ctx.actor, "read") ? await loadMeeting(ctx.db, id) : null;
  if (!meeting) return refuse({ code: "meeting.not_found" });
  const statements = await readStatements(ctx, meeting);
  const documentId = meeting.document?.id ?? "";
  const numbers = new Map(numbered(meeting).map(([item, number]) => [item.id, number]));
  return ok({
    meeting: factsOf(meeting),
    documentId,
    starts: clockIn(meeting.startsAt, GENEVA),
    ends: clockIn(meeting.endsAt, GENEVA),
    mayWrite: mayWithMeetings(ctx.actor, "write") && meeting.cancelled === null,
    documents: await listMeetingDocuments(ctx, meeting.cycle),
    chapters: documentId
      ? await ctx.db.documentChapter.findMany({ where: { documentId }, orderBy: [{ position: "asc" }, { id: "asc" }], select: { id: true, title: true } })
      : [],
    items: meeting.items.map((item) => ({
      ...shownItem(ctx, meeting, item, numbers.get(item.id) ?? 0, statements),
      removed: item.removed,
      chapterId: item.chapter?.id ?? "",
    })),
    byParagraph: byParagraph(statements.map(({ shown }) => shown)),
  });
}

/** What the chair of a meeting has in front of them: an item, by default the first on which somebody is still to speak. Refuses `meeting.not_found`. */
export async function getFloor(ctx: Ctx, id: string, asked: string | null): Promise<Result<FloorPage, Refusal>> {
  const meeting = mayWithMeetings(ctx.actor, "read") ? await loadMeeting(ctx.db, id) : null;
  if (!meeting) return refuse({ code: "meeting.not_found" });
  const statements = await readStatements(ctx, meeting);
  const items = numbered(meeting).map(([item, number]) => shownItem(ctx, meeting, item, number, statements));
  const confirmedOf = ({ turns }: (typeof items)[number]) => turns.filter(({ standing }) => standing === "confirmed");
  const item = items.find((one) => one.id === asked) ?? items.find((one) => confirmedOf(one).length > 0) ?? items[0];
  return ok({
    meeting: factsOf(meeting),
    mayWrite: mayWithMeetings(ctx.actor, "write") && meeting.cancelled === null,
    items: items.map((one) => ({ id: one.id, number: one.number, title: one.title, left: confirmedOf(one).length })),
    item: item
      ? {
          ...item,
          current: confirmedOf(item)[0] ?? null,
          next: stillToSpeak(item.turns).slice(confirmedOf(item).length > 0 ? 1 : 0),
          done: item.turns.filter(({ standing }) => standing === "spoken" || standing === "absent"),
        }
      : null,
  });
}
