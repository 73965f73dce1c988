import { fork, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, uptime } from "node:os";
import { join, resolve } from "node:path";
import type { Log } from "../log.server";
import { EMBEDDED } from "./client.server";

const PROCESS_FILE = resolve("app/platform/db/embedded-process.mjs");
/** A Unix socket path has room for 107 bytes. */
const LONGEST_SOCKET_PATH = 107;
const START_TIMEOUT_MS = 60_000;

export type EmbeddedDatabase = {
  url: string;
  /** Resolves when the database answers again, or rejects after `ms`. */
  ready: (ms: number) => Promise<void>;
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

/** Where the embedded database of a data folder listens, and the address to reach it. */
export function embeddedAddress(dataDir: string): { folder: string; socket: string; url: string } {
  const inside = resolve(dataDir, "socket");
  const short = join(tmpdir(), `portal-${createHash("sha256").update(inside).digest("hex").slice(0, 12)}`);
  const folder = Buffer.byteLength(join(inside, ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH ? inside : short;
  const url = `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(folder)}&${EMBEDDED.join("=")}`;
  return { folder, socket: join(folder, ".s.PGSQL.5432"), url };
}

/** True when something answers on the socket: another process of the portal runs the database already. */
export function answers(socket: string): Promise<boolean> {
  if (!existsSync(socket)) return Promise.resolve(false);
  return new Promise((done) => {
    const probe = connect(socket);
    probe.once("connect", () => (probe.destroy(), done(true)));
    probe.once("error", () => done(false));
  });
}

/** Thrown when a second process would open the same data folder. */
export class DataFolderInUse extends Error {}

/**
 * Takes the data folder for this process by a file with its process number; a file left by a process that is gone is
 * replaced. Two PGlite processes on one folder would destroy it.
 */
function takeFolder(dataDir: string): () => void {
  const file = resolve(dataDir, "database.pid");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch {
      const owner = Number(readFileSync(file, "utf8"));
      if (owner && owner !== process.pid && isAlive(owner) && !isOlderThanBoot(file)) throw new DataFolderInUse(`${dataDir} is in use by process ${owner}`);
      rmSync(file, { force: true });
    }
  }
  throw new DataFolderInUse(`${dataDir} cannot be taken`);
}

/** After a power cut the number in the file may be another program's. */
const isOlderThanBoot = (file: string): boolean => statSync(file).mtimeMs < Date.now() - uptime() * 1000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the embedded database of a data folder and watches it: when its process dies it is started again, at once and
 * then with growing pauses. Refuses a folder another process holds.
 */
export async function startEmbedded(dataDir: string, log: Log): Promise<EmbeddedDatabase> {
  mkdirSync(resolve(dataDir), { recursive: true });
  const { folder, socket, url } = embeddedAddress(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = takeFolder(dataDir);
  let child: ChildProcess | undefined;
  let stopping = false;
  let failures = 0;
  let up: Promise<void>;

  const launch = (): Promise<void> =>
    new Promise((done, failed) => {
      const started = fork(PROCESS_FILE, [resolve(dataDir, "postgres"), socket], { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
      child = started;
      const timer = setTimeout(() => started.kill("SIGKILL"), START_TIMEOUT_MS);
      started.once("message", () => {
        clearTimeout(timer);
        failures = 0;
        done();
      });
      started.once("exit", (code, signal) => {
        clearTimeout(timer);
        if (stopping) return done();
        failures += 1;
        if (failures > 5)
          return failed(new Error(`The embedded database does not start (exit ${code ?? signal}). Its folder: ${resolve(dataDir, "postgres")}`));
        log.error({ code, signal, failures }, "embedded database stopped; starting it again");
        up = new Promise<void>((again) => setTimeout(again, (failures - 1) * 500)).then(launch);
        up.then(done, failed);
      });
    });

  up = launch();
  await up;
  return {
    url,
    pid: () => child?.pid,
    ready: (ms) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, failed) => (timer = setTimeout(() => failed(new Error("ECONNREFUSED: the embedded database is starting")), ms)));
      return Promise.race([up, late]).finally(() => clearTimeout(timer));
    },
    stop: async () => {
      stopping = true;
      const running = child;
      if (running && running.exitCode === null && running.signalCode === null) {
        await new Promise<void>((gone) => {
          running.once("exit", () => gone());
          running.kill("SIGTERM");
          setTimeout(() => running.kill("SIGKILL"), 5_000).unref();
        });
      }
      release();
    },
  };
}
