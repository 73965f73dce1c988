import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deliverMails } from "~/platform/jobs/jobs.server";
import { writeMail } from "~/platform/mail/write.server";
import { testDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";

const from = "Portal <portal@example.org>";
const { db } = testDatabase();
let cleanUp: (() => Promise<unknown>)[] = [];

// Mails other tests left in this worker's outbox are none of these tests' business.
beforeEach(() => db.mail.updateMany({ where: { state: "waiting" }, data: { state: "sent" } }));
afterEach(async () => {
  for (const close of cleanUp) await close();
  cleanUp = [];
});

/** A real SMTP server that keeps what it takes, and refuses the recipients it is told to. */
async function smtpServer(refuses: string[] = []): Promise<{ url: string; taken: { to: string; message: string }[] }> {
  const taken: { to: string; message: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _, done) => done(refuses.includes(address) ? new Error("mailbox unavailable") : null),
    onData(stream, { envelope }, done) {
      let message = "";
      stream.on("data", (chunk: Buffer) => (message += chunk.toString()));
      stream.on("end", () => {
        taken.push({ to: envelope.rcptTo[0]!.address, message });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  cleanUp.push(() => new Promise<void>((closed) => server.close(closed)));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken };
}

const letter = (to: string) => ({
  to,
  language: "ar" as const,
  kind: "test.letter",
  subject: "إيصال التقرير",
  text: "تم استلام التقرير.",
  html: "<p>تم استلام التقرير.</p>",
});

test("a mail goes out once, in its language", async () => {
  const { url, taken } = await smtpServer();
  await db.$transaction((tx) => writeMail(tx, letter("focal@example.org")));

  expect(await deliverMails({ db, log: silentLog, smtpUrl: url, from })).toBe(1);
  expect(await deliverMails({ db, log: silentLog, smtpUrl: url, from })).toBe(0);

  expect(taken).toHaveLength(1);
  expect(taken[0]!.to).toBe("focal@example.org");
  expect(taken[0]!.message).toContain("Content-Language: ar");
  expect(taken[0]!.message).toContain(`=?UTF-8?B?${Buffer.from("إيصال").toString("base64").slice(0, 8)}`);
});

test("a mail of a command that failed is never sent", async () => {
  const { url, taken } = await smtpServer();
  const failing = db.$transaction(async (tx) => {
    await writeMail(tx, letter("focal@example.org"));
    throw new Error("the command fails");
  });
  await expect(failing).rejects.toThrow("the command fails");
  expect(await deliverMails({ db, log: silentLog, smtpUrl: url, from })).toBe(0);
  expect(taken).toEqual([]);
});

test("a refused mail waits with its error and does not hold up the next", async () => {
  const { url, taken } = await smtpServer(["gone@example.org"]);
  await db.$transaction(async (tx) => {
    await writeMail(tx, letter("gone@example.org"));
    await writeMail(tx, letter("focal@example.org"));
  });
  expect(await deliverMails({ db, log: silentLog, smtpUrl: url, from })).toBe(1);
  expect(taken.map(({ to }) => to)).toEqual(["focal@example.org"]);
  expect(await db.mail.findFirst({ where: { to: "gone@example.org" } })).toMatchObject({
    deliveredAt: null,
    attempts: 1,
    lastError: expect.stringContaining("mailbox unavailable"),
  });
});

test("without a mail server a mail counts as delivered to the mailbox in the portal", async () => {
  await db.$transaction((tx) => writeMail(tx, letter("focal@example.org")));
  expect(await deliverMails({ db, log: silentLog, smtpUrl: undefined, from })).toBe(1);
});

test("a mail that is held waits for its time", async () => {
  const { url, taken } = await smtpServer();
  const notBefore = new Date("2026-11-27T10:10:00Z");
  await db.$transaction((tx) => writeMail(tx, { ...letter("focal@example.org"), notBefore }));
  expect(await deliverMails({ db, log: silentLog, smtpUrl: url, from }, new Date("2026-11-27T10:09:59.999Z"))).toBe(0);
  expect(taken).toEqual([]);
  expect(await deliverMails({ db, log: silentLog, smtpUrl: url, from }, notBefore)).toBe(1);
});
