import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import PgBoss from "pg-boss";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { deliverWaiting, giveUpMail, markBounced } from "~/platform/mail/deliver.server";
import { openMailQueue } from "~/platform/mail/queue.server";
import { writeMail, type MailInput } from "~/platform/mail/write.server";
import { testDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";
import { unique } from "../../factories/unique";

const from = "Portal <portal@example.org>";
const { db, url: database } = testDatabase();
let boss: PgBoss;
let cleanUp: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  boss = new PgBoss({ connectionString: database, max: 2, schema: "jobs", supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
}, 60_000);
afterAll(() => boss.stop({ graceful: false }));
// Mails other tests left in this worker's outbox are none of these tests' business.
beforeEach(() => db.mail.updateMany({ where: { state: "waiting" }, data: { state: "sent" } }));
afterEach(async () => {
  for (const close of cleanUp) await close();
  cleanUp = [];
});

type Taken = { to: string; message: string };
/** What the server says to a recipient, or once a message has come; null takes it. `silent` never answers. */
type Manners = {
  recipient?: (address: string) => { code: number; text: string } | null;
  message?: () => { code: number; text: string } | null;
  onTaken?: () => void;
};
const refusal = ({ code, text }: { code: number; text: string }): Error => Object.assign(new Error(text), { responseCode: code });

/** A real SMTP server that keeps what it takes. */
async function smtpServer({ recipient = () => null, message: judge = () => null, onTaken = () => undefined }: Manners = {}): Promise<{
  url: string;
  taken: Taken[];
}> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 1,
    onRcptTo: ({ address }, _, done) => {
      const said = recipient(address);
      done(said && refusal(said));
    },
    onData(stream, { envelope }, done) {
      let message = "";
      stream.on("data", (chunk: Buffer) => (message += chunk.toString()));
      stream.on("end", () => {
        const said = judge();
        if (said) return done(refusal(said));
        taken.push({ to: envelope.rcptTo[0]!.address, message });
        onTaken();
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  cleanUp.push(() => new Promise<void>((closed) => server.close(closed)));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken };
}

const letter = (to: string, more: Partial<MailInput> = {}): MailInput => ({
  to,
  language: "ar",
  kind: "test.letter",
  subject: "إيصال التقرير",
  text: "تم استلام التقرير.",
  html: "<p>تم استلام التقرير.</p>",
  ...more,
});
const write = (mail: MailInput): Promise<string> => db.$transaction((tx) => writeMail(tx, mail));
const address = (): string => `${unique("reader")}@example.org`;
const queueFor = (smtpUrl: string | undefined, now?: () => Date) => openMailQueue(boss, { db, log: silentLog, smtpUrl, from, now });
const standing = (id: string) => db.mail.findUniqueOrThrow({ where: { id }, select: { state: true, attempts: true, lastError: true, deliveredAt: true } });
type Job = { state: string; retry_count: number; pause: number };
const jobsOf = (id: string): Promise<Job[]> =>
  db.$queryRaw<
    Job[]
  >`select state::text, retry_count, extract(epoch from start_after - now())::int as pause from jobs.job where name = 'mail.letter' and data->>'id' = ${id}`;
/** The pause of a job is over. */
const skipPause = (id: string): Promise<unknown> => db.$executeRaw`update jobs.job set start_after = now() where name = 'mail.letter' and data->>'id' = ${id}`;

test("a mail goes out once, in its language, under its own number; one that can be done without says how to leave", async () => {
  const { url, taken } = await smtpServer();
  const [to, optional] = [address(), address()];
  const id = await write(letter(to));
  await write(letter(optional, { unsubscribe: "http://portal.example/ar/letters/key" }));
  const queue = await queueFor(url);
  await queue.round();
  await queue.round();
  expect(taken.map((mail) => mail.to).sort()).toEqual([to, optional].sort());
  const message = taken.find((mail) => mail.to === to)!.message;
  expect(message).toContain("Content-Language: ar");
  expect(message).toContain(`Message-ID: <${id}@example.org>`);
  expect(message).toContain("Auto-Submitted: auto-generated");
  expect(message).toContain(`=?UTF-8?B?${Buffer.from("إيصال").toString("base64").slice(0, 8)}`);
  expect(message).not.toContain("List-Unsubscribe");
  const other = taken.find((mail) => mail.to === optional)!.message;
  expect(other).toContain("List-Unsubscribe: <http://portal.example/ar/letters/key>");
  expect(other).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(await standing(id)).toMatchObject({ state: "sent", attempts: 1, lastError: null });
});

test("a mail of a command that failed is never sent", async () => {
  const { url, taken } = await smtpServer();
  const failing = db.$transaction(async (tx) => {
    await writeMail(tx, letter(address()));
    throw new Error("the command fails");
  });
  await expect(failing).rejects.toThrow("the command fails");
  await (await queueFor(url)).round();
  expect(taken).toEqual([]);
});

test("two processes at once send each mail once", async () => {
  const { url, taken } = await smtpServer();
  const readers = Array.from({ length: 12 }, address);
  for (const to of readers) await write(letter(to));
  const second = new PgBoss({ connectionString: database, max: 2, schema: "jobs", supervise: false, schedule: false });
  await second.start();
  cleanUp.push(() => second.stop({ graceful: false }));
  const queues = [await queueFor(url), await openMailQueue(second, { db, log: silentLog, smtpUrl: url, from })];
  await Promise.all(queues.map((queue) => queue.round()));
  expect(taken.map(({ to }) => to).sort()).toEqual([...readers].sort());
});

test("a server that says later is asked again, with growing pauses, and then it is a dead letter", async () => {
  let isBusy = true;
  const later = { code: 451, text: "4.3.0 try again later" };
  const { url, taken } = await smtpServer({ recipient: () => (isBusy ? later : null) });
  const [patient, hopeless] = [await write(letter(address())), await write(letter(address()))];
  const queue = await queueFor(url);
  const pauses: number[] = [];
  for (let attempt = 0; attempt <= 10; attempt += 1) {
    await queue.round();
    const [job] = await jobsOf(hopeless);
    if (attempt < 10) pauses.push(job!.pause);
    // One of the two gets through in between.
    if (attempt === 2) isBusy = false;
    if (attempt === 2) await skipPause(patient).then(() => queue.round());
    isBusy = true;
    await skipPause(hopeless);
  }
  expect(taken).toHaveLength(1);
  expect(await standing(patient)).toMatchObject({ state: "sent", attempts: 2, lastError: null });
  // One minute to two, two to four, …: each pause at least as long as the one before can be.
  pauses.forEach((pause, index) => expect(pause).toBeGreaterThanOrEqual(60 * 2 ** index - 2));
  expect(await standing(hopeless)).toMatchObject({ state: "failed", attempts: 11, lastError: expect.stringContaining("451") as string });
  await queue.round();
  expect(taken).toHaveLength(1);
});

test("an address refused for good bounces at once, is marked, and gets nothing more; the next mail is not held up", async () => {
  const [gone, to] = [address(), address()];
  const { url, taken } = await smtpServer({ recipient: (asked) => (asked === gone ? { code: 550, text: `5.1.1 <${gone}> no such mailbox` } : null) });
  const first = await write(letter(gone));
  await write(letter(to));
  const queue = await queueFor(url);
  await queue.round();
  expect(taken.map((mail) => mail.to)).toEqual([to]);
  const bounced = await standing(first);
  expect(bounced).toMatchObject({ state: "bounced", attempts: 1 });
  expect(bounced.lastError).toContain("550");
  expect(bounced.lastError).not.toContain(gone);
  expect(await db.bouncedAddress.findUnique({ where: { email: gone } })).toMatchObject({ reason: bounced.lastError });
  const further = await write(letter(gone.toUpperCase()));
  await queue.round();
  expect(await standing(further)).toMatchObject({ state: "bounced", lastError: bounced.lastError });
  expect(taken).toHaveLength(1);
});

test("a message refused for good is a dead letter at once, and the address keeps its good name", async () => {
  const { url } = await smtpServer({ message: () => ({ code: 554, text: "5.6.0 not accepted" }) });
  const to = address();
  const id = await write(letter(to));
  await (await queueFor(url)).round();
  expect(await standing(id)).toMatchObject({ state: "failed", attempts: 1 });
  expect(await db.bouncedAddress.findUnique({ where: { email: to } })).toBeNull();
});

test("a server that is not there, or hangs up before it answers, costs an attempt and no mail", async () => {
  const id = await write(letter(address()));
  const queue = await queueFor("smtp://127.0.0.1:1");
  await queue.round();
  expect(await standing(id)).toMatchObject({ state: "waiting", attempts: 1, lastError: expect.stringMatching(/^E[A-Z]+$/) as string });
  const { url, taken } = await smtpServer();
  await skipPause(id);
  await (await queueFor(url)).round();
  expect(await standing(id)).toMatchObject({ state: "sent", attempts: 2 });
  expect(taken).toHaveLength(1);
});

test("a slow server is waited for, and no second process sends the same mail meanwhile", async () => {
  let release = (): void => undefined;
  const { url, taken } = await smtpServer();
  const slow = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _, done) {
      stream.resume();
      stream.on("end", () => (release = done));
    },
  });
  await new Promise<void>((listening) => slow.listen(0, "127.0.0.1", listening));
  cleanUp.push(() => new Promise<void>((closed) => slow.close(closed)));
  const id = await write(letter(address()));
  const sending = (await queueFor(`smtp://127.0.0.1:${(slow.server.address() as AddressInfo).port}`)).round();
  await expect.poll(async () => (await standing(id)).attempts).toBe(1);
  expect(await deliverWaiting({ db, log: silentLog, smtpUrl: url, from })).toBe(0);
  expect(taken).toEqual([]);
  await expect.poll(() => (release(), standing(id))).toMatchObject({ state: "sent", attempts: 1 });
  await sending;
});

test("a process killed between the server's yes and its own mark: the mail goes out again under the same number, by which readers know it", async () => {
  const kill: { now?: () => void } = {};
  const { url, taken } = await smtpServer({ onTaken: () => kill.now?.() });
  const id = await write(letter(address()));
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/mail-process.ts"], {
    env: { ...process.env, DATABASE: database, SMTP: url },
    stdio: "ignore",
  });
  kill.now = () => child.kill("SIGKILL");
  await new Promise((ended) => child.once("exit", ended));
  kill.now = undefined;
  expect(taken).toHaveLength(1);
  expect(await standing(id)).toMatchObject({ state: "waiting", attempts: 1 });

  // Its job is still in the hands of the dead process: nobody else touches it, until the time for it is over.
  const queue = await queueFor(url);
  await queue.round();
  expect(taken).toHaveLength(1);
  expect(await jobsOf(id)).toMatchObject([{ state: "active" }]);
  await db.$executeRaw`update jobs.job set started_on = now() - interval '3 minutes' where name = 'mail.letter' and data->>'id' = ${id}`;
  await db.mail.update({ where: { id }, data: { takenUntil: new Date(0) } });
  await (boss as PgBoss & { expire: () => Promise<void> }).expire();
  await skipPause(id);
  await queue.round();
  expect(await standing(id)).toMatchObject({ state: "sent", attempts: 2 });
  expect(taken.map(({ message }) => /Message-ID: (\S+)/.exec(message)?.[1])).toEqual([`<${id}@example.org>`, `<${id}@example.org>`]);
}, 60_000);

test("a mail that is held waits for its time, and can be taken back until then", async () => {
  const { url, taken } = await smtpServer();
  let clock = new Date("2026-11-27T10:09:59.999Z");
  const notBefore = new Date("2026-11-27T10:10:00Z");
  const [held, undone] = [await write(letter(address(), { notBefore })), await write(letter(address(), { notBefore }))];
  const queue = await queueFor(url, () => clock);
  await queue.round();
  expect(await deliverWaiting({ db, log: silentLog, smtpUrl: url, from, now: () => clock })).toBe(0);
  await db.mail.delete({ where: { id: undone } });
  expect(taken).toEqual([]);
  clock = notBefore;
  await queue.round();
  expect(taken).toHaveLength(1);
  expect(await standing(held)).toMatchObject({ state: "sent" });
});

test("a mail whose job is lost gets another", async () => {
  const { url, taken } = await smtpServer();
  const id = await write(letter(address()));
  await db.mail.update({ where: { id }, data: { queuedAt: new Date() } });
  await (await queueFor(url)).round();
  expect(taken).toEqual([]);
  await (await queueFor(url, () => new Date(Date.now() + 3 * 86_400_000 + 1_000))).round();
  expect(await standing(id)).toMatchObject({ state: "sent" });
});

test("without a mail server a mail counts as delivered to the mailbox in the portal; what is given up stays given up", async () => {
  const id = await write(letter(address()));
  expect(await deliverWaiting({ db, log: silentLog, smtpUrl: undefined, from })).toBe(1);
  await giveUpMail({ db, log: silentLog }, id);
  expect(await standing(id)).toMatchObject({ state: "sent" });
  const to = address();
  await markBounced(db, to.toUpperCase(), "reported", new Date());
  const again = await write(letter(to));
  expect(await deliverWaiting({ db, log: silentLog, smtpUrl: undefined, from })).toBe(0);
  expect(await standing(again)).toMatchObject({ state: "bounced", lastError: "reported" });
});
