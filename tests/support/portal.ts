import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inject } from "vitest";
import type {} from "./database";

const READY_MS = 90_000;

export type PortalOptions = { env?: Record<string, string>; cwd?: string; demo?: boolean };
export type RunningPortal = {
  origin: string;
  dataDir: string;
  child: ChildProcess;
  /** All it has written so far: its log, and what it says when it starts. */
  said: () => string;
  /** The process of the embedded database. */
  databasePid: () => number;
  /** Asks it to stop and waits; gives the exit code. */
  stop: () => Promise<number | null>;
};

function spawnPortal({ env = {}, cwd = process.cwd(), demo = false }: PortalOptions): { child: ChildProcess; said: () => string; dataDir: string } {
  if (!existsSync("build/server/index.js")) throw new Error("These tests start the built portal: run `npm run build` first.");
  const dataDir = mkdtempSync(join(tmpdir(), "portal-run-"));
  cpSync(inject("databases").template, dataDir, { recursive: true });
  const { PATH, HOME } = process.env;
  const settings: NodeJS.ProcessEnv = {
    PATH,
    HOME,
    NODE_ENV: "production",
    PORT: "0",
    DATA_DIR: dataDir,
    LOG_LEVEL: "error",
    PORTAL_DEMO: demo ? "1" : "0",
    SIGN_IN_LIMIT: "1000",
    ...env,
  };
  const child = spawn(process.execPath, [resolve("server.mjs")], { cwd, env: settings, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.once("exit", () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return { child, said: () => said, dataDir };
}

/** Starts the built portal on a copy of the prepared embedded database and waits until it serves. */
export function startPortal(options: PortalOptions = {}): Promise<RunningPortal> {
  const { child, said, dataDir } = spawnPortal(options);
  return new Promise((done, failed) => {
    const timer = setTimeout(() => (child.kill("SIGKILL"), failed(new Error(`not ready in ${READY_MS} ms: ${said()}`))), READY_MS);
    child.once("exit", (code) => failed(new Error(`ended with ${code}: ${said()}`)));
    child.stdout!.on("data", () => {
      const origin = /The portal is ready: (\S+)/.exec(said())?.[1];
      if (!origin) return;
      clearTimeout(timer);
      done({ origin, dataDir, child, said, databasePid: () => databaseOf(child), stop: () => stopOf(child) });
    });
  });
}

/** Starts the built portal with settings or data it must refuse; gives what it said and its exit code. */
export function startRefused(options: PortalOptions): Promise<{ code: number | null; said: string }> {
  const { child, said } = spawnPortal(options);
  return new Promise((done, failed) => {
    const timer = setTimeout(() => (child.kill("SIGKILL"), failed(new Error(`it did not refuse: ${said()}`))), READY_MS);
    child.once("close", (code) => (clearTimeout(timer), done({ code, said: said() })));
  });
}

const stopOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => {
    if (child.exitCode !== null) return done(child.exitCode);
    child.once("exit", (code) => done(code));
    child.kill("SIGTERM");
  });

function databaseOf(child: ChildProcess): number {
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ").map(Number);
  const found = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("embedded-process.mjs"));
  if (found === undefined) throw new Error("the portal has no database process");
  return found;
}
