import { createHash } from "node:crypto";
import { findActor } from "~/features/identity/queries.server";
import { writeInvitation } from "~/features/identity/commands/invite.server";
import type { PartyRole } from "~/lib/actor";
import { isLanguage } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx, UserCtx } from "~/platform/context.server";
import { readTable } from "~/platform/sheets/rows.server";
import { MAX_FILE_BYTES, MAX_ROWS, PLANS, REHEARSAL_DAYS, type Outcome } from "../model";
import { readPeople } from "../model/file";
import { planPeople } from "../model/plan";
import { mayReachOut } from "../policy";
import { holdsRole, knownOf } from "../queries/known.server";
import { findList } from "../queries/lists.server";
import { fileWords } from "../queries/words.server";

const DAY_MS = 86_400_000;
/** Lines taken from the database at a time; each is carried out by itself. */
const BATCH = 100;

/**
 * Reads a file of people and keeps what would happen with each line; nobody is invited and no mail is written. Refuses
 * `outreach.not_found` to those who may not invite, `outreach.too_many_rows`, `outreach.no_headings` and all that a file can
 * be refused for. Audit event with the counts.
 */
export async function rehearseList(ctx: UserCtx, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<Result<{ id: string }, Refusal>> {
  if (!mayReachOut(ctx.actor, "invite")) return refuse({ code: "outreach.not_found" });
  if (bytes.byteLength > MAX_FILE_BYTES) return refuse({ code: "outreach.too_large" });
  const table = await readTable(bytes);
  if (!table.ok) return refuse({ code: `outreach.${table.error}` });
  const read = readPeople(table.value, await fileWords(ctx), ctx.language);
  if (!read.ok) return refuse({ code: `outreach.${read.error}` });
  if (read.value.length === 0) return refuse({ code: "outreach.empty" });
  if (read.value.length > MAX_ROWS) return refuse({ code: "outreach.too_many_rows", params: { most: MAX_ROWS } });
  const planned = planPeople(read.value, await knownOf(ctx, read.value));
  const counts = Object.fromEntries(PLANS.map((plan) => [plan, planned.filter((row) => row.plan === plan).length]));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return ctx.db.$transaction(async (tx) => {
    const { id } = await tx.invitationList.create({
      data: { fileName: name.slice(0, 200), sha256, createdById: ctx.actor.id, createdAt: ctx.now() },
      select: { id: true },
    });
    await tx.invitationListRow.createMany({ data: planned.map((row) => ({ ...row, listId: id })) });
    await recordEvent(tx, ctx, { type: "outreach.list_read", subject: `invitation_list:${id}`, data: { sha256, counts } });
    return ok({ id });
  });
}

/**
 * Agrees to what a file would do; `sendList` does it. Refuses `outreach.not_found`, `outreach.already_confirmed` and
 * `outreach.nobody_to_invite`. Audit event.
 */
export async function confirmList(ctx: UserCtx, id: string): Promise<Result<{ id: string }, Refusal>> {
  const found = await findList(ctx, id);
  if (!found.ok) return found;
  return ctx.db.$transaction(async (tx) => {
    const invited = await tx.invitationListRow.count({ where: { listId: id, plan: "invite" } });
    if (invited === 0) return refuse({ code: "outreach.nobody_to_invite" });
    const { count } = await tx.invitationList.updateMany({ where: { id, state: "rehearsed" }, data: { state: "confirmed", confirmedAt: ctx.now() } });
    if (count !== 1) return refuse({ code: "outreach.already_confirmed" });
    await recordEvent(tx, ctx, { type: "outreach.list_confirmed", subject: `invitation_list:${id}`, data: { invited } });
    return ok({ id });
  });
}

/**
 * Invites everybody of a confirmed file who still waits, one line after the other, each once however often and by however
 * many this is called: whoever was invited or joined meanwhile is passed over. A mail for each in their language. Refuses
 * `outreach.not_found`. An audit event for each invitation and one at the end.
 */
export async function sendList(ctx: UserCtx, id: string): Promise<Result<{ invited: number }, Refusal>> {
  const found = await findList(ctx, id);
  if (!found.ok) return found;
  if (found.value.state !== "confirmed") return ok({ invited: 0 });
  let invited = 0;
  for (;;) {
    const waiting = await ctx.db.invitationListRow.findMany({
      where: { listId: id, plan: "invite", outcome: null },
      orderBy: { line: "asc" },
      take: BATCH,
      select: { line: true, email: true, name: true, partyId: true, role: true, language: true },
    });
    if (waiting.length === 0) break;
    for (const row of waiting) if ((await carryOut(ctx, id, row)) === "invited") invited += 1;
  }
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.invitationList.updateMany({ where: { id, state: "confirmed" }, data: { state: "done", doneAt: ctx.now() } });
    if (count === 1) await recordEvent(tx, ctx, { type: "outreach.list_done", subject: `invitation_list:${id}` });
  });
  return ok({ invited });
}

type Waiting = { line: number; email: string; name: string; partyId: string | null; role: string; language: string };

/** Carries out one line, unless somebody else has: then null. */
async function carryOut(ctx: UserCtx, listId: string, { line, email, name, partyId, language, ...row }: Waiting): Promise<Outcome | null> {
  const role = row.role as PartyRole;
  if (partyId === null || !isLanguage(language)) throw new Error(`line ${line} of ${listId} was planned without a party or language`);
  return ctx.db.$transaction(async (tx) => {
    // Whoever invites to the party meanwhile waits for this, so that nobody is invited by two files at once.
    const [party] = await tx.$queryRaw<{ id: string; names: unknown }[]>`select id, names from party where id = ${partyId}::uuid for update`;
    const isMember = await holdsRole({ db: tx, now: ctx.now() }, { email, partyId, role });
    const pending = { email, partyId, role, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } };
    const outcome: Outcome = isMember ? "member" : (await tx.invitation.count({ where: pending })) > 0 ? "pending" : "invited";
    const { count } = await tx.invitationListRow.updateMany({ where: { listId, line, outcome: null }, data: { outcome } });
    if (count !== 1) return null;
    if (outcome === "invited") await writeInvitation(tx, ctx, party!, { email, role, language, name });
    return outcome;
  });
}

/** Sends a confirmed file after the answer has gone out; what a stop leaves undone `sendWaiting` takes up. */
export function beginSending(ctx: UserCtx, id: string): void {
  sendList(ctx, id).catch((error: unknown) => ctx.log.error({ err: error, list: id }, "invitations not all sent"));
}

/**
 * The clock's part: goes on with files that were confirmed and are not done, in the name of who brought each, and forgets
 * those nobody confirmed within seven days, with the addresses in them. Gives how many were taken up. Audit events as `sendList`.
 */
export async function sendWaiting(ctx: Ctx): Promise<number> {
  const lists = await ctx.db.invitationList.findMany({ where: { state: "confirmed" }, orderBy: { createdAt: "asc" }, take: 10 });
  for (const { id, createdById } of lists) {
    const actor = await findActor(ctx.db, createdById, ctx.now());
    if (actor) await sendList({ ...ctx, actor }, id);
  }
  const stale = { state: "rehearsed", createdAt: { lt: new Date(ctx.now().getTime() - REHEARSAL_DAYS * DAY_MS) } };
  await ctx.db.invitationListRow.deleteMany({ where: { list: stale } });
  await ctx.db.invitationList.deleteMany({ where: { ...stale, rows: { none: {} } } });
  return lists.length;
}
