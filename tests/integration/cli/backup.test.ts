import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp, restore } from "~/backup.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { loadSynthetic } from "~/load.server";
import { verifyChain } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { DamagedBackup } from "~/platform/db/backup-file.server";
import { readRows, readTables } from "~/platform/db/dump.server";
import { migrate } from "~/platform/db/migrate.server";
import { openFileStore, type FileStore } from "~/platform/files/store.server";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

const NOW = new Date("2026-11-26T09:00:00Z");
/** Marks that end a line somewhere, beside quotation marks and a character of two halves. */
const AWKWARD = 'one\u2028two\u2029three\nfour\t"five" \\ 𝔘 مرحبا';
const folder = mkdtempSync(join(tmpdir(), "portal-backup-"));
const opened: OwnDatabase[] = [];
async function open(options: { empty?: boolean } = {}): Promise<OwnDatabase> {
  const own = await ownDatabase(options);
  opened.push(own);
  if (options.empty) await migrate(own.url);
  return own;
}
afterAll(async () => {
  await Promise.all(opened.map((own) => own.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** SHA-256 over all rows of each table. */
async function printOf({ url }: OwnDatabase): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url, options: "-c TimeZone=UTC" });
  await client.connect();
  await client.query("begin");
  const prints: Record<string, string> = {};
  for (const table of await readTables(client)) {
    const rows: string[] = [];
    for await (const row of readRows(client, table)) rows.push(row);
    prints[table.name] = createHash("sha256").update(rows.sort().join("\n")).digest("hex");
  }
  await client.end();
  return prints;
}
const ctxOf = (own: OwnDatabase) => makeCtx({ db: own.db, actor: null, now: NOW });
const save = (ctx: UserCtx, reportId: string, question: string, value: unknown, baseRevision = 0) =>
  saveAnswers(ctx, { reportId, via: "form", operations: [{ opId: crypto.randomUUID(), question, row: "", baseRevision, value: value as never }] });

describe("a backup", { timeout: 180_000 }, () => {
  const path = join(folder, "whole");
  const content = Buffer.alloc(150_001, "%PDF-1.7 annex ");
  let own: OwnDatabase;
  let empty: OwnDatabase;
  let files: FileStore;
  let author: UserCtx;
  let reportId: string;
  let sha256: string;
  beforeAll(async () => {
    own = await open();
    empty = await open({ empty: true });
    files = openFileStore(join(folder, "from"));
    await loadSynthetic(ctxOf(own), { reports: 20, seed: "b" });
    const { id: partyId, code } = await makeParty(own.db);
    author = makeCtx({ db: own.db, actor: await makeUser(own.db, { roles: [{ partyId, role: "focal_point" }] }) });
    reportId = await makeReport(author, code);
    await save(author, reportId, "B1", AWKWARD);
    await save(author, reportId, "C3", "to be emptied");
    await save(author, reportId, "C3", null, 1);
    sha256 = await files.put(content);
    await own.db.storedFile.create({ data: { sha256, size: content.byteLength, type: "application/pdf" } });
    await backUp({ url: own.url, files, path }, NOW);
  }, 180_000);

  test("of which anything is missing or changed is refused before a row is written", async () => {
    const whole = readFileSync(path);
    const text = gunzipSync(whole).toString("utf8");
    const spoiled: Record<string, Buffer> = {
      "cut off": whole.subarray(0, Math.floor(whole.length * 0.7)),
      "without its end": gzipSync(text.slice(0, text.lastIndexOf("#end"))),
      "a word changed": gzipSync(text.replace("to be emptied", "to be omitted")),
      "a row taken out": gzipSync(text.replace(/\n\{[^\n]*to be emptied[^\n]*/, "")),
      "something after its end": gzipSync(`${text}{}\n`),
      "no archive": Buffer.from("hello"),
      empty: Buffer.alloc(0),
    };
    const before = await printOf(empty);
    for (const [what, bytes] of Object.entries(spoiled)) {
      const file = join(folder, what);
      writeFileSync(file, bytes);
      await expect(restore(ctxOf(empty), { url: empty.url, files, path: file }, { force: true }), what).rejects.toThrow(DamagedBackup);
    }
    await expect(restore(ctxOf(empty), { url: empty.url, files, path: join(folder, "nowhere") }, { force: false })).rejects.toThrow(DamagedBackup);
    expect(await printOf(empty)).toEqual(before);
  });

  test("made with other migrations is refused", async () => {
    await empty.db.$executeRaw`insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '29990101000000_later', now())`;
    expect(await restore(ctxOf(empty), { url: empty.url, files, path }, { force: false })).toMatchObject({
      ok: false,
      error: { code: "backup.other_version" },
    });
    await empty.db.$executeRaw`delete from _prisma_migrations where id = 'x'`;
  });

  test("comes back row for row and byte for byte, and the portal goes on from it", async () => {
    const target = openFileStore(join(folder, "to"));
    const before = await printOf(own);
    expect(await restore(ctxOf(empty), { url: empty.url, files: target, path }, { force: false })).toMatchObject({
      ok: true,
      value: { files: 1, aside: null },
    });
    const { audit_event: _, ...after } = await printOf(empty);
    expect(before).toMatchObject(after);

    expect((await empty.db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } })).type).toBe("portal.restored");
    expect(await verifyChain(empty.db)).toMatchObject({ ok: true });
    expect(await empty.db.answer.findFirst({ where: { reportId, question: "B1" } })).toMatchObject({ value: AWKWARD });
    expect(await empty.db.answer.findFirst({ where: { reportId, question: "C3" } })).toMatchObject({ value: null, revision: 2 });
    const chunks: Buffer[] = [];
    for await (const chunk of target.read(sha256)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);

    expect(await save({ ...author, db: empty.db }, reportId, "C3", "and written again", 2)).toMatchObject({
      ok: true,
      value: [{ ok: true, value: { revision: 3 } }],
    });
    await expect(empty.db.$executeRaw`update save set via = 'form'`).rejects.toThrow(/append-only/);
    await expect(empty.db.$executeRaw`delete from submitted_answer`).rejects.toThrow(/append-only/);
  });

  test("is refused by a database with rows; forced, it comes beside what was there, which is kept", async () => {
    const filled = await open();
    const cycle = await filled.db.cycle.findFirstOrThrow();
    await makeParty(filled.db, { code: "KEPT" });
    const before = await printOf(filled);
    const target = openFileStore(join(folder, "filled"));
    expect(await restore(ctxOf(filled), { url: filled.url, files: target, path }, { force: false })).toMatchObject({
      ok: false,
      error: { code: "backup.not_empty" },
    });
    expect(await printOf(filled)).toEqual(before);

    const forced = await restore(ctxOf(filled), { url: filled.url, files: target, path }, { force: true });
    expect(forced).toMatchObject({ ok: true, value: { aside: "replaced_20261126090000" } });
    const { audit_event: _, ...after } = await printOf(filled);
    expect(await printOf(own)).toMatchObject(after);
    expect(await filled.db.$queryRaw`select code from replaced_20261126090000.party where code = 'KEPT'`).toEqual([{ code: "KEPT" }]);
    expect(await filled.db.$queryRaw`select id::text from replaced_20261126090000.cycle`).toEqual([{ id: cycle.id }]);
  });

  test("made while people write is of one moment: every answer has its save, every file that is gone is named", async () => {
    let writing = true;
    let written = 0;
    const writer = (async () => {
      for (let revision = 0; writing; revision++) {
        await save(author, reportId, "F2", `text ${revision}`, revision);
        written += 1;
      }
    })();
    const later = join(folder, "later");
    await own.db.storedFile.create({ data: { sha256: "a".repeat(64), size: 1, type: "image/png" } });
    const manifest = await backUp({ url: own.url, files, path: later }, NOW);
    writing = false;
    await writer;
    expect(written).toBeGreaterThan(0);
    expect(manifest).toMatchObject({ files: 1, missing: ["a".repeat(64)] });

    const other = await open({ empty: true });
    expect(await restore(ctxOf(other), { url: other.url, files, path: later }, { force: false })).toMatchObject({ ok: true });
    const adrift = await other.db.$queryRaw`
      select a.question from answer a where not exists (select 1 from save s where s.scope = 'report:' || a.report_id and s.revision = a.revision and s.hash = a.hash)`;
    expect(adrift).toEqual([]);
  });
});
