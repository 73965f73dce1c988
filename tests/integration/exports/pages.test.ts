import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makeExports } from "~/features/exports/commands/make.server";
import { KEPT_MS } from "~/features/exports/model";
import { readsWritten } from "~/features/audit/commands/note-read.server";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import type { Scope } from "~/features/identity/policy";
import type { User } from "~/lib/actor";
import { openMadeFiles } from "~/platform/files/made-files.server";
import { loader as file } from "~/routes/api/exports/file";
import { loader as standing } from "~/routes/api/exports/show";
import { action as ask, loader as list } from "~/routes/exports/index";
import { action as act, loader as show } from "~/routes/exports/show";
import { makeExport } from "../../factories/export";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite, type Site } from "../../support/pages";

let own: OwnDatabase;
let site: Site;
let clock = Date.parse("2026-11-20T09:30:00Z");
let anna: User;
let officer: User;
let symbol: string;
beforeAll(async () => {
  own = await ownDatabase();
  site = makeSite(own.db, () => new Date(clock));
  site.world.made = openMadeFiles(mkdtempSync(join(tmpdir(), "portal-made-")));
  anna = await makeUser(own.db);
  officer = await makeUser(own.db, { secretariat: ["desk_officer"] });
  ({ symbol } = await makeSubmission(own.db, { state: "published", publishedAt: new Date("2026-11-10T08:00:00Z") }));
  return () => own.close();
}, 180_000);

const cookie = (actor: User) => cookieOf(site, actor);
const made = async () => void (await makeExports(site.world, { isGentle: false }));

async function asked(actor: User, form: Record<string, string> = {}): Promise<string> {
  const answer = (await call(site, ask, {
    path: "/fr/exports",
    params: { lang: "fr" },
    cookie: await cookie(actor),
    form: { source: "published", format: "xlsx", ...form },
  })) as Response;
  expect(answer.status).toBe(302);
  return /^\/fr\/exports\/([0-9a-f-]{36})$/.exec(answer.headers.get("location")!)![1]!;
}

async function fileFor(id: string, by: { cookie?: string; token?: string }): Promise<Response> {
  return (await call(site, file, { path: `/api/v1/exports/${id}/file`, params: { id }, ...by })) as Response;
}

async function token(actor: User, ...scopes: Scope[]): Promise<string> {
  const created = await createApiToken(makeCtx({ db: own.db, actor }), { label: "test", scopes, expiresAt: null });
  if (!created.ok) throw new Error(created.error.code);
  return created.value.token;
}

test("a form below a list asks for an export; its own page shows it and gives it, until its days are over", async () => {
  const id = await asked(anna, { q: symbol, region: "" });
  const params = { lang: "fr", id };
  const by = { cookie: await cookie(anna) };
  expect(await call(site, show, { path: `/fr/exports/${id}`, params, ...by })).toMatchObject({
    item: { state: "waiting", language: "fr", filters: { q: symbol } },
  });
  expect((await fileFor(id, by)).status).toBe(409);
  await made();
  expect(await call(site, show, { path: `/fr/exports/${id}`, params, ...by })).toMatchObject({ item: { state: "done", made: 1 } });
  expect(await call(site, list, { path: "/fr/exports", params: { lang: "fr" }, ...by })).toMatchObject({ items: [{ id }], next: null });
  const answer = await fileFor(id, by);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([200, "application/zip", "private, no-store"]);
  await answer.body!.cancel();
  clock += KEPT_MS;
  expect((await fileFor(id, { cookie: await cookie(anna) })).status).toBe(410);
});

test("nobody who is signed out asks or sees, and another person's is not found", async () => {
  const id = await makeExport(own.db, anna.id);
  const signedOut = (await call(site, show, { path: `/en/exports/${id}`, params: { lang: "en", id } })) as Response;
  expect(signedOut.headers.get("location")).toBe(`/en/sign-in?next=${encodeURIComponent(`/en/exports/${id}`)}`);
  expect((await fileFor(id, {})).status).toBe(401);
  for (const route of [show, act]) {
    const form = route === act ? { intent: "cancel" } : undefined;
    const answer = (await call(site, route as typeof show, {
      path: `/en/exports/${id}`,
      params: { lang: "en", id },
      cookie: await cookie(officer),
      form,
    })) as Response;
    expect(answer.status).toBe(404);
  }
  expect((await fileFor(id, { cookie: await cookie(officer) })).status).toBe(404);
});

test("who takes an archive away is recorded; who is refused it is not", async () => {
  const id = await asked(officer, { source: "desk" });
  expect((await fileFor(id, { cookie: await cookie(officer) })).status).toBe(409);
  await made();
  for (const actor of [anna, officer]) await (await fileFor(id, { cookie: await cookie(actor) })).body?.cancel();
  await readsWritten(own.db);
  const where = { subject: `export:${id}`, type: "export.downloaded" as const };
  expect(await own.db.auditEvent.findMany({ where, select: { actorId: true } })).toEqual([{ actorId: officer.id }]);
});

test("its page cancels it once; what is asked wrongly is refused in words", async () => {
  const id = await makeExport(own.db, anna.id);
  const cancel = async () => call(site, act, { path: `/en/exports/${id}`, params: { lang: "en", id }, cookie: await cookie(anna), form: { intent: "cancel" } });
  expect(((await cancel()) as Response).status).toBe(302);
  expect(await cancel()).toMatchObject({ data: { refusal: { code: "export.ended" } } });
  const form = { source: "desk", format: "pdf" };
  const wrong = await call(site, ask, { path: "/en/exports", params: { lang: "en" }, cookie: await cookie(anna), form });
  expect(wrong).toMatchObject({ data: { refusal: { code: "export.not_found" } } });
});

test("a program needs a token made for exports, and one that opens the desk for what the desk reads", async () => {
  const id = await asked(officer, { source: "desk" });
  await made();
  const see = async (by: string) => ((await call(site, standing, { path: `/api/v1/exports/${id}`, params: { id }, token: by })) as Response).status;
  expect(await see(await token(officer, "desk:read"))).toBe(403);
  const narrow = await token(officer, "exports:make");
  expect(await see(narrow)).toBe(200);
  expect((await fileFor(id, { token: narrow })).status).toBe(404);
  const answer = await fileFor(id, { token: await token(officer, "exports:make", "desk:read") });
  expect(answer.status).toBe(200);
  await answer.body!.cancel();
});
