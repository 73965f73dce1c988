import { createApiToken } from "~/features/identity/commands/api-token.server";
import { createUser } from "~/features/identity/commands/create-user.server";
import { SCOPES } from "~/features/identity/policy";
import { findActorByEmail } from "~/features/identity/queries.server";
import { newUserSchema, tokenSchema } from "~/features/identity/schema";
import { contextOf, read, Refused, Usage, valueOf, type Command, type CommandInput, type CommandResult } from "../command";

/** The beginning of a day in UTC; a day no calendar has is a slip of the keyboard. */
function dayOf(text: string): Date {
  const day = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : NaN);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) throw new Usage("--expires: a day such as 2027-12-31");
  return day;
}

async function makeToken({ db, options }: CommandInput): Promise<CommandResult> {
  if (typeof options.email !== "string") throw new Usage("--email: whose token it is");
  const expires = typeof options.expires === "string" ? dayOf(options.expires) : null;
  const actor = await findActorByEmail({ db }, options.email);
  if (!actor) throw new Refused(`identity.not_found: there is no active account with the email ${options.email}; create it with: user create`);
  const scopes = options.scope === undefined ? SCOPES : [options.scope].flat().flatMap((given) => String(given).split(","));
  const input = read(tokenSchema, { label: options.label ?? "command line", scopes, expiresAt: expires });
  const { token } = valueOf(await createApiToken({ ...contextOf(db), actor }, input));
  return { data: { token, scopes: input.scopes, expiresAt: expires?.toISOString() ?? null }, text: token };
}

export const accountCommands: readonly Command[] = [
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
];
