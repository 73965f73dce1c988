import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { LANGUAGES } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { startApiPortal, type ApiPortal } from "../../support/api-portal";
import { makeCtx } from "../../support/context";

const LIMIT = 4;
let portal: ApiPortal;
beforeAll(async () => {
  portal = await startApiPortal({ API_LIMIT: String(LIMIT), EXPORT_LIMIT: "2", SAVE_LIMIT: "3" });
}, 180_000);
afterAll(() => portal?.stop());

const ask = (path: string, token?: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${portal.origin}${path}`, { redirect: "manual", ...init, headers: token ? { authorization: `Bearer ${token}` } : {} });
const times = async (count: number, run: () => Promise<Response>): Promise<number[]> => {
  const statuses = [];
  for (let index = 0; index < count; index++) statuses.push((await run()).status);
  return statuses;
};

test("reads say what is left; over the limit they are refused in a problem document, each token and each address for itself", async () => {
  const party = await makeParty(portal.db);
  const actor = await makeUser(portal.db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  const tokens = [];
  for (const label of ["one", "other"]) {
    const made = await createApiToken(makeCtx({ db: portal.db, actor }), { label, scopes: ["reports:read"], expiresAt: null });
    if (made.ok) tokens.push(made.value.token);
  }
  const first = await ask("/api/v1/reference/sdgs");
  expect(first.headers.get("ratelimit-policy")).toBe(`${LIMIT};w=60`);
  expect(first.headers.get("ratelimit")).toMatch(new RegExp(`^limit=${LIMIT}, remaining=${LIMIT - 1}, reset=\\d+$`));
  expect(await times(LIMIT, () => ask("/api/v1/cycles"))).toEqual([200, 200, 200, 429]);
  const refused = await ask("/api/v1/cycles");
  expect(refused.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ status: 429, code: "request.too_many" });

  for (const token of tokens) expect(await times(LIMIT + 1, () => ask("/api/v1/reports", token))).toEqual([200, 200, 200, 200, 429]);
  // Pages and writes have their own limits.
  expect((await ask("/en")).status).toBe(200);
  expect((await ask("/api/v1/reports", tokens[0], { method: "POST" })).status).toBe(403);
});

test("exports have a limit of their own, which leaves the others as they are", async () => {
  const first = await ask("/api/v1/export?format=jsonl");
  expect(first.headers.get("ratelimit-policy")).toBe("2;w=60");
  expect(await times(1, () => ask("/api/v1/export/?format=csv"))).toEqual([200]);
  for (const path of ["export", "export/", "%65xport", "EXPORT", "submissions/export", "status/export", "submissions/X/export"])
    expect({ path, status: (await ask(`/api/v1/${path}?format=csv`)).status }).toEqual({ path, status: 429 });
  // The framework's form of a page's data is no way around.
  expect((await ask("/api/v1/export.data?format=csv")).status).toBe(404);
});

test("guessing tokens does not open a new limit each time", async () => {
  let count = 0;
  expect(await times(LIMIT + 2, () => ask("/api/v1/reports", `guess-${(count += 1)}`))).toEqual([401, 401, 401, 401, 429, 429]);
});

test("saves over their limit are refused in every language, with how long to wait, and nothing is saved", async () => {
  const path = "/api/v1/reports/00000000-0000-7000-8000-000000000000/answers/B1";
  const save = (lang: string) => ask(`${path}?lang=${lang}`, "nobody", { method: "PUT", body: "{}" });
  // Writes of the tests before count too: the limit is that of the address.
  await times(3, () => save("en"));
  const before = await portal.db.save.count();
  for (const language of LANGUAGES) {
    const refused = await save(language);
    expect({ language, status: refused.status }).toEqual({ language, status: 429 });
    expect(refused.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(refused.headers.get("ratelimit-policy")).toBe("3;w=60");
    expect(refused.headers.get("ratelimit")).toMatch(/^limit=3, remaining=0, reset=\d+$/);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "request.too_many", title: translator(language)("errors:request.too_many") });
  }
  expect(await portal.db.save.count()).toBe(before);
});
