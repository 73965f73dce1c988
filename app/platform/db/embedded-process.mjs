// The embedded database: PGlite in a process of its own behind a Unix socket.
// Started by embedded.server.ts with the data folder and the socket path; says "ready" to its parent.
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { PipelineQueue } from "./pipeline-queue.mjs";

/** A process that was told to end and hangs is ended; what was committed is on the disk. */
const STOP_PATIENCE_MS = 5_000;

/**
 * Holds the data folder for this process alone, by a socket the system closes however the process ends. Another one that
 * still finishes (its web process was killed) is waited for: two on one folder would destroy it.
 */
async function holdFolder(path) {
  const holderHasEnded = () =>
    new Promise((done) => {
      let isHeld = false;
      const line = connect(path, () => (isHeld = true)).on("error", () => undefined);
      line.on("close", () => done(isHeld)).resume();
    });
  while (await holderHasEnded());
  rmSync(path, { force: true });
  await new Promise((done, failed) => createServer().once("error", failed).listen(path, done));
}

// Nothing is open yet: ends at once when the parent goes away meanwhile.
let stop = () => process.exit(0);
process.on("SIGTERM", () => stop());
process.on("disconnect", () => stop());
// The terminal sends Ctrl-C to the whole group; the parent decides when the database stops.
process.on("SIGINT", () => undefined);

const [dataDir, socketPath] = process.argv.slice(2);
await holdFolder(join(dirname(socketPath), ".s.held"));
const db = await PGlite.create({ dataDir });
// A socket file left by a killed process would refuse the bind.
rmSync(socketPath, { force: true });
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 64 });
server.queryQueue = new PipelineQueue(db);
await server.start();

stop = async () => {
  stop = () => undefined;
  setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref();
  await server.stop().catch(() => undefined);
  await db.close().catch(() => undefined);
  rmSync(socketPath, { force: true });
  process.exit(0);
};
process.send?.("ready");
