import { OPEN_STATES } from "~/features/review/model/rules";
import { afterAll, beforeAll, expect, test } from "vitest";
import routes from "~/routes";
import { startPortal, type RunningPortal } from "../../support/portal";
import { openDatabase } from "~/platform/db/client.server";
import { embeddedAddress } from "~/platform/db/embedded.server";

let portal: RunningPortal;
let asset: string;

beforeAll(async () => {
  portal = await startPortal({ demo: true, env: { LOG_LEVEL: "debug" } });
  const html = await (await fetch(`${portal.origin}/en`)).text();
  asset = /\/assets\/[\w.-]+\.js/.exec(html)?.[0] ?? "/assets/none.js";
}, 180_000);
afterAll(() => portal?.stop());

const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`${portal.origin}${path}`, { redirect: "manual", ...init });

const EVERY_ANSWER: [what: string, path: () => string, init: RequestInit, status: number][] = [
  ["a page", () => "/en", {}, 200],
  ["a page's data", () => "/en.data", {}, 200],
  ["a file of the build", () => asset, {}, 200],
  ["a page that is not there", () => "/en/no-such-page", {}, 404],
  ["an address without a language", () => "/no-such-page", {}, 404],
  ["a malformed address", () => "/en/%E0%A4%A", {}, 404],
  ["the data of a malformed address", () => "/en/%E0%A4%A.data?_routes=root", {}, 404],
  ["a page behind sign-in", () => "/en/reports", {}, 302],
  ["an unknown API address", () => "/api/v1/no-such-thing", {}, 404],
  ["an API address behind sign-in", () => "/api/v1/reports", {}, 401],
  ["an odd method", () => "/en", { method: "PROPFIND" }, 405],
  ["a refused write", () => "/en/sign-in", { method: "POST" }, 403],
  ["the health check", () => "/healthz", {}, 200],
];

test.each(EVERY_ANSWER)("%s carries the security headers", async (_, path, init, status) => {
  const response = await ask(path(), init);
  expect(response.status).toBe(status);
  const policy = response.headers.get("content-security-policy") ?? "";
  // What is never a page may neither run nor load anything; everything else may be a page.
  if (path() === asset || path().startsWith("/api/")) expect(policy).toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  else {
    expect(policy).toMatch(/script-src 'nonce-[\w+/=]+' 'strict-dynamic'/);
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy).toContain(directive);
  }
  expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
  });
  // A file of the build has no line in the log.
  expect(response.headers.get("x-request-id")).toEqual(path() === asset ? null : (expect.stringMatching(/^[0-9a-f-]{36}$/) as string));
  // These bind documents, which a file of the build is not.
  for (const [name, value] of Object.entries({
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "origin-agent-cluster": "?1",
  }))
    expect(response.headers.get(name)).toBe(path() === asset ? null : value);
  expect(response.headers.get("x-powered-by")).toBeNull();
});

test("every script of a page carries the nonce of its own answer, and no two answers share one", async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const response = await ask("/en");
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy")!)![1]!;
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test("no page has a NUL in it, whatever the bytes of its letters", async () => {
  for (const language of ["ar", "zh", "en", "fr", "ru", "es"])
    for (const page of ["", "/about", "/timeline", "/templates/national-report"]) {
      const bytes = new Uint8Array(await (await ask(`/${language}${page}`)).arrayBuffer());
      expect(bytes.indexOf(0), `/${language}${page}`).toBe(-1);
    }
});

test("hashed files are kept for ever and come compressed, pages are not kept", async () => {
  const file = await ask(asset, { headers: { "accept-encoding": "br" } });
  expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(file.headers.get("content-encoding")).toBe("br");
  expect((await ask("/en")).headers.get("cache-control")).toContain("no-store");
});

test("the service worker may stand before every page and ask the portal, nobody else, and no cache keeps an old one", async () => {
  const worker = await ask("/worker.js?build=any");
  expect(worker.status).toBe(200);
  expect(Object.fromEntries(worker.headers)).toMatchObject({
    "content-type": expect.stringContaining("javascript"),
    "cache-control": "no-cache",
    "service-worker-allowed": "/",
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'",
  });
  // One file by itself: what it would import comes and goes with the build.
  expect(await worker.text()).not.toMatch(/\bimport\b|\/assets\/[\w-]+-[\w-]{8}\./);
});

test("every page says whose it is, and every answer of which build it comes", async () => {
  const cookie = await signIn("che.focal@demo.example");
  const own = await ask("/en/reports", { headers: { cookie } });
  expect(own.headers.get("x-person")).toMatch(/^[0-9a-f-]{36}$/);
  expect((await ask("/en")).headers.get("x-person")).toBe("-");
  const other = await ask("/en/reports", { headers: { cookie: await signIn("desk@demo.example") } });
  expect(other.headers.get("x-person")).not.toBe(own.headers.get("x-person"));
  const build = own.headers.get("x-build");
  expect(build).toMatch(/^\w{6,}$/);
  expect((await ask("/api/v1/reports", { headers: { cookie } })).headers.get("x-build")).toBe(build);
});

test.each(["br", "gzip"])("a page comes compressed as %s to who understands it, and plain to who does not", async (encoding) => {
  const packed = await ask("/en/status", { headers: { "accept-encoding": encoding } });
  expect(packed.headers.get("content-encoding")).toBe(encoding);
  expect(packed.headers.get("vary")).toMatch(/accept-encoding/i);
  expect(await packed.text()).toContain("</html>");
  const plain = await ask("/en/status", { headers: { "accept-encoding": "identity" } });
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await plain.text()).toContain("</html>");
});

test("metrics tell how long answers take and what the process needs, and name nobody", async () => {
  await ask("/en/verify/WSIS20-SOME-BODY-S123");
  await ask("/api/v1/reports/some-report");
  const response = await ask("/metrics");
  expect(response.headers.get("content-type")).toMatch(/^text\/plain;.*version=0\.0\.4/);
  const text = await response.text();
  const names = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  for (const name of ["http_request_duration_seconds", "process_cpu_seconds_total", "process_resident_memory_bytes", "nodejs_eventloop_lag_seconds"])
    expect(names).toContain(name);
  const labels = [...text.matchAll(/^http_request_duration_seconds_count\{(.*)\}/gm)].map(([, label = ""]) => label);
  expect(labels).toContain('kind="page",method="GET",status="404"');
  expect(labels).toContain('kind="api",method="GET",status="401"');
  for (const label of labels) expect(label).toMatch(/^kind="(page|data|api|asset|probe)",method="[A-Z]+",status="\d{3}"$/);
  expect(text).not.toMatch(/SOME-BODY|some-report/);
});

test("the log has a line for every answer, with its id, and nothing of secrets or of what was typed", async () => {
  const secret = "s3cr3t-Of-Somebody-0123456789";
  const typed = "what an author typed in confidence";
  const own = { origin: portal.origin };
  const cookie = await signIn("che.focal@demo.example");
  const answers = "/api/v1/reports/00000000-0000-7000-8000-000000000000/answers/B1";
  const json = { "content-type": "application/json", "idempotency-key": crypto.randomUUID(), "if-match": '"0"' };
  const asked: [path: string, init: RequestInit][] = [
    ...["invitations", "register", "register/answer", "cosign"].map((path): [string, RequestInit] => [`/en/${path}/${secret}`, {}]),
    ...["invitations", "register", "register/answer", "cosign"].map((path): [string, RequestInit] => [`/en/${path}/${secret}.data`, {}]),
    [`/en/sign-in?next=${encodeURIComponent(`/en/invitations/${secret}`)}`, {}],
    [`/en/no-such-page?token=${secret}`, {}],
    ["/api/v1/reports", { headers: { authorization: `Bearer ${secret}` } }],
    ["/en/sign-in", { method: "POST", headers: own, body: new URLSearchParams({ email: "somebody@example.org", password: secret }) }],
    [answers, { method: "PUT", headers: { ...own, ...json, cookie }, body: JSON.stringify({ value: typed }) }],
    [answers, { method: "PUT", headers: { ...own, ...json, cookie }, body: `{"value": ${typed}` }],
    ["/en/reports/none/sections/B", { method: "POST", headers: { ...own, cookie }, body: new URLSearchParams({ B1: typed, intent: "save" }) }],
  ];
  const ids = await Promise.all(asked.map(async ([path, init]) => (await ask(path, init)).headers.get("x-request-id")!));
  const linesOf = (id: string) =>
    portal
      .said()
      .split("\n")
      .filter((line) => line.includes(id));
  await expect.poll(() => ids.filter((id) => linesOf(id).length === 0), { timeout: 10_000 }).toEqual([]);
  for (const id of ids)
    expect(JSON.parse(linesOf(id)[0]!)).toMatchObject({
      req: { id, method: expect.any(String), url: expect.any(String) },
      res: { statusCode: expect.any(Number) },
    });
  expect(portal.said()).toContain("/en/invitations/[redacted]");
  for (const word of [secret, typed, "author typed", "demo-wsis-2025", ...cookie.split(/[=;\s]+/).filter((part) => part.length > 15)])
    expect(portal.said()).not.toContain(word);
});

const WRITES: [method: string, path: string][] = [
  ["POST", "/en/sign-in"],
  ["POST", "/en/sign-in.data"],
  ["POST", "/en/sign-in/here"],
  ["POST", "/en/sign-out"],
  ["PUT", "/api/v1/reports/00000000-0000-7000-8000-000000000000/answers/B1"],
  ["DELETE", "/api/v1/reports/x"],
];
const FOREIGN: [what: string, headers: Record<string, string>][] = [
  ["another origin", { origin: "https://evil.example" }],
  ["another port", { origin: "http://localhost:1" }],
  ["an opaque origin", { origin: "null" }],
  ["no origin and no referrer", {}],
  ["a foreign referrer", { referer: "https://evil.example/page" }],
];

test.each(WRITES.flatMap(([method, path]) => FOREIGN.map(([what, headers]) => ({ method, path, what, headers }))))(
  "$method $path from $what is refused",
  async ({ method, path, headers }) => {
    const response = await ask(path, { method, headers });
    expect(response.status).toBe(403);
    const body = await response.text();
    // What has no page of its own answers as a program is answered; the router of a page gets the same in its stream.
    if (path.startsWith("/api/") || /\/(?:sign-out|here)$/.test(path)) expect(JSON.parse(body)).toMatchObject({ code: "request.origin" });
    else if (path.endsWith(".data")) expect(body).toContain(String.raw`\"code\":\"request.origin\"`);
    else expect(body).toMatch(/<h1[^>]*>You do not have access to this page<\/h1>/);
  },
);

test("the data of an address that cannot be read comes as data, which the router of a page can read", async () => {
  for (const path of ["/fr/%E0%A4%A.data", "/fr/%E0%A4%A.data?_routes=root"]) {
    const response = await ask(path);
    expect([response.status, response.headers.get("content-type")]).toEqual([404, expect.stringContaining("text/x-script")]);
  }
});

test("the same write from a page of the portal is looked at", async () => {
  const response = await ask("/en/sign-in", {
    method: "POST",
    headers: { origin: portal.origin },
    body: new URLSearchParams({ email: "nobody@example.org", password: "wrong-password" }),
  });
  expect(response.status).toBe(422);
});

async function signIn(email: string): Promise<string> {
  const response = await ask("/en/sign-in", {
    method: "POST",
    headers: { origin: portal.origin },
    body: new URLSearchParams({ email, password: "demo-wsis-2025" }),
  });
  expect(response.status, `${email} signs in`).toBe(302);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** Where it is written down who has read what. */
const READS = ["audit_event", "noted_read", "reading"];

test("reading writes nothing but that something was read: every address is read by everybody, and no other row changes", { timeout: 240_000 }, async () => {
  const db = openDatabase(embeddedAddress(portal.dataDir).url, { connections: 1 });
  const cookies = [""];
  for (const name of ["che.focal", "desk", "admin"]) cookies.push(await signIn(`${name}@demo.example`));
  const report = (await db.report.findFirst({ select: { id: true } }))?.id ?? "none";
  const params: Record<string, string> = {
    ":lang": "fr",
    ":template": "national-report",
    ":id": report,
    ":section": "A",
    ":party": "CHE",
    ":question": "B1",
    ":symbol": "none",
    ":receipt": "none",
    ":list": "parties",
    ":token": "none",
    ":sha256": "0".repeat(64),
    "*": "no-such-page",
  };
  const paths = (routes as { path?: string }[]).map(
    ({ path }) =>
      `/${(path ?? "")
        .split("/")
        .map((step) => params[step] ?? step)
        .join("/")}`,
  );
  const tables = await db.$queryRaw<
    { name: string }[]
  >`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public' order by 1`;
  // The newest transaction that touched a row, and how many there are: any insert, change or removal moves one of them.
  const state = async () => {
    const rows: Record<string, unknown> = {};
    for (const { name } of tables)
      rows[name] = (await db.$queryRawUnsafe<unknown[]>(`select count(*)::int as rows, max(xmin::text::bigint)::text as newest from "${name}"`))[0];
    return rows;
  };
  // Mails of the demo are on their way for a minute: sending them is no reading.
  await expect.poll(() => db.mail.count({ where: { deliveredAt: null } }), { timeout: 90_000, interval: 1_000 }).toBe(0);
  // So is giving the versions of the demo to officers.
  await expect
    .poll(() => db.submission.count({ where: { officerId: null, officerVia: null, state: { in: [...OPEN_STATES] } } }), { timeout: 90_000, interval: 1_000 })
    .toBe(0);
  const before = await state();
  const last = await db.auditEvent.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
  for (const cookie of cookies) for (const path of paths) expect((await ask(path, { headers: { cookie } })).status, path).toBeLessThan(500);
  const after = await state();
  for (const name of READS) (delete before[name], delete after[name]);
  expect(after).toEqual(before);
  const told = await db.auditEvent.findMany({ where: { id: { gt: last?.id ?? 0n } }, select: { type: true } });
  expect(told.filter(({ type }) => !/\.(?:read|\w*downloaded|exported)$/.test(type))).toEqual([]);
  await db.$disconnect();
});
