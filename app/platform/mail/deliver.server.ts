import { createTransport, type Transporter } from "nodemailer";
import type { Database } from "../db/client.server";
import type { Log } from "../log.server";
import { failureOf } from "./failure";

/** Where mails go: `smtpUrl` undefined stands for the mailbox in the portal, where they already are. */
export type DeliveryOptions = { db: Database; log: Log; smtpUrl: string | undefined; from: string; now?: () => Date };

/** A server that says nothing for so long is gone (milliseconds). */
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };
/** Longer than sending can take with this patience, so that no second process begins while one is at it. */
const IN_HAND_MS = 110_000;

/** Not taken for the time being; the job is tried again. */
class NotYet extends Error {}

const openTransport = (smtpUrl: string): Transporter => createTransport({ url: smtpUrl, ...PATIENCE } as Parameters<typeof createTransport>[0]);

/** An address that refuses mail for good: nothing is sent there until somebody sends again. A mark that is there is renewed. */
export async function markBounced(db: Pick<Database, "bouncedAddress">, email: string, reason: string, at: Date): Promise<void> {
  const marked = { reason, bouncedAt: at };
  await db.bouncedAddress.upsert({ where: { email: email.toLowerCase() }, create: { email: email.toLowerCase(), ...marked }, update: marked });
}

/**
 * Sends one mail of the outbox: once its time has come, not while another process has it in hand, and not to an address
 * that has bounced. Throws `NotYet` where it should be tried again. A mail is marked after the server took it, so a process
 * that dies in between sends it a second time, with the same Message-ID, by which the receiver knows it.
 */
export async function deliverMail({ db, log, smtpUrl, from, now = () => new Date() }: DeliveryOptions, id: string): Promise<void> {
  const at = now();
  const isFree = [{ OR: [{ takenUntil: null }, { takenUntil: { lte: at } }] }, { OR: [{ notBefore: null }, { notBefore: { lte: at } }] }];
  const { count } = await db.mail.updateMany({
    where: { id, state: "waiting", AND: isFree },
    data: { takenUntil: new Date(at.getTime() + IN_HAND_MS), attempts: { increment: 1 } },
  });
  if (count !== 1) return;
  const mail = await db.mail.findUniqueOrThrow({ where: { id } });
  const bounced = await db.bouncedAddress.findUnique({ where: { email: mail.to.toLowerCase() } });
  if (bounced) return settle(db, id, { state: "bounced", lastError: bounced.reason });
  try {
    const transport = smtpUrl ? openTransport(smtpUrl) : null;
    await transport?.sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${domainOf(from)}>`,
      headers: { "Content-Language": mail.language, "Auto-Submitted": "auto-generated", ...leaving(mail.unsubscribe) },
    });
    transport?.close();
  } catch (error) {
    const failure = failureOf(error);
    log.warn({ mail: mail.id, kind: mail.kind, reason: failure.reason, then: failure.then }, "mail not delivered");
    if (failure.then === "bounced") await markBounced(db, mail.to, failure.reason, now());
    await settle(db, id, { ...(failure.then !== "again" && { state: failure.then }), lastError: failure.reason });
    if (failure.then === "again") throw new NotYet(failure.reason);
    return;
  }
  await settle(db, id, { state: "sent", deliveredAt: now(), lastError: null });
}

type Settled = { state?: "sent" | "failed" | "bounced"; deliveredAt?: Date; lastError: string | null };

async function settle(db: Database, id: string, data: Settled): Promise<void> {
  await db.mail.updateMany({ where: { id, state: "waiting" }, data: { ...data, takenUntil: null } });
}

/** Gives a mail up after its last attempt: a dead letter, which the desk sees and can send again. */
export async function giveUpMail({ db, log }: Pick<DeliveryOptions, "db" | "log">, id: string): Promise<void> {
  const { count } = await db.mail.updateMany({ where: { id, state: "waiting" }, data: { state: "failed", takenUntil: null } });
  if (count === 1) log.error({ mail: id }, "mail given up");
}

/** How a reader leaves letters they may do without: a link, and one press in the mail program (RFC 2369, RFC 8058). */
const leaving = (unsubscribe: string | null): Record<string, string> =>
  unsubscribe ? { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? "localhost";

/** Sends everything that waits and is due, once, without jobs: for whoever sits at the machine. Returns how many were sent. */
export async function deliverWaiting(options: DeliveryOptions): Promise<number> {
  const { db, now = () => new Date() } = options;
  const waiting = await db.mail.findMany({
    where: { state: "waiting", OR: [{ notBefore: null }, { notBefore: { lte: now() } }] },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  for (const { id } of waiting)
    await deliverMail(options, id).catch((error: unknown) => {
      if (!(error instanceof NotYet)) throw error;
    });
  return db.mail.count({ where: { id: { in: waiting.map(({ id }) => id) }, state: "sent" } });
}
