import { beforeEach, expect, test } from "vitest";
import type { Tx } from "~/platform/db/client.server";
import { findHead, recordEvent, verifyChain, type ChainHead } from "~/platform/audit/record.server";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const ctx = makeCtx({ db, actor: null });
const happened = (subject: string) =>
  db.$transaction((tx) => recordEvent(tx, ctx, { type: "audit.read", subject, data: { subject } }), { maxWait: 30_000, timeout: 30_000 });
let first: bigint;

beforeEach(async () => {
  first = BigInt(await db.auditEvent.count()) + 1n;
  for (const subject of ["a", "b", "c"]) await happened(subject);
});

class Undo extends Error {}

/** What somebody with the database's own password could do, and what the verification says then; undone afterwards. */
async function verifiedAfter(forgery: string, head: ChainHead | null = null): Promise<Awaited<ReturnType<typeof verifyChain>>> {
  let verdict: Awaited<ReturnType<typeof verifyChain>> | undefined;
  const forge = async (tx: Tx) => {
    await tx.$executeRawUnsafe("alter table audit_event disable trigger user");
    await tx.$executeRawUnsafe(forgery);
    verdict = await verifyChain(tx, head);
    throw new Undo();
  };
  await expect(db.$transaction(forge)).rejects.toBeInstanceOf(Undo);
  return verdict!;
}

test("an untouched chain is whole", async () => {
  expect(await verifyChain(db)).toEqual({ ok: true, events: Number(first) + 2 });
});

test("the database refuses to change or remove an event", async () => {
  await expect(db.$executeRaw`update audit_event set subject = 'x' where id = ${first}`).rejects.toThrow(/append-only/);
  await expect(db.$executeRaw`delete from audit_event where id = ${first}`).rejects.toThrow(/append-only/);
  await expect(db.$executeRawUnsafe("truncate audit_event")).rejects.toThrow(/append-only/);
});

test("a changed event is named", async () => {
  expect(await verifiedAfter(`update audit_event set data = '{"subject":"forged"}' where id = ${first + 1n}`)).toEqual({ ok: false, event: first + 1n });
});

test("a removed event is named", async () => {
  expect(await verifiedAfter(`delete from audit_event where id = ${first + 1n}`)).toEqual({ ok: false, event: first + 1n });
});

test("removed last events are named by a head that was kept elsewhere, and by nothing else", async () => {
  const head = await findHead(db);
  const cut = `delete from audit_event where id > ${first}`;
  expect(await verifiedAfter(cut)).toEqual({ ok: true, events: Number(first) });
  expect(await verifiedAfter(cut, head)).toEqual({ ok: false, event: first + 1n });
  expect(await verifyChain(db, head)).toEqual({ ok: true, events: Number(first) + 2 });
});

test("a head that stands there with another hash is named: the whole chain was written anew", async () => {
  expect(await verifyChain(db, { event: first + 1n, hash: "f".repeat(64) })).toEqual({ ok: false, event: first + 1n });
});

/** What is kept as it was written. `signed`: some columns may change, no row may go. */
const KEPT = {
  append_only: [
    "audit_event",
    "save",
    "submitted_answer",
    "clearance_entry",
    "taken_proposal",
    "handover",
    "checklist_tick",
    "clarification_turn",
    "comment_text",
    "document_version",
    "version_trace",
    "translation_text",
    "coding_done",
    "coding_decision",
    "draft_turn",
    "draft_anchor",
  ],
  kept: [
    "submission",
    "attachment",
    "template_version",
    "comment",
    "comment_thread",
    "translation",
    "code",
    "code_mark",
    "document",
    "document_paragraph",
    "document_wording",
    "set_aside_answer",
    "meeting",
    "speaker_turn",
    "statement",
    "statement_tie",
    "draft_consultation",
    "draft_input",
    "draft_proponent",
    "group_speaker",
    "negotiating_group",
    "group_member",
  ],
};

test("every table of a record refuses that its rows go, one by one or all at once", async () => {
  const rows = await db.$queryRaw<{ table: string; level: string; events: number }[]>`
    select c.relname as table, case when t.tgtype::int & 1 = 1 then 'row' else 'statement' end as level, t.tgtype::int & 56 as events
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and p.proname = 'refuse_change' and n.nspname = current_schema()`;
  // Of a trigger's type: 8 is delete, 16 update, 32 truncate.
  const guarding = (bits: number) => [...new Set(rows.filter(({ events }) => (events & bits) === bits).map(({ table }) => table))].sort();
  expect(guarding(8)).toEqual([...KEPT.append_only, ...KEPT.kept].sort());
  expect(guarding(32)).toEqual([...KEPT.append_only, ...KEPT.kept].sort());
  expect(guarding(16)).toEqual([...KEPT.append_only].sort());
});

test("only what has words for its readers can be recorded", async () => {
  // @ts-expect-error an event type nobody has given words to
  const nameless = () => db.$transaction((tx) => recordEvent(tx, ctx, { type: "test.happened", subject: "x" }));
  expect(nameless).toBeTypeOf("function");
});

test("an event and its cause happen both or neither", async () => {
  const undone = db.$transaction(async (tx) => {
    await recordEvent(tx, ctx, { type: "audit.read", subject: "d" });
    throw new Error("the command fails afterwards");
  });
  await expect(undone).rejects.toThrow("afterwards");
  expect(await verifyChain(db)).toEqual({ ok: true, events: Number(first) + 2 });
});

test("events written at once form one chain", async () => {
  await Promise.all(Array.from({ length: 8 }, (_, index) => happened(String(index))));
  expect(await verifyChain(db)).toEqual({ ok: true, events: Number(first) + 10 });
});
