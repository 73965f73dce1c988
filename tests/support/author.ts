import { createApiToken } from "~/features/identity/commands/api-token.server";
import { SCOPES } from "~/features/identity/policy";
import { openSessions } from "~/platform/auth/sessions.server";
import type { Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeParty } from "../factories/party";
import { makeReport } from "../factories/report";
import { makeUser } from "../factories/user";
import { makeCtx } from "./context";

export type Author = {
  ctx: UserCtx;
  reportId: string;
  /** What a request carries to come from the author's browser, or from the author's program. */
  browser: Record<string, string>;
  program: Record<string, string>;
};

/** A focal point of a State of their own with a report just started, for requests to a portal that runs on `db`. Signs in where a password is given. */
export async function makeAuthor(db: Database, origin: string, { password, language }: { password?: string; language?: Language } = {}): Promise<Author> {
  const party = await makeParty(db);
  const ctx = makeCtx({ db, actor: await makeUser(db, { password, roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const token = await createApiToken(ctx, { label: "test", scopes: [...SCOPES], expiresAt: null });
  if (!token.ok) throw new Error(token.error.code);
  const [cookie = ""] = (await openSessions(db, { secure: false }).open(ctx.actor.id)).split(";");
  return { ctx, reportId: await makeReport(ctx, party.id, language), browser: { cookie, origin }, program: { authorization: `Bearer ${token.value.token}` } };
}

/** A contributor of the same party. */
export async function makeColleague({ ctx }: Author): Promise<UserCtx> {
  const { partyId } = ctx.actor.memberships[0]!;
  return makeCtx({ db: ctx.db, actor: await makeUser(ctx.db, { roles: [{ partyId, role: "contributor" }] }) });
}
