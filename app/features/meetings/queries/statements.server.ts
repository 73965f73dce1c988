import type { Names } from "~/features/identity/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx, UserCtx } from "~/platform/context.server";
import type { Meeting, MeetingItem, Release, StatementForm, StatementPage } from "../model";
import { speaksFor } from "../policy";
import { loadMeeting } from "./load.server";
import { numbered, readStatements } from "./shown.server";
import { readLatestText } from "./text.server";

const notFound: Refusal = { code: "meeting.statement_not_found" };
/** Characters by which a paragraph is known in a list. */
const FIRST_WORDS = 90;

/** A statement that its reader may read, of this meeting; null otherwise. */
async function findStatement(ctx: Ctx, meeting: Meeting, id: string) {
  const listed = (await readStatements(ctx, meeting)).find(({ shown }) => shown.id === id);
  const row = listed && (await ctx.db.statement.findUnique({ where: { id }, include: { file: true } }));
  return listed && row ? { ...listed, row } : null;
}

/** The place of an item on the agenda; 0 where it has been taken off it. */
const numberOf = (meeting: Meeting, item: string): number => numbered(meeting).find(([one]) => one.id === item)?.[1] ?? 0;

/** A statement to be read: by everybody once it is public, before that by its party and at the desk. Refuses `meeting.statement_not_found`. */
export async function getStatement(ctx: Ctx, id: string, statement: string): Promise<Result<StatementPage, Refusal>> {
  const meeting = await loadMeeting(ctx.db, id);
  const found = meeting && (await findStatement(ctx, meeting, statement));
  if (!meeting || !found) return refuse(notFound);
  const { row, shown } = found;
  return ok({
    meeting: { id, title: meeting.title, language: meeting.language },
    item: { number: numberOf(meeting, row.itemId), title: meeting.items.find((item) => item.id === row.itemId)!.title },
    statement: {
      ...shown,
      text: row.text,
      file: row.fileName,
      release: row.release as Release,
      version: row.version,
      givenAt: row.givenAt.toISOString(),
      mayWithdraw: speaksFor(ctx.actor).includes(row.partyId),
    },
    document: meeting.document && { title: meeting.document.title, language: meeting.document.language },
  });
}

type StatementFile = { sha256: string; name: string; type: string; size: number; public: boolean };

/** The file of a statement, for whoever may read it. Refuses `file.not_found`. */
export async function getStatementFile(ctx: Ctx, id: string, statement: string): Promise<Result<StatementFile, Refusal>> {
  const meeting = await loadMeeting(ctx.db, id);
  const found = meeting && (await findStatement(ctx, meeting, statement));
  if (!found?.row.file) return refuse({ code: "file.not_found" });
  const { sha256, type, size } = found.row.file;
  return ok({ sha256, type, size, name: found.row.fileName, public: found.shown.public });
}

/** What a party is asked for when it gives a statement on an item, with the paragraphs it can be tied to. Refuses `meeting.not_found`, also for a party one does not speak for. */
export async function getStatementForm(ctx: UserCtx, id: string, at: string, code: string): Promise<Result<StatementForm, Refusal>> {
  const meeting = await loadMeeting(ctx.db, id);
  const item: MeetingItem | undefined = meeting?.items.find((one) => one.id === at && !one.removed);
  const party = await ctx.db.party.findFirst({ where: { code, id: { in: speaksFor(ctx.actor) } }, select: { code: true, names: true } });
  if (!meeting || !item || !party) return refuse({ code: "meeting.not_found" });
  const text = meeting.document && (await readLatestText(ctx.db, meeting.document.id));
  return ok({
    meeting: { id, title: meeting.title, language: meeting.language },
    item: { id: at, title: item.title },
    party: { code: party.code, name: (party.names as Names)[ctx.language] },
    document: meeting.document && { title: meeting.document.title, language: meeting.document.language },
    version: text?.version ?? null,
    paragraphs: (text?.paragraphs ?? []).map((paragraph) => ({ id: paragraph.id, number: paragraph.number, words: firstWords(paragraph.text) })),
  });
}

function firstWords(text: string): string {
  const characters = [...text.replace(/\s+/gu, " ")];
  return characters.length > FIRST_WORDS ? `${characters.slice(0, FIRST_WORDS).join("").trimEnd()}…` : characters.join("");
}
