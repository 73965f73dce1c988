import { expect } from "vitest";
import { isAlive, startBuiltPortal, type BuiltPortal, type PortalSettings } from "../support/built-portal";

/** The portal that is struck: another process of it each time it is started anew. */
export type Run = {
  portal: BuiltPortal;
  settings: PortalSettings;
  /** The folder it is started from, where that is not this one, and the one of another build. */
  root?: string;
  otherRoot?: string;
};

/** Longest time until saves are acknowledged again. */
export const RECOVERY_MS = 60_000;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits for a state, and says which one did not come. */
export async function until(what: string, holds: () => boolean, ms: number): Promise<void> {
  for (const end = performance.now() + ms; !holds(); await pause(10)) if (performance.now() > end) throw new Error(`${what}: not within ${ms} ms`);
}

/** Ends the database's process as a lack of memory would. */
export const kill = (pid: number | undefined): void => {
  expect(pid, "the embedded database runs").toBeDefined();
  process.kill(pid!, "SIGKILL");
};

/** Kills the web process and starts another on the same folder at once, as a supervisor would. */
export async function restart(run: Run, signal: "SIGKILL" | "SIGTERM", before?: (databasePid: number | undefined) => unknown): Promise<void> {
  const orphan = run.portal.databasePid();
  await before?.(orphan);
  await run.portal.end(signal);
  run.portal = await startBuiltPortal(run.settings, run.root);
  if (orphan) expect(isAlive(orphan), "the database process of the old web process has ended before the new one serves").toBe(false);
}

/** Ends the portal in good order and starts the other of its two builds. */
export async function redeploy(run: Run): Promise<void> {
  [run.root, run.otherRoot] = [run.otherRoot, run.root];
  await restart(run, "SIGTERM");
}
