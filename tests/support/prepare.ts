import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Workers of a run; each has a database of its own. The number is that of vitest.config.ts. */
export const WORKERS = 2;

/**
 * Gives a database what every test finds: all migrations, reference data, cycles and templates; no demo accounts. A
 * process of its own, because the schema engine's bindings are one module a process and both set-ups run in this one.
 */
export async function prepareDatabase(url: string): Promise<void> {
  await promisify(execFile)(process.execPath, ["--import", "tsx", "tests/support/prepare-database.ts", url]);
}
