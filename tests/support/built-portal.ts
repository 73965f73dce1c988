import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";

const START_TIMEOUT_MS = 120_000;
/** The last of what a portal wrote, for the message of a test that fails. */
const KEPT_OUTPUT = 20_000;

export type BuiltPortal = {
  pid: number;
  /** From starting the process to the first page of `/readyz`. */
  startMs: number;
  /** The process of the embedded database; nothing on PostgreSQL. */
  databasePid: () => number | undefined;
  output: () => string;
  /** Sends a signal and waits for the end of the web process. */
  end: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
};
export type PortalSettings = Record<string, string> & { PORT: string; DATA_DIR: string };

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? done(address.port) : failed(new Error("no port"))));
    });
  });
}

/** True when `npm run build` has been run. */
export const buildExists = (): boolean => existsSync("build/server/index.js");

function launch(settings: PortalSettings, root?: string) {
  const { PATH = "" } = process.env;
  return spawn(process.execPath, ["server.mjs"], {
    cwd: root,
    env: { PATH, NODE_ENV: "production", LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts the built portal and kills it before it is ready. */
export async function killWhileStarting(settings: PortalSettings, afterMs: number): Promise<void> {
  const child = launch(settings);
  await new Promise((done) => setTimeout(done, afterMs));
  const exited = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await exited;
}

/** Starts the built portal as users do, from this folder or another one, with these settings and none of this process's own, and waits until it is ready. */
export async function startBuiltPortal(settings: PortalSettings, root?: string): Promise<BuiltPortal> {
  const began = performance.now();
  const child = launch(settings, root);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT_OUTPUT)));
  let ended = false;
  const gone = new Promise<void>((done) => child.once("close", () => ((ended = true), done())));
  const ready = `http://127.0.0.1:${settings.PORT}/readyz`;
  while (
    !(await fetch(ready).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (ended || performance.now() - began > START_TIMEOUT_MS) {
      child.kill("SIGKILL");
      throw new Error(`The portal did not start.\n${output}`);
    }
    await new Promise((again) => setTimeout(again, 25));
  }
  const pid = child.pid!;
  return {
    pid,
    startMs: performance.now() - began,
    databasePid: () => childrenOf(pid)[0],
    output: () => output,
    end: async (signal) => {
      // A child of its own that outlives the process keeps its standard error open: wait for the process alone.
      const exited = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((done) => child.once("exit", done));
      child.kill(signal);
      await exited;
      if (signal === "SIGTERM") await gone;
    },
  };
}

/** The processes a process started. */
function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  const words = existsSync(list) ? readFileSync(list, "utf8") : spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout;
  return words.split(/\s+/).filter(Boolean).map(Number);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that ended and was not waited for yet still has a number.
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Resident memory of a process in MB. */
export function residentMemory(pid: number): number {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}
