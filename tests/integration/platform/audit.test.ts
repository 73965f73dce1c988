import { beforeEach, expect, test } from "vitest";
import type { Tx } from "~/platform/db/client.server";
import { recordEvent, verifyChain } from "~/platform/audit/record.server";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const ctx = makeCtx({ db, actor: null });
const happened = (subject: string) =>
  db.$transaction((tx) => recordEvent(tx, ctx, { type: "test.happened", subject, data: { subject } }), { maxWait: 30_000, timeout: 30_000 });
let first: bigint;

beforeEach(async () => {
  first = BigInt(await db.auditEvent.count()) + 1n;
  for (const subject of ["a", "b", "c"]) await happened(subject);
});

class Undo extends Error {}

/** What somebody with the database's own password could do, and what the verification says then; undone afterwards. */
async function verifiedAfter(forgery: string): Promise<Awaited<ReturnType<typeof verifyChain>>> {
  let verdict: Awaited<ReturnType<typeof verifyChain>> | undefined;
  const forge = async (tx: Tx) => {
    await tx.$executeRawUnsafe("alter table audit_event disable trigger user");
    await tx.$executeRawUnsafe(forgery);
    verdict = await verifyChain(tx);
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

test("an event and its cause happen both or neither", async () => {
  const undone = db.$transaction(async (tx) => {
    await recordEvent(tx, ctx, { type: "test.happened", subject: "d" });
    throw new Error("the command fails afterwards");
  });
  await expect(undone).rejects.toThrow("afterwards");
  expect(await verifyChain(db)).toEqual({ ok: true, events: Number(first) + 2 });
});

test("events written at once form one chain", async () => {
  await Promise.all(Array.from({ length: 8 }, (_, index) => happened(String(index))));
  expect(await verifyChain(db)).toEqual({ ok: true, events: Number(first) + 10 });
});
