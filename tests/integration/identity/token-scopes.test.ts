import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { noteTokenUse } from "~/features/identity/commands/token-use.server";
import { SCOPES, type Scope } from "~/features/identity/policy";
import { findActorByToken, readAccount } from "~/features/identity/queries.server";
import { openDatabase } from "~/platform/db/client.server";
import { readMigrations } from "~/platform/db/migrate.server";
import { digest } from "~/platform/auth/sessions.server";
import { action as account, loader as accountPage } from "~/routes/account/settings";
import { action as acceptInvitation } from "~/routes/account/invitation";
import { action as decide, loader as submissionAtDesk } from "~/routes/desk/submissions/show";
import { loader as desk } from "~/routes/desk/index";
import { action as start, loader as reports } from "~/routes/api/reports/index";
import { loader as answers } from "~/routes/api/reports/answers";
import { action as submit } from "~/routes/api/reports/submit";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db, url } = testDatabase();
const site = makeSite(db);

async function makeOwner() {
  const party = await makeParty(db);
  const actor = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }], secretariat: ["desk_officer"] });
  const ctx = makeCtx({ db, actor });
  const tokenFor = async (...scopes: Scope[]) => {
    const made = await createApiToken(ctx, { label: unique("token"), scopes, expiresAt: null });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.token;
  };
  return { ctx, reportId: await makeReport(ctx, party.id), tokenFor };
}

type Called = Parameters<typeof call>[1];
/** What a call with a token comes to: `let in`, or the code of its refusal. */
async function outcome(
  run: unknown,
  path: string,
  token: string,
  more: { params?: Record<string, string>; form?: Record<string, string> } = {},
): Promise<string> {
  const answer = await call(site, run as Called, { path, token, ...more });
  if (!(answer instanceof Response)) return "let in";
  const code = answer.headers.get("x-refusal") ?? ((await answer.json()) as { code?: string }).code;
  return answer.status === 403 || answer.status === 401 ? `${answer.status} ${code}` : "let in";
}

test("each scope lets into what it names, and everything else is refused", async () => {
  const { reportId, tokenFor } = await makeOwner();
  const params = { id: reportId };
  const calls: Record<string, [Scope, unknown, string, { params?: Record<string, string>; form?: Record<string, string> }?]> = {
    list: ["reports:read", reports, "/api/v1/reports"],
    answers: ["reports:read", answers, `/api/v1/reports/${reportId}/answers`, { params }],
    start: ["reports:write", start, "/api/v1/reports", { form: {} }],
    submit: ["reports:submit", submit, `/api/v1/reports/${reportId}/submit`, { params, form: {} }],
    desk: ["desk:read", desk, "/en/desk"],
    submission: ["desk:read", submissionAtDesk, `/en/desk/submissions/${reportId}`, { params }],
  };
  for (const scope of SCOPES) {
    const token = await tokenFor(scope);
    for (const [name, [needed, run, path, more]] of Object.entries(calls))
      expect(`${scope} ${name}: ${await outcome(run, path, token, more)}`).toBe(`${scope} ${name}: ${needed === scope ? "let in" : "403 token.scope"}`);
  }
  expect(await outcome(reports, "/api/v1/reports", `${await tokenFor("reports:read")}x`)).toBe("401 identity.sign_in_required");
});

test("a refusal names the scope that is needed", async () => {
  const { tokenFor } = await makeOwner();
  const answer = await call(site, reports as Called, { path: "/api/v1/reports?lang=fr", token: await tokenFor("reports:write") });
  expect(answer instanceof Response && (await answer.json())).toMatchObject({
    status: 403,
    code: "token.scope",
    scope: "reports:read",
    title: expect.stringContaining("reports:read"),
  });
});

test("no token opens what people alone do: the account, its tokens, invitations, decisions", async () => {
  const { ctx, reportId, tokenFor } = await makeOwner();
  const token = await tokenFor(...SCOPES);
  expect(await outcome(accountPage, "/en/account", token)).toBe("403 token.scope");
  const form = { intent: "token", label: "wider", days: "", scopes: "reports:submit" };
  expect(await outcome(account, "/en/account", token, { form })).toBe("403 token.scope");
  expect(await outcome(decide, `/en/desk/submissions/${reportId}`, token, { params: { id: reportId }, form: { intent: "publish" } })).toBe("403 token.scope");
  expect(await db.apiToken.count({ where: { userId: ctx.actor.id } })).toBe(1);

  const secret = unique("secret");
  const party = await makeParty(db);
  const invitation = await db.invitation.create({
    data: {
      tokenHash: digest(secret),
      email: ctx.actor.email,
      partyId: party.id,
      role: "focal_point",
      language: "en",
      invitedById: ctx.actor.id,
      expiresAt: new Date(Date.now() + 86_400_000),
    },
  });
  const accept = (who: { token: string } | { cookie: string }) =>
    call(site, acceptInvitation as unknown as Called, { path: `/en/invitations/${secret}`, params: { token: secret }, form: { intent: "confirm" }, ...who });
  const acceptedAt = async () => (await db.invitation.findUniqueOrThrow({ where: { id: invitation.id } })).acceptedAt;
  await accept({ token });
  expect(await acceptedAt()).toBeNull();
  await accept({ cookie: await cookieOf(site, ctx.actor) });
  expect(await acceptedAt()).not.toBeNull();
});

test("a scope gives nothing that the owner's role does not", async () => {
  const party = await makeParty(db);
  const actor = await makeUser(db, { roles: [{ partyId: party.id, role: "contributor" }] });
  const made = await createApiToken(makeCtx({ db, actor }), { label: "all", scopes: [...SCOPES], expiresAt: null });
  const token = made.ok ? made.value.token : "";
  expect(await outcome(submit, "/api/v1/reports/x/submit", token, { params: { id: "x" }, form: {} })).toBe("403 identity.not_allowed");
  expect(await outcome(desk, "/en/desk", token)).toBe("403 identity.not_allowed");
});

test("on the account page the scopes are chosen; none and unknown ones are refused and make no token", async () => {
  const { ctx } = await makeOwner();
  const cookie = await cookieOf(site, ctx.actor);
  const post = (form: Record<string, string>) =>
    call(site, account as unknown as Called, { path: "/en/account", cookie, form: { intent: "token", label: "tool", days: "30", ...form } });
  expect(await post({})).toMatchObject({ data: { refusal: { code: "request.invalid", fields: { scopes: "identity.scope_required" } } } });
  expect(await post({ scopes: "everything" })).toMatchObject({ data: { refusal: { fields: { "scopes.0": "identity.scope_unknown" } } } });
  const made = (await post({ scopes: "reports:write" })) as unknown as { data: { token: string } };
  expect((await findActorByToken({ db, now: () => new Date() }, made.data.token))?.scopes).toEqual(["reports:write"]);
  const { tokens } = await readAccount(ctx, "");
  expect(tokens.map(({ label, scopes }) => ({ label, scopes }))).toEqual([{ label: "tool", scopes: ["reports:write"] }]);
  expect(JSON.stringify(tokens)).not.toContain(made.data.token);
});

test("on the command line --scope chooses, and without it a token has them all", { timeout: 120_000 }, async () => {
  const { ctx } = await makeOwner();
  const run = (...options: string[]) => {
    const env: NodeJS.ProcessEnv = { ...process.env, DATABASE_URL: url, NODE_ENV: "test", LOG_LEVEL: "silent" };
    return promisify(execFile)(process.execPath, ["--import", "tsx", "cli/portal.ts", "token", "create", "--email", ctx.actor.email, "--json", ...options], {
      env,
    });
  };
  const scopesOf = async (...options: string[]) => (JSON.parse((await run(...options)).stdout) as { scopes: string[] }).scopes;
  expect(await scopesOf()).toEqual([...SCOPES]);
  expect(await scopesOf("--scope", "reports:read,reports:write", "--scope", "desk:read")).toEqual(["reports:read", "reports:write", "desk:read"]);
  await expect(run("--scope", "everything")).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("identity.scope_unknown") });
});

test("tokens made before there were scopes keep all of them", async () => {
  const own = await ownDatabase();
  try {
    const { migrationDirectories } = readMigrations();
    const { path } = migrationDirectories.find((migration) => migration.path.endsWith("_token_scopes"))!;
    await own.db.$executeRawUnsafe("alter table api_token drop column scopes");
    const { id } = await makeUser(own.db);
    await own.db.$executeRaw`insert into api_token (id, token_hash, user_id, label) values (gen_random_uuid(), 'old', ${id}::uuid, 'old')`;
    for (const statement of readFileSync(`prisma/migrations/${path}/migration.sql`, "utf8").split(";"))
      if (statement.trim()) await own.db.$executeRawUnsafe(statement);
    const { scopes } = await own.db.apiToken.findUniqueOrThrow({ where: { tokenHash: "old" } });
    // What there was to be done then; what came later was never asked for.
    expect(scopes).toEqual(SCOPES.filter((scope) => scope !== "exports:make"));
  } finally {
    await own.close();
  }
});

test("the last use of a token is noted, once a minute at most, and shown to its owner alone", async () => {
  const { ctx, tokenFor } = await makeOwner();
  const token = await tokenFor("reports:read");
  const usedAt = async () => (await db.apiToken.findUniqueOrThrow({ where: { tokenHash: digest(token) } })).lastUsedAt?.toISOString() ?? null;
  const use = async (at: string) => {
    const clocked = makeSite(db, () => new Date(at));
    const answer = await call(clocked, reports as Called, { path: "/api/v1/reports", token });
    expect(answer instanceof Response && answer.status).toBe(200);
  };
  expect(await usedAt()).toBeNull();
  await use("2026-11-20T10:00:00.000Z");
  await expect.poll(usedAt, { timeout: 20_000 }).toBe("2026-11-20T10:00:00.000Z");
  await use("2026-11-20T10:00:59.000Z");
  await use("2026-11-20T10:01:00.000Z");
  await expect.poll(usedAt, { timeout: 20_000 }).toBe("2026-11-20T10:01:00.000Z");
  expect((await readAccount(ctx, "")).tokens).toEqual([expect.objectContaining({ lastUsedAt: "2026-11-20T10:01:00.000Z" })]);
  const other = await makeOwner();
  expect((await readAccount(other.ctx, "")).tokens).toEqual([]);
});

test("a token that is refused is not used, and one whose use cannot be noted still lets in", async () => {
  const { ctx, tokenFor } = await makeOwner();
  const token = await tokenFor("reports:read");
  const tokenHash = digest(token);
  const found = await findActorByToken(ctx, token);
  const failures: unknown[] = [];
  const log = { ...ctx.log, warn: (...said: unknown[]) => void failures.push(said) } as typeof ctx.log;
  const unreachable = openDatabase("postgresql://nobody@127.0.0.1:1/none");
  expect(() => noteTokenUse({ db: unreachable, now: ctx.now, log }, found!)).not.toThrow();
  await expect.poll(() => failures.length, { timeout: 20_000 }).toBe(1);
  await unreachable.$disconnect();
  await db.apiToken.update({ where: { tokenHash }, data: { revokedAt: new Date() } });
  expect(await outcome(reports, "/api/v1/reports", token)).toBe("401 identity.sign_in_required");
  expect((await db.apiToken.findUniqueOrThrow({ where: { tokenHash } })).lastUsedAt).toBeNull();
});

test("a token opens nothing from the instant it expires, and one that would have expired already is not made", async () => {
  const { ctx, reportId } = await makeOwner();
  const at = Date.parse("2027-03-01T00:00:00Z");
  const made = await createApiToken(ctx, { label: "short", scopes: ["reports:read"], expiresAt: new Date(at) });
  const token = made.ok ? made.value.token : "";
  const askAt = async (ms: number) => {
    const then = makeSite(db, () => new Date(ms));
    const answer = (await call(then, answers as Called, { path: `/api/v1/reports/${reportId}`, params: { id: reportId }, token })) as Response;
    return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
  };
  expect(await askAt(at - 1)).toMatchObject({ status: 200 });
  for (const ms of [at, at + 1, at + 86_400_000]) expect(await askAt(ms)).toEqual({ status: 401, code: "identity.sign_in_required" });

  const count = () => db.apiToken.count({ where: { userId: ctx.actor.id } });
  const before = await count();
  for (const expiresAt of [ctx.now(), new Date(Date.now() - 1_000), new Date("2020-01-01")])
    expect(await createApiToken(ctx, { label: "past", scopes: ["reports:read"], expiresAt })).toMatchObject({ error: { code: "token.expiry_past" } });
  const cookie = await cookieOf(site, ctx.actor);
  for (const days of ["0", "-1", "1.5", "99999", "soon"])
    expect(
      await call(site, account as unknown as Called, { path: "/en/account", cookie, form: { intent: "token", label: "tool", days, scopes: "reports:read" } }),
    ).toMatchObject({ data: { refusal: { code: "request.invalid", fields: { days: expect.any(String) } } } });
  expect(await count()).toBe(before);
});
