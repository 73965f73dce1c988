import { existsSync } from "node:fs";
import { backUp, restore } from "~/backup.server";
import { verifyChain } from "~/platform/audit/record.server";
import { DamagedBackup } from "~/platform/db/backup-file.server";
import { env } from "~/platform/env.server";
import { openFileStore } from "~/platform/files/store.server";
import { log } from "~/platform/log.server";
import { deliverWaiting } from "~/platform/mail/deliver.server";
import { contextOf, reasonOf, Refused, required, type Command, type CommandInput, type CommandResult } from "../command";

async function makeBackup({ url, options }: CommandInput): Promise<CommandResult> {
  const path = required(options, "out", "the file to write, such as portal-2027-01-31.backup");
  if (existsSync(path)) throw new Refused(`backup.exists: ${path} is there already and is not written over; give another --out`);
  const manifest = await backUp({ url, path, files: openFileStore(env().DATA_DIR) }, new Date()).catch((error: unknown) => {
    if (error instanceof Error && "syscall" in error) throw new Refused(`backup.not_written: ${error.message}; give another --out`);
    throw error;
  });
  const rows = Object.values(manifest.tables).reduce((sum, count) => sum + count, 0);
  return {
    data: { file: path, ...manifest },
    text: `Written: ${path}, ${rows} rows and ${manifest.files} files, SHA-256 ${manifest.sha256}`,
    ...(manifest.missing.length > 0 && {
      refusal: `backup.files_missing: ${manifest.missing.length} files are named in the database and are not in DATA_DIR/files; the backup is whole without them`,
    }),
  };
}

const RESTORE_REFUSALS: Readonly<Record<string, string>> = {
  "backup.not_empty": "the database has rows already; use an empty one, or --force to keep them aside under another schema",
  "backup.other_version": "the backup was made with other migrations; restore it with that version of the portal, then start this one",
};

async function bringBack({ db, url, args: [path], options }: CommandInput): Promise<CommandResult> {
  const places = { url, path: path!, files: openFileStore(env().DATA_DIR) };
  const restored = await restore(contextOf(db), places, { force: options.force === true }).catch((error: unknown) => {
    if (error instanceof DamagedBackup)
      throw new Refused(`backup.damaged: ${path} is no whole backup (${reasonOf(error)}); nothing was changed; use another file`);
    throw error;
  });
  if (!restored.ok) throw new Refused(`${restored.error.code}: ${RESTORE_REFUSALS[restored.error.code]}`);
  const { rows, files, aside } = restored.value;
  return { data: restored.value, text: `Restored: ${rows} rows and ${files} files.${aside ? ` What was there is kept in the schema ${aside}.` : ""}` };
}

export const machineCommands: readonly Command[] = [
  {
    name: "migrate",
    takes: "",
    does: "applies what is missing of the migrations",
    run: async ({ applied }) => ({ data: { applied }, text: applied.length > 0 ? `Applied: ${applied.join(", ")}` : "Nothing to apply." }),
  },
  {
    name: "audit verify",
    takes: "",
    does: "walks the hash chain of the audit log; names the first event that does not fit",
    run: async ({ db }) => {
      const verified = await verifyChain(db);
      if (!verified.ok)
        throw new Refused(`audit.broken: event ${verified.event} was changed, removed or added out of turn; compare with a backup from before it`);
      return { data: verified, text: `The audit log is whole: ${verified.events} events.` };
    },
  },
  {
    name: "jobs run-once",
    takes: "",
    does: "delivers the mails that wait, once",
    run: async ({ db }) => {
      const delivered = await deliverWaiting({ db, log, smtpUrl: env().SMTP_URL, from: env().MAIL_FROM });
      return { data: { delivered }, text: `${delivered} mails delivered.` };
    },
  },
  { name: "backup", takes: "--out FILE", does: "writes everything the portal holds into one file, also while it runs", run: makeBackup },
  { name: "restore", takes: "FILE [--force]", does: "brings a backup back into an empty database; --force keeps aside what is there", run: bringBack },
];
