import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { env } from "~/platform/env.server";
import { translator } from "~/platform/i18n/i18n.server";
import { silentLive } from "~/platform/live/live.server";
import { log } from "~/platform/log.server";

/** Wrong words on the command line: exit status 2. */
export class Usage extends Error {}
/** An expected refusal: exit status 1 with one line. */
export class Refused extends Error {}

/** `args`: what stands after the name of the command, as many as it takes. */
export type CommandInput = { db: Database; url: string; applied: string[]; args: string[]; options: Record<string, string | string[] | boolean | undefined> };
/** `refusal`: what was printed is not all that was asked; ends with status 1 and this line. */
export type CommandResult = { data: unknown; text: string; refusal?: string };
export type Command = {
  name: string;
  /** Arguments and options; a word in capitals before the options is an argument. */ takes: string;
  does: string;
  run: (input: CommandInput) => Promise<CommandResult>;
};

/** Whoever sits at the machine: nobody is signed in there. */
export const contextOf = (db: Database): Ctx<null> => ({
  db,
  actor: null,
  now: () => new Date(),
  log,
  live: silentLive,
  requestId: randomUUID(),
  origin: env().PUBLIC_ORIGIN ?? `http://localhost:${env().PORT}`,
  language: "en",
});

/** A refusal in words, after its code. */
export function wordsOf({ code, params }: Refusal): string {
  const words: unknown = translator("en")(`errors:${code}` as never, params as never);
  return `${code}: ${String(words)}`;
}

/** A result's value; a refusal ends the command in its words. */
export function valueOf<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw new Refused(wordsOf(result.error));
}

type Schema<T> = {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
};

/** Options that fit a schema; what does not is named with its code. */
export function read<T>(schema: Schema<T>, options: unknown): T {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new Usage(parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"));
}

/** An option that must be there. */
export function required(options: CommandInput["options"], name: string, what: string): string {
  const value = options[name];
  if (typeof value !== "string" || value === "") throw new Usage(`--${name}: ${what}`);
  return value;
}

/** A format the contract names; refuses those that this version does not write yet. */
export function formatOf<F extends string>(options: CommandInput["options"], { named, written }: { named: readonly string[]; written: readonly F[] }): F {
  const format = required(options, "format", named.join(" or "));
  const found = written.find((known) => known === format);
  if (found) return found;
  if (!named.includes(format)) throw new Usage(`--format: ${named.join(" or ")}`);
  throw new Refused(`format.not_available: ${format} cannot be written yet; use --format ${written.join(" or ")}`);
}

/** Writes a value as JSON into the file of `--out`, or gives it to be printed. */
export function writeJson(options: CommandInput["options"], value: unknown): CommandResult {
  const text = JSON.stringify(value, null, 2);
  return typeof options.out === "string" ? writeFile(options.out, `${text}\n`) : { data: value, text };
}

/** Writes a file. Refuses where it cannot be written. */
export function writeFile(path: string, content: string | Uint8Array): CommandResult {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new Refused(`file.not_written: ${reasonOf(error)}; give another --out`);
  }
  return { data: { file: path }, text: `Written: ${path}` };
}

/** Reads a file of JSON. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Refused(`file.unreadable: ${reasonOf(error)}; give a file of JSON as export writes it`);
  }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
