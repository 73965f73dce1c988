import PgBoss from "pg-boss";
import { openDatabase } from "~/platform/db/client.server";
import { openMailQueue } from "~/platform/mail/queue.server";
import { silentLog } from "./silent-log";

/** One round of the mails in a process of its own, for tests that kill it: `DATABASE` and `SMTP` name the servers. */
const { DATABASE = "", SMTP = "" } = process.env;
const boss = new PgBoss({ connectionString: DATABASE, max: 2, schema: "jobs", supervise: false, schedule: false });
await boss.start();
const queue = await openMailQueue(boss, { db: openDatabase(DATABASE, { connections: 2 }), log: silentLog, smtpUrl: SMTP, from: "Portal <portal@example.org>" });
await queue.round();
process.exit();
