/** The command line: `npm run portal -- <command> [--json]`. Thin: it reads arguments and calls features, as routes do. */
import { parseArgs } from "node:util";
import { ConfigurationError, env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { reachDatabase, type Reached } from "~/platform/db/reach.server";
import { DataFolderInUse } from "~/platform/db/embedded.server";
import { migrate, MigrationFailed } from "~/platform/db/migrate.server";
import { commands, Refused, Usage, type CommandInput } from "./commands";

const options = {
  json: { type: "boolean" },
  help: { type: "boolean" },
  email: { type: "string" },
  name: { type: "string" },
  role: { type: "string" },
  party: { type: "string" },
  password: { type: "string" },
  language: { type: "string" },
  label: { type: "string" },
  expires: { type: "string" },
  scope: { type: "string", multiple: true },
} as const;

const usage = (): string =>
  `Usage: npm run portal -- <command> [--json]\n\n${commands.map(({ name, takes, does }) => `  ${`${name} ${takes}`.trim().padEnd(74)} ${does}`).join("\n")}\n`;

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const command = commands.find(({ name }) => positionals.join(" ") === name);
  if (values.help) return print(usage());
  if (!command) throw new Usage(usage());
  let reached: Reached | undefined;
  try {
    reached = await reachDatabase(env(), log);
    const applied = await migrate(reached.url);
    const input: CommandInput = { db: reached.db, applied, options: values };
    const result = await command.run(input);
    return print(values.json ? `${JSON.stringify(result.data)}\n` : `${result.text}\n`);
  } finally {
    await reached?.close();
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Refusals are one line on standard error: what, why, what to do. Anything else is a bug and shows itself whole. */
function explain(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Usage || (error instanceof TypeError && "code" in error)) return (process.stderr.write(`${message}\n`), 2);
  const expected = [Refused, ConfigurationError, DataFolderInUse, MigrationFailed].some((kind) => error instanceof kind);
  process.stderr.write(`${expected ? message.replace(/\s*\n\s*/g, "; ") : error instanceof Error ? error.stack : message}\n`);
  return 1;
}

process.exitCode = await run().catch(explain);
