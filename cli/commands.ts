import { randomUUID } from "node:crypto";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { createUser } from "~/features/identity/commands/create-user.server";
import { SCOPES } from "~/features/identity/policy";
import { findActorByEmail } from "~/features/identity/queries.server";
import { newUserSchema, tokenSchema } from "~/features/identity/schema";
import { listCycles } from "~/features/cycles/queries.server";
import { listAllReports } from "~/features/reports/queries/all.server";
import { listOpenTemplates } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import { verifyChain } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { env } from "~/platform/env.server";
import { translator } from "~/platform/i18n/i18n.server";
import { deliverMails } from "~/platform/jobs/jobs.server";
import { log } from "~/platform/log.server";
import { seedAll } from "~/seed.server";

/** Wrong words on the command line: exit status 2. */
export class Usage extends Error {}
/** An expected refusal: exit status 1 with one line. */
export class Refused extends Error {}

export type CommandInput = { db: Database; applied: string[]; options: Record<string, string | string[] | boolean | undefined> };
export type CommandResult = { data: unknown; text: string };
export type Command = { name: string; takes: string; does: string; run: (input: CommandInput) => Promise<CommandResult> };

const contextOf = (db: Database): Ctx<null> => ({
  db,
  actor: null,
  now: () => new Date(),
  log,
  requestId: randomUUID(),
  origin: env().PUBLIC_ORIGIN ?? `http://localhost:${env().PORT}`,
  language: "en",
});

/** A result's value; a refusal in its words. */
function valueOf<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  const { code, params } = result.error;
  const words: unknown = translator("en")(`errors:${code}` as never, params as never);
  throw new Refused(`${code}: ${String(words)}`);
}

/** Options that fit a schema; what does not is named with its code. */
function read<T>(
  schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } } },
  options: unknown,
): T {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new Usage(parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"));
}

async function makeToken({ db, options }: CommandInput): Promise<CommandResult> {
  if (typeof options.email !== "string") throw new Usage("--email: whose token it is");
  const expires = typeof options.expires === "string" ? new Date(options.expires) : null;
  if (expires && Number.isNaN(expires.getTime())) throw new Usage("--expires: a day such as 2027-12-31");
  const actor = await findActorByEmail({ db }, options.email);
  if (!actor) throw new Refused(`identity.not_found: there is no active account with the e-mail ${options.email}; create it with: user create`);
  const scopes = options.scope === undefined ? SCOPES : [options.scope].flat().flatMap((given) => String(given).split(","));
  const input = read(tokenSchema, { label: options.label ?? "command line", scopes, expiresAt: expires });
  const { token } = valueOf(await createApiToken({ ...contextOf(db), actor }, input));
  return { data: { token, scopes: input.scopes, expiresAt: expires?.toISOString() ?? null }, text: token };
}

export const commands: readonly Command[] = [
  {
    name: "migrate",
    takes: "",
    does: "applies what is missing of the migrations",
    run: async ({ applied }) => ({ data: { applied }, text: applied.length > 0 ? `Applied: ${applied.join(", ")}` : "Nothing to apply." }),
  },
  {
    name: "seed reference",
    takes: "",
    does: "loads reference data, cycles and templates where they changed",
    run: async ({ db }) => {
      await seedAll(db, { demo: false, log });
      return { data: { done: true }, text: "Reference data, cycles and templates are loaded." };
    },
  },
  {
    name: "seed demo",
    takes: "",
    does: "loads the demo accounts and reports (public passwords: refused on a production database)",
    run: async ({ db }) => {
      if (!env().demo)
        throw new Refused(
          "seed.demo_refused: demo passwords are public, so they are not created on this database; set PORTAL_DEMO=1 outside of production to allow it",
        );
      await seedAll(db, { demo: true, log });
      return { data: { done: true }, text: "Demo accounts and reports are loaded." };
    },
  },
  {
    name: "user create",
    takes: "--email E --name N --role R [--party CODE] [--password P] [--language L]",
    does: "makes an account with one role; prints a password when none was given",
    run: async ({ db, options }) => {
      const { json: _, ...given } = options;
      const created = valueOf(await createUser(contextOf(db), read(newUserSchema, given)));
      return { data: created, text: created.password ? `Created. Password: ${created.password}` : "Created." };
    },
  },
  {
    name: "token create",
    takes: "--email E [--label L] [--expires D] [--scope S]...",
    does: `makes a token for programs and prints it once; scopes: ${SCOPES.join(", ")} (all when none is given)`,
    run: makeToken,
  },
  {
    name: "template list",
    takes: "",
    does: "lists the open templates of every cycle",
    run: async ({ db }) => {
      const cycles = await listCycles({ db });
      const rows = await Promise.all(
        cycles.map(async ({ id, code }) =>
          (await listOpenTemplates({ db }, id)).map(({ template, version, hash }) => ({ cycle: code, template, version, hash })),
        ),
      );
      const items = rows.flat();
      return { data: { items }, text: items.map(({ cycle, template, version, hash }) => `${cycle}  ${template}  ${version}  ${hash}`).join("\n") };
    },
  },
  {
    name: "report list",
    takes: "",
    does: "lists all reports with their state and latest version",
    run: async ({ db }) => {
      const items = await listAllReports({ db });
      return {
        data: { items },
        text: items
          .map((item) =>
            [
              item.id,
              item.party,
              item.template,
              item.language,
              item.state,
              item.latest ? `v${item.latest.version} ${item.latest.state} ${item.latest.receipt}` : "-",
            ].join("  "),
          )
          .join("\n"),
      };
    },
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
      const delivered = await deliverMails({ db, log, smtpUrl: env().SMTP_URL, from: env().MAIL_FROM });
      return { data: { delivered }, text: `${delivered} mails delivered.` };
    },
  },
];
