import { randomUUID } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "~/platform/db/client.server";
import { embeddedAddress } from "~/platform/db/embedded.server";
import { makeAuthor } from "../../support/author";
import { startPortal, startRefused } from "../../support/portal";

const SLOW = 180_000;

test("a failing migration stops the start with its name and the database's reason", { timeout: SLOW }, async () => {
  const cwd = mkdtempSync(join(tmpdir(), "portal-cwd-"));
  for (const name of ["app", "build", "locales", "node_modules"]) symlinkSync(resolve(name), join(cwd, name));
  cpSync("prisma", join(cwd, "prisma"), { recursive: true });
  const bad = join(cwd, "prisma/migrations/29991231235959_breaks");
  mkdirSync(bad);
  writeFileSync(join(bad, "migration.sql"), 'create table "half_made" (id int);\nalter table no_such_table add column x int;\n');

  const { code, said } = await startRefused({ cwd });
  rmSync(cwd, { recursive: true, force: true });

  expect(code).toBe(1);
  expect(said).toContain("The portal did not start.");
  expect(said).toContain("29991231235959_breaks");
  expect(said).toMatch(/relation "no_such_table" does not exist/);
});

test.each([
  [{ PORT: "http" }, /PORT: /],
  [{ DATABASE_URL: "postgresql://u@127.0.0.1:1/x" }, /SESSION_SECRET: expected/],
  [{ DATABASE_URL: "postgresql://u@127.0.0.1:1/x", SESSION_SECRET: "0123456789abcdef0123456789abcdef", PORTAL_DEMO: "1" }, /PORTAL_DEMO: expected/],
])("a setting that cannot be is refused at start: %j", { timeout: SLOW }, async (env, expected) => {
  const { code, said } = await startRefused({ env });
  expect(code).toBe(1);
  expect(said).toMatch(expected);
});

test("a second portal is refused the data folder of a running one; a stopped one leaves it free", { timeout: SLOW }, async () => {
  const portal = await startPortal();
  try {
    const second = await startRefused({ env: { DATA_DIR: portal.dataDir } });
    expect(second.code).toBe(1);
    expect(second.said).toContain("in use by process");
  } finally {
    expect(await portal.stop()).toBe(0);
  }
});

test("asked to stop, the portal finishes the request in flight", { timeout: SLOW }, async () => {
  const portal = await startPortal();
  const { hostname, port, host } = new URL(portal.origin);
  const body = "email=nobody%40example.org&password=not-the-password";
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk.toString()));
  const closed = new Promise((done) => socket.once("close", done));
  socket.write(
    `POST /en/sign-in HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${portal.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body.slice(0, 10)}`,
  );
  await new Promise((later) => setTimeout(later, 500));
  const exit = portal.stop();
  await new Promise((later) => setTimeout(later, 500));
  socket.write(body.slice(10));
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 422 /);
  expect(answer).toContain("</html>");
  expect(await exit).toBe(0);
});

test("while the database is away readers wait or are told to come back, and then everything works again", { timeout: SLOW }, async () => {
  const portal = await startPortal();
  try {
    expect((await fetch(`${portal.origin}/readyz`)).status).toBe(200);
    process.kill(portal.databasePid(), "SIGKILL");
    const during = await Promise.all(Array.from({ length: 5 }, () => fetch(`${portal.origin}/en/status`)));
    for (const response of during) {
      expect([200, 503]).toContain(response.status);
      if (response.status === 503) expect(response.headers.get("retry-after")).toBeTruthy();
    }
    await expect.poll(async () => (await fetch(`${portal.origin}/en/status`)).status, { timeout: 60_000, interval: 500 }).toBe(200);
    expect((await fetch(`${portal.origin}/readyz`)).status).toBe(200);
  } finally {
    await portal.stop();
  }
});

test(
  "while the database is away signed-in readers and writers wait or are told to come back, and no acknowledged save is lost",
  { timeout: SLOW },
  async () => {
    const portal = await startPortal();
    const db = openDatabase(embeddedAddress(portal.dataDir).url, { connections: 1 });
    const author = await makeAuthor(db, portal.origin);
    await db.$disconnect();
    const { browser, program, reportId } = author;
    const api = `${portal.origin}/api/v1/reports/${reportId}`;
    const saves = ["A2", "A7", "B1", "C3"].map((question) => ({ question, opId: randomUUID(), value: `${question}, typed while the database was away` }));
    const put = ({ question, opId, value }: (typeof saves)[number], headers: Record<string, string>) =>
      fetch(`${api}/answers/${question}`, {
        method: "PUT",
        headers: { ...headers, "content-type": "application/json", "idempotency-key": opId, "if-match": '"0"' },
        body: JSON.stringify({ value }),
      });
    const form = (): RequestInit => ({ method: "POST", headers: browser, redirect: "manual", body: new URLSearchParams({ intent: "save" }) });
    try {
      process.kill(portal.databasePid(), "SIGKILL");
      const reads = [`/en/reports`, `/en/reports/${reportId}`, `/en/reports/${reportId}/sections/B`, `/en/reports/${reportId}/sections/B.data`, `/en/account`];
      const during = await Promise.all([
        ...reads.map((path) => fetch(portal.origin + path, { headers: browser })),
        fetch(api, { headers: program }),
        fetch(`${portal.origin}/en/reports/${reportId}/sections/B`, form()),
        ...saves.map((save, index) => put(save, index % 2 ? browser : program)),
      ]);
      for (const response of during) {
        expect([200, 302, 503], response.url).toContain(response.status);
        if (response.status === 503) expect(response.headers.get("retry-after"), response.url).toMatch(/^\d+$/);
        await response.arrayBuffer();
      }
      await expect.poll(async () => (await fetch(`${portal.origin}/readyz`)).status, { timeout: 60_000, interval: 250 }).toBe(200);
      for (const path of reads) expect((await fetch(portal.origin + path, { headers: browser })).status, path).toBe(200);
      // The same operations again, as a page sends them: those that were acknowledged are answered as before.
      for (const [index, save] of saves.entries()) {
        const again = await put(save, index % 2 ? browser : program);
        expect(again.status).toBe(200);
        expect(await again.json()).toMatchObject({ revision: 1 });
      }
      const { items } = (await (await fetch(`${api}/answers`, { headers: program })).json()) as {
        items: { question: string; value: string; revision: number }[];
      };
      expect(items.map(({ question, value, revision }) => [question, value, revision]).sort()).toEqual(
        saves.map(({ question, value }) => [question, value, 1]).sort(),
      );
    } finally {
      await portal.stop();
    }
  },
);
