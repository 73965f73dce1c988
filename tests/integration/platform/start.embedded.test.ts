import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
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
