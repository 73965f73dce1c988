import { sendReminders } from "~/features/reminders/commands/send.server";
import { openDatabase } from "~/platform/db/client.server";
import { makeCtx } from "./context";

/** One run of the reminders in a process of its own, at `NOW`, on `DATABASE`. */
const { DATABASE = "", NOW = "" } = process.env;
await sendReminders(makeCtx({ db: openDatabase(DATABASE, { connections: 2 }), actor: null, now: new Date(NOW) }));
process.exit();
