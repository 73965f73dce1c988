import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Language } from "../../../app/lib/languages";
import { PASSWORD } from "./people";

const run = promisify(execFile);

/** A signed national report of a State of its own: its version, its report, and who signed it (`PASSWORD` is theirs). */
export type Signed = { id: string; report: string; symbol: string; party: string; email: string };

/** Makes a signed national report in each of the languages, of States no other journey knows. With `fr:<text>` its State answered B1 so in the cycle before, with `fr=<text>` in this one. */
export async function makeSigned(...asked: (Language | `${Language}:${string}` | `${Language}=${string}`)[]): Promise<Signed[]> {
  const env = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR!, LOG_LEVEL: "warn" };
  const { stdout } = await run("node_modules/.bin/tsx", ["tests/e2e/support/make-signed.ts", PASSWORD, ...asked], { env });
  const lines = stdout.trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Signed);
}
