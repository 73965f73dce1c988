/** The command line: `npm run portal -- <command> [--json]`. Thin: it reads arguments and calls features, as routes do. */
import { parseArgs } from "node:util";
import { ConfigurationError, env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { reachDatabase, type Reached } from "~/platform/db/reach.server";
import { DataFolderInUse } from "~/platform/db/embedded.server";
import { migrate, MigrationFailed } from "~/platform/db/migrate.server";
import { Refused, Usage, type Command } from "./command";
import { commands } from "./commands";

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
  id: { type: "string" },
  format: { type: "string" },
  lang: { type: "string" },
  out: { type: "string" },
  as: { type: "string" },
  page: { type: "string" },
  take: { type: "string" },
  reports: { type: "string" },
  seed: { type: "string" },
  head: { type: "string" },
  reason: { type: "string" },
  force: { type: "boolean" },
  "dry-run": { type: "boolean" },
  history: { type: "boolean" },
} as const;

const usage = (): string =>
  `Usage: npm run portal -- <command> [--json]\n\n${commands.map(({ name, takes, does }) => `  ${`${name} ${takes}`.trim().padEnd(74)} ${does}`).join("\n")}\n`;

/** The command whose name stands first, with as many arguments as it takes. */
function commandOf(words: string[]): { command: Command; args: string[] } {
  const command = commands.find(({ name }) => words.slice(0, name.split(" ").length).join(" ") === name);
  if (!command) throw new Usage(usage());
  const args = words.slice(command.name.split(" ").length);
  const wanted = command.takes.split(" ").filter((word, index, all) => /^[A-Z]+$/.test(word) && !all[index - 1]?.includes("--"));
  if (args.length !== wanted.length) throw new Usage(`Usage: npm run portal -- ${command.name} ${command.takes}`);
  return { command, args };
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return print(usage());
  const { command, args } = commandOf(positionals);
  let reached: Reached | undefined;
  try {
    reached = await reachDatabase(env(), log);
    const applied = await migrate(reached.url);
    const result = await command.run({ db: reached.db, url: reached.url, applied, args, options: values });
    print(values.json ? `${JSON.stringify(result.data)}\n` : `${result.text}\n`);
    if (result.refusal) throw new Refused(result.refusal);
    return 0;
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

// Whoever reads the output may stop reading: `… report list | head`.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await run().catch(explain);
