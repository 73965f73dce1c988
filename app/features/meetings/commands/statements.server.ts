import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { acceptFile } from "~/platform/files/accept.server";
import type { FileStore } from "~/platform/files/store.server";
import { MAX_FILE, STATEMENT_FILES } from "../model";
import { speaksFor } from "../policy";
import { readLatestText } from "../queries/text.server";
import type { StatementInput } from "../schema";
import { itemOf, withMeeting } from "./lock-meeting.server";

const field = (name: string, code: string): Refusal => ({ code, fields: { [name]: code } });

/**
 * Gives a party's statement on an item: a text, a file or both, tied to paragraphs of the latest frozen version of the
 * meeting's document. Refuses `meeting.not_found` (also for a party one does not speak for), `meeting.cancelled`,
 * `meeting.statement_required`, `meeting.statement_exists` where one stands, `meeting.paragraph_unknown` where another
 * version has been frozen since, and `file.*`. Keeps the file. Audit event.
 */
export async function giveStatement(ctx: UserCtx, files: FileStore, id: string, at: string, input: StatementInput): Promise<Result<{ id: string }, Refusal>> {
  if (input.text === "" && !input.file) return refuse(field("text", "meeting.statement_required"));
  const party = await ctx.db.party.findFirst({ where: { code: input.party, id: { in: speaksFor(ctx.actor) } }, select: { id: true } });
  if (!party) return refuse({ code: "meeting.not_found" });
  const accepted = input.file ? await acceptFile(input.file, { megabytes: MAX_FILE, extensions: STATEMENT_FILES }) : null;
  if (accepted && !accepted.ok) return refuse({ ...accepted.error, fields: { file: accepted.error.code } });
  const file = accepted && input.file ? { ...accepted.value, size: input.file.content.byteLength, sha256: await files.put(input.file.content) } : null;
  return withMeeting(ctx, id, async (tx, meeting) => {
    if (!itemOf(meeting, at)) return refuse({ code: "meeting.not_found" });
    if ((await tx.statement.count({ where: { itemId: at, partyId: party.id, stands: true } })) > 0) return refuse({ code: "meeting.statement_exists" });
    const text = input.paragraph.length > 0 && meeting.document ? await readLatestText(tx, meeting.document.id) : null;
    const ties = [...new Set(input.paragraph)].map((paragraph) => text?.paragraphs.find((known) => known.id === paragraph));
    if (ties.length > 0 && (text?.version !== input.version || ties.includes(undefined))) return refuse(field("paragraph", "meeting.paragraph_unknown"));
    if (file) await tx.storedFile.upsert({ where: { sha256: file.sha256 }, create: { sha256: file.sha256, size: file.size, type: file.type }, update: {} });
    const made = await tx.statement.create({
      data: {
        itemId: at,
        partyId: party.id,
        language: input.language,
        text: input.text,
        sha256: file?.sha256 ?? null,
        fileName: file?.name ?? "",
        release: input.release,
        version: text?.version ?? null,
        givenById: ctx.actor.id,
        givenAt: ctx.now(),
        ties: { create: ties.map((tie) => ({ paragraphId: tie!.id, number: tie!.number })) },
      },
      select: { id: true },
    });
    const data = { statement: made.id, item: at, party: party.id, release: input.release, sha256: file?.sha256 ?? null, paragraphs: input.paragraph };
    await recordEvent(tx, ctx, { type: "meeting.statement_given", subject: `meeting:${id}`, data });
    return ok({ id: made.id });
  });
}

/** Withdraws a party's own statement: it is not found any more, and another one can be given. Also of a meeting that was cancelled. Refuses `meeting.statement_not_found`. Audit event. */
export async function withdrawStatement(ctx: UserCtx, id: string, statement: string): Promise<Result<null, Refusal>> {
  if (!isUuid(id) || !isUuid(statement)) return refuse({ code: "meeting.statement_not_found" });
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.statement.updateMany({
      where: { id: statement, item: { meetingId: id }, partyId: { in: speaksFor(ctx.actor) }, stands: true },
      data: { stands: null, withdrawnAt: ctx.now() },
    });
    if (count !== 1) return refuse({ code: "meeting.statement_not_found" });
    await recordEvent(tx, ctx, { type: "meeting.statement_withdrawn", subject: `meeting:${id}`, data: { statement } });
    return ok(null);
  });
}
