// Run by prepare.ts as a process of its own: migrates and seeds the database whose address it is given.
import { openDatabase } from "~/platform/db/client.server";
import { migrate } from "~/platform/db/migrate.server";
import { seedAll } from "~/seed.server";
import { silentLog } from "./silent-log";

const [url] = process.argv.slice(2);
if (!url) throw new Error("Usage: prepare-database.ts <database address>");
await migrate(url);
const db = openDatabase(url, { connections: 2 });
await seedAll(db, { demo: false, log: silentLog });
await db.$disconnect();
