/**
 * Makes exports in a process of its own, which a test may end at any moment: `tsx export-worker.ts <database> <folder> <now>`.
 * Sends a message for every report it has written, before that counts.
 */
import { makeExports } from "~/features/exports/commands/make.server";
import { openDatabase } from "~/platform/db/client.server";
import { openMadeFiles } from "~/platform/files/made-files.server";
import { silentLive } from "~/platform/live/live.server";
import { silentLog } from "./silent-log";

const [url = "", folder = "", now = ""] = process.argv.slice(2);
const made = openMadeFiles(folder);
const telling: typeof made = {
  ...made,
  async putPart(...part) {
    await made.putPart(...part);
    // With `--expose-gc`: what is held on to when a part is written, in bytes.
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    process.send?.({ held: heapUsed + arrayBuffers });
  },
};
const db = openDatabase(url, { connections: 2 });
const world = { db, now: () => new Date(now), log: silentLog, live: silentLive, origin: "http://localhost:3000", made: telling };
while ((await makeExports(world, { isGentle: false })) !== "nothing");
process.exit();
