import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askExport } from "~/features/exports/commands/ask.server";
import { cancelExport } from "~/features/exports/commands/cancel.server";
import { expireExports } from "~/features/exports/commands/expire.server";
import { makeExports, type AfterTurn, type ExportWorld } from "~/features/exports/commands/make.server";
import { KEPT_MS, LEASE_MS, MAX_ATTEMPTS, MAX_OPEN } from "~/features/exports/model";
import { getExport, getExportFile, listExports } from "~/features/exports/queries.server";
import { askExportSchema } from "~/features/exports/schema";
import type { User } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { openMadeFiles, type MadeFiles } from "~/platform/files/made-files.server";
import { silentLive } from "~/platform/live/live.server";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";
import { rowsIn, sheetsIn } from "../../support/workbooks";

const START = new Date("2026-11-20T09:30:00Z");
const REPORTS = 7;

/** Whole lists are exported, so these tests have a database to themselves. */
let own: OwnDatabase;
let db: Database;
let folder: string;
let made: MadeFiles;
let clock: number;
let anna: User;
let officer: User;
const published: MadeSubmission[] = [];
const now = () => new Date(clock);
const later = (ms: number): void => void (clock += ms);

beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
  folder = mkdtempSync(join(tmpdir(), "portal-made-"));
  made = openMadeFiles(folder);
  anna = await makeUser(db);
  officer = await makeUser(db, { secretariat: ["desk_officer"] });
  for (let number = 0; number < REPORTS; number += 1)
    published.push(
      await makeSubmission(db, {
        state: "published",
        publishedAt: new Date(`2026-11-1${number}T08:00:00Z`),
        answers: [
          { question: "B1", value: `Text ${number}` },
          { question: "A7", value: "CANARY-CONFIDENTIAL", confidential: true },
        ],
      }),
    );
  await makeSubmission(db, { state: "accepted", answers: [{ question: "B1", value: "CANARY-UNPUBLISHED" }] });
  await makeSubmission(db, { state: "recalled", answers: [{ question: "B1", value: "CANARY-RECALLED" }] });
}, 180_000);
afterAll(async () => {
  await own.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
beforeEach(async () => {
  clock = START.getTime();
  // Nothing is left under way by the test before.
  await db.export.updateMany({ where: { state: { in: ["waiting", "running"] } }, data: { state: "cancelled" } });
});

const as = (actor: User): UserCtx => makeCtx({ db, actor, now });
const world = (own: Partial<ExportWorld> = {}): ExportWorld => ({ db, now, log: silentLog, live: silentLive, origin: "http://localhost:3000", made, ...own });
const desk = { desk: true };

async function asked(actor: User, input: Parameters<typeof askExportSchema.parse>[0] = {}): Promise<string> {
  const done = await askExport(as(actor), askExportSchema.parse({ format: "docx", ...(input as object) }), desk);
  if (!done.ok) throw new Error(done.error.code);
  return done.value.id;
}

/** Turns until nothing is left to do now. */
async function untilNothing(own: Partial<ExportWorld> = {}, parts = 3): Promise<AfterTurn[]> {
  const turns: AfterTurn[] = [];
  for (;;) {
    const turn = await makeExports(world(own), { parts, isGentle: false });
    turns.push(turn);
    if (turn !== "more") return turns;
  }
}

async function exported(actor: User, id: string) {
  const found = await getExport(as(actor), id);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

async function filesOf(actor: User, id: string): Promise<Record<string, Uint8Array>> {
  const file = await getExportFile(as(actor), made, id, desk);
  if (!file.ok) throw new Error(file.error.code);
  const bytes = await buffer(file.value.content);
  expect(bytes.byteLength).toBe(file.value.size);
  return unzipSync(bytes);
}

/** The rows of an archive's list. */
const listIn = async (files: Record<string, Uint8Array>) => rowsIn((await sheetsIn(files["0-list.xlsx"]!))[0]!);

const eventsOf = async (id: string): Promise<string[]> =>
  (await db.auditEvent.findMany({ where: { subject: `export:${id}` }, orderBy: { id: "asc" }, select: { type: true } })).map(({ type }) => type);

test.each(["pdf", "docx", "xlsx"])("every published report found is a %s of its own in one archive, with a list; nothing else is in it", async (format) => {
  const id = await asked(anna, { format, names: "fr" });
  expect(await exported(anna, id)).toMatchObject({ state: "waiting", total: REPORTS, made: 0 });
  await makeExports(world(), { parts: 3, isGentle: false });
  expect(await exported(anna, id)).toMatchObject({ state: "running", total: REPORTS, made: 3 });
  expect((await untilNothing()).at(-1)).toBe("nothing");
  expect(await exported(anna, id)).toMatchObject({ state: "done", made: REPORTS, missing: 0, expiresAt: new Date(clock + KEPT_MS).toISOString() });
  const files = await filesOf(anna, id);
  const names = [...published].reverse().map(({ symbol }) => `${symbol}-fr.${format}`);
  expect(Object.keys(files)).toEqual(["0-list.xlsx", ...names]);
  const list = await listIn(files);
  expect(list).toHaveLength(REPORTS + 1);
  expect(list[0]).toContain("Fichier");
  for (const [index, name] of names.entries()) expect(list[index + 1]).toContain(name);
  if (format !== "pdf")
    expect(
      Object.values(files)
        .map((file) => Buffer.from(Object.values(unzipSync(file)).flatMap((part) => [...part])).toString())
        .join(""),
    ).not.toContain("CANARY");
  expect(await eventsOf(id)).toEqual(["export.asked", "export.done"]);
});

test("the desk's export holds every answer of every version that is there to be read", async () => {
  const id = await asked(officer, { source: "desk" });
  await untilNothing();
  const files = await filesOf(officer, id);
  const text = Object.entries(files)
    .map(([name, file]) => (name.endsWith(".docx") ? Buffer.from(unzipSync(file)["word/document.xml"]!).toString() : ""))
    .join("");
  expect(Object.keys(files)).toHaveLength(REPORTS + 2);
  expect(text).toContain("CANARY-CONFIDENTIAL");
  expect(text).toContain("CANARY-UNPUBLISHED");
  expect(text).not.toContain("CANARY-RECALLED");
});

test("the filters of the list narrow it; what is not understood and what finds nothing is refused", async () => {
  const [one] = published;
  const id = await asked(anna, { q: one!.symbol });
  expect(await exported(anna, id)).toMatchObject({ total: 1, filters: { q: one!.symbol } });
  expect(askExportSchema.safeParse({ format: "pdf", regoin: "africa" }).success).toBe(false);
  const nothing = await askExport(as(anna), askExportSchema.parse({ format: "pdf", q: "NOTHING" }), desk);
  expect(nothing).toMatchObject({ ok: false, error: { code: "export.nothing_found" } });
});

test("another person's export is not found, whoever asks and whatever for; nor is the desk's for who does not read there", async () => {
  const id = await asked(anna);
  await untilNothing();
  for (const ctx of [as(officer), as(await makeUser(db, { secretariat: ["admin"] }))]) {
    const no = { ok: false, error: { code: "export.not_found" } };
    expect(await getExport(ctx, id)).toEqual(no);
    expect(await getExportFile(ctx, made, id, desk)).toEqual(no);
    expect(await cancelExport(ctx, made, id)).toEqual(no);
    expect((await listExports(ctx)).items.map((item) => item.id)).not.toContain(id);
  }
  const refused = await askExport(as(anna), askExportSchema.parse({ source: "desk", format: "pdf" }), desk);
  expect(refused).toEqual({ ok: false, error: { code: "export.not_found" } });
  // A program's token that was not made for the desk opens nothing of it, whoever owns it.
  const own = await asked(officer, { source: "desk" });
  await untilNothing();
  expect(await getExportFile(as(officer), made, own, { desk: false })).toMatchObject({ ok: false, error: { code: "export.not_found" } });
  expect((await getExportFile(as(officer), made, own, desk)).ok).toBe(true);
});

test("whoever no longer reads at the desk gets nothing more made, and no file that was", async () => {
  const leaving = await makeUser(db, { secretariat: ["observer"] });
  const [early, late] = [await asked(leaving, { source: "desk" }), await asked(leaving, { source: "desk" })];
  await makeExports(world(), { parts: 100, isGentle: false });
  await db.secretariatRole.deleteMany({ where: { userId: leaving.id } });
  await untilNothing();
  const ctx = as({ ...leaving, secretariat: [] });
  expect(await getExportFile(ctx, made, early, { desk: false })).toMatchObject({ ok: false, error: { code: "export.not_found" } });
  expect(await exported(leaving, late)).toMatchObject({ state: "failed", failure: "export.no_longer_allowed" });
  expect(await eventsOf(late)).toEqual(["export.asked", "export.failed"]);
  expect(await made.works()).not.toContain(late);
});

test("a process that is killed in the middle loses its turn; the next goes on where it stood", async () => {
  const id = await asked(anna);
  const worker = fork("tests/support/export-worker.ts", [own.url, folder, START.toISOString()], { execArgv: ["--import", "tsx"], stdio: "inherit" });
  for (let parts = 0; parts < 3; parts += 1) await once(worker, "message");
  worker.kill("SIGKILL");
  await once(worker, "exit");
  const before = await exported(anna, id);
  expect(before.state).toBe("running");
  expect(before.made).toBeGreaterThanOrEqual(2);
  expect(before.made).toBeLessThan(REPORTS);
  // It may be alive for all that others know.
  expect(await makeExports(world(), { isGentle: false })).toBe("nothing");
  later(LEASE_MS);
  await untilNothing();
  expect(await exported(anna, id)).toMatchObject({ state: "done", made: REPORTS, missing: 0 });
  expect(Object.keys(await filesOf(anna, id))).toHaveLength(REPORTS + 1);
  const again = await db.exportPart.findMany({ where: { exportId: id, attempts: { gt: 1 } } });
  expect(again.length).toBeLessThanOrEqual(1);
  expect(await eventsOf(id)).toEqual(["export.asked", "export.done"]);
}, 60_000);

test("two processes never make the same export at once", async () => {
  const id = await asked(anna);
  const turns = await Promise.all([1, 2, 3].map(() => makeExports(world(), { parts: 100, isGentle: false })));
  expect([...turns].sort()).toEqual(["more", "nothing", "nothing"]);
  expect(await db.exportPart.count({ where: { exportId: id, attempts: 1 } })).toBe(REPORTS);
});

test("a report that ends its process every time is left out and the list says so", async () => {
  const id = await asked(anna);
  await db.exportPart.update({ where: { exportId_number: { exportId: id, number: 2 } }, data: { attempts: MAX_ATTEMPTS } });
  await untilNothing();
  expect(await exported(anna, id)).toMatchObject({ state: "done", made: REPORTS, missing: 1 });
  const files = await filesOf(anna, id);
  expect(Object.keys(files)).toHaveLength(REPORTS);
  expect((await listIn(files))[3]).toContain("Could not be prepared as a document");
});

test("a report that is no longer public when its turn comes is not in the archive", async () => {
  const id = await asked(anna, { q: published[0]!.symbol });
  await db.submission.update({ where: { id: published[0]!.id }, data: { state: "not_published" } });
  await untilNothing();
  await db.submission.update({ where: { id: published[0]!.id }, data: { state: "published" } });
  expect(await exported(anna, id)).toMatchObject({ state: "failed", failure: "export.nothing_left", missing: 1 });
  expect(await getExportFile(as(anna), made, id, desk)).toMatchObject({ ok: false, error: { code: "export.ended" } });
});

test("what cannot be written rests and is tried again; after a few times it has failed, and who asked is told", async () => {
  const full: MadeFiles = { ...made, putPart: () => Promise.reject(Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" })) };
  const id = await asked(anna);
  for (let time = 1; time <= MAX_ATTEMPTS; time += 1) {
    expect(await untilNothing({ made: full })).toEqual(["later"]);
    expect(await makeExports(world({ made: full }), { isGentle: false })).toBe("nothing");
    later(LEASE_MS);
  }
  expect(await exported(anna, id)).toMatchObject({ state: "failed", failure: "export.not_written" });
  const mail = await db.mail.findMany({ where: { to: anna.email, kind: "export.failed" } });
  expect(mail).toHaveLength(1);
  expect(mail[0]!.text).toContain(`/en/exports/${id}`);
});

test("one that was cancelled stops at once, and nothing of it is kept", async () => {
  const id = await asked(anna);
  let parts = 0;
  const stopping: MadeFiles = {
    ...made,
    async putPart(...part) {
      await made.putPart(...part);
      parts += 1;
      if (parts === 2) expect(await cancelExport(as(anna), made, id)).toEqual({ ok: true, value: null });
    },
  };
  await untilNothing({ made: stopping });
  expect(parts).toBe(2);
  expect(await exported(anna, id)).toMatchObject({ state: "cancelled" });
  expect(await cancelExport(as(anna), made, id)).toMatchObject({ ok: false, error: { code: "export.ended" } });
  // A part may be written after the folder went.
  await made.putPart(id, "late.docx", new Uint8Array(1));
  await expireExports(world());
  expect(await made.works()).not.toContain(id);
  expect(await eventsOf(id)).toEqual(["export.asked", "export.cancelled"]);
});

test("the link works for seven days; then the file is gone", async () => {
  const id = await asked(anna);
  await untilNothing();
  later(KEPT_MS - 1);
  expect((await getExportFile(as(anna), made, id, desk)).ok).toBe(true);
  expect(await expireExports(world())).toBe(0);
  later(1);
  // Also before the round has come by.
  expect(await getExportFile(as(anna), made, id, desk)).toMatchObject({ ok: false, error: { code: "export.expired" } });
  expect(await exported(anna, id)).toMatchObject({ state: "expired" });
  await expireExports(world());
  expect(await made.works()).not.toContain(id);
  expect(await eventsOf(id)).toEqual(["export.asked", "export.done", "export.expired"]);
  expect(await expireExports(world())).toBe(0);
});

test("whoever waited more than a minute gets a mail in their language, others none", async () => {
  const marie = await makeUser(db);
  await db.user.update({ where: { id: marie.id }, data: { language: "fr" } });
  await asked(marie);
  await untilNothing();
  expect(await db.mail.count({ where: { to: marie.email } })).toBe(0);
  const slow = await asked(marie);
  later(61_000);
  await untilNothing();
  const mails = await db.mail.findMany({ where: { to: marie.email } });
  expect(mails).toMatchObject([{ kind: "export.done", language: "fr", subject: "Votre exportation est prête" }]);
  expect(mails[0]!.text).toContain(`/fr/exports/${slow}`);
});

test("exports of several people go on by turns, and one person has only so many under way", async () => {
  const berta = await makeUser(db);
  const ids = [];
  for (let number = 0; number < MAX_OPEN; number += 1) ids.push(await asked(berta));
  const more = await askExport(as(berta), askExportSchema.parse({ format: "pdf" }), desk);
  expect(more).toMatchObject({ ok: false, error: { code: "export.too_many_open", params: { max: MAX_OPEN } } });
  later(1_000);
  const hers = await asked(anna);
  for (let turn = 0; turn <= MAX_OPEN; turn += 1) {
    later(10);
    await makeExports(world(), { parts: 2, isGentle: false });
  }
  expect((await exported(anna, hers)).made).toBe(2);
  for (const id of ids) expect((await exported(berta, id)).made).toBe(2);
  await cancelExport(as(berta), made, ids[0]!);
  expect((await askExport(as(berta), askExportSchema.parse({ format: "pdf" }), desk)).ok).toBe(true);
});

test("a portal that is about to stop gives its turn back: the next begins at once", async () => {
  const id = await asked(anna);
  const stop = new AbortController();
  const stopping: MadeFiles = { ...made, putPart: async (...part) => (await made.putPart(...part), stop.abort()) };
  expect(await makeExports(world({ made: stopping }), { signal: stop.signal, isGentle: false })).toBe("more");
  expect(await exported(anna, id)).toMatchObject({ state: "running", made: 1 });
  await untilNothing();
  expect(await exported(anna, id)).toMatchObject({ state: "done", made: REPORTS });
});
