import type PgBoss from "pg-boss";
import { runSql, sql, type Tx } from "../db/client.server";
import { deliverMail, giveUpMail, type DeliveryOptions } from "./deliver.server";

/** One job for each mail. */
const LETTER = "mail.letter";
/** Jobs whose last attempt has failed. */
const GIVEN_UP = "mail.given_up";

/** Ten more attempts with pauses of one minute, two, four …: about a day (seconds). A job its process left is free after `expireInSeconds`. */
const ATTEMPTS = { retryLimit: 10, retryDelay: 60, retryBackoff: true, expireInSeconds: 120 };
/** Mails that get a job in one round. */
const QUEUED_AT_ONCE = 500;
/** A round ends after so many, so that a process that is to stop does. */
const SENT_AT_ONCE = 200;
/** A mail that still waits so long after it got its job has lost it (a backup holds no jobs): it gets another. */
const LOST_MS = 3 * 86_400_000;

export type MailQueue = { round: () => Promise<void>; stop: () => void };

/** Statements of the job runner in a transaction of the portal's own client. */
const within = (tx: Tx): PgBoss.Db => ({ executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...(values as unknown[])) }) });

/** The two queues of mails on a job runner that has started. `round` gives every mail whose time has come its job and works off those that are due, one by one. */
export async function openMailQueue(boss: PgBoss, options: DeliveryOptions): Promise<MailQueue> {
  const { db, log, now = () => new Date() } = options;
  await boss.createQueue(GIVEN_UP, { name: GIVEN_UP, policy: "standard", retryLimit: 10, retryDelay: 60 });
  await boss.createQueue(LETTER, { name: LETTER, policy: "standard", ...ATTEMPTS, deadLetter: GIVEN_UP });
  let isStopping = false;

  /** In one transaction: no mail without its job, no second job. */
  const queueDue = () =>
    db.$transaction(async (tx) => {
      const at = now();
      const due = await runSql<{ id: string }>(
        tx,
        sql`
        update mail set queued_at = ${at} where id in (
          select id from mail where state = 'waiting' and (not_before is null or not_before <= ${at}) and (queued_at is null or queued_at < ${new Date(at.getTime() - LOST_MS)})
          order by created_at limit ${QUEUED_AT_ONCE} for update skip locked)
        returning id`,
      );
      if (due.length > 0)
        await boss.insert(
          due.map(({ id }) => ({ name: LETTER, data: { id } })),
          { db: within(tx) },
        );
    });

  /** Takes one job of a queue; says whether there was one. */
  const takeOne = async (queue: string, work: (id: string) => Promise<void>): Promise<boolean> => {
    const [job] = await boss.fetch<{ id: string }>(queue, { batchSize: 1 });
    if (!job) return false;
    try {
      await work(job.data.id);
      await boss.complete(queue, job.id);
    } catch (error) {
      await boss.fail(queue, job.id, { reason: error instanceof Error ? error.name : "unknown" });
    }
    return true;
  };

  return {
    round: async () => {
      await queueDue();
      for (let count = 0; count < SENT_AT_ONCE && !isStopping; count += 1) if (!(await takeOne(LETTER, (id) => deliverMail(options, id)))) break;
      while (!isStopping && (await takeOne(GIVEN_UP, (id) => giveUpMail({ db, log }, id))));
    },
    stop: () => void (isStopping = true),
  };
}
