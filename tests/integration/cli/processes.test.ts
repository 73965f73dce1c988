import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findActorByToken } from "~/features/identity/queries.server";
import { allQuestionsOf } from "~/features/templates/model/texts";
import { findTemplate } from "~/features/templates/queries.server";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { rowsIn, sheetsIn } from "../../support/workbooks";

const folder = mkdtempSync(join(tmpdir(), "portal-cli-"));
let own: OwnDatabase;
let email: string;
let reportId: string;
beforeAll(async () => {
  own = await ownDatabase();
  const { id: partyId, code } = await makeParty(own.db);
  const actor = await makeUser(own.db, { roles: [{ partyId, role: "focal_point" }] });
  email = actor.email;
  reportId = await makeReport(makeCtx({ db: own.db, actor }), code);
});
afterAll(async () => {
  await own.close();
  rmSync(folder, { recursive: true, force: true });
});

type Said = { status: number | null; out: string; err: string };
/** Runs the command line as people do, while the database serves this process too. */
function portal(args: string[], settings: Record<string, string> = {}): Promise<Said> {
  const { PATH } = process.env;
  const env: NodeJS.ProcessEnv = Object.assign({ PATH, NODE_ENV: "test" as const, LOG_LEVEL: "silent", DATABASE_URL: own.url, DATA_DIR: folder }, settings);
  const child = spawn("node_modules/.bin/tsx", ["cli/portal.ts", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said: Said = { status: null, out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  return new Promise((done) => child.once("close", (status) => done({ ...said, status })));
}
const SLOW = { timeout: 120_000 };

test("wrong words end with 2 and say what is right", SLOW, async () => {
  for (const [args, words] of [
    [["template", "import"], /template import FILE/],
    [["cycle", "open"], /cycle open CODE/],
    [["report", "export", "--id", reportId], /--format: pdf or docx/],
    [["backup", "--outfile", "x"], /outfile/],
  ] as const) {
    const { status, out, err } = await portal([...args]);
    expect([status, out], err).toEqual([2, ""]);
    expect(err).toMatch(words);
  }
});

test("what is refused ends with 1 and one line: a code, why, what to do", SLOW, async () => {
  for (const [args, words] of [
    [["report", "export", "--id", reportId, "--format", "xliff"], /^format\.not_available: xliff /],
    [["report", "import", join(folder, "nowhere.json"), "--as", email], /^file\.unreadable: /],
    [["restore", "package.json"], /^backup\.damaged: /],
  ] as const) {
    const { status, out, err } = await portal([...args]);
    expect([status, out], err).toEqual([1, ""]);
    expect(err).toMatch(words);
    expect(err.trim().split("\n").length).toBe(1);
  }
});

test("a template and a report go out into files and come in again; what was not saved ends with 1 after the outcomes", SLOW, async () => {
  const template = join(folder, "template.json");
  expect(await portal(["template", "export", "--id", "national-report", "--format", "json", "--out", template])).toMatchObject({ status: 0 });
  expect(JSON.parse(readFileSync(template, "utf8"))).toMatchObject({ kind: "template", template: "national-report", version: 1 });
  expect(await portal(["template", "import", template])).toMatchObject({ status: 1, err: expect.stringMatching(/^template\.unchanged: .*version 1/) });

  const report = join(folder, "report.json");
  const write = (answers: object[]) => writeFileSync(report, JSON.stringify({ kind: "report", format: 1, report: { id: reportId }, answers }));
  write([{ question: "B1", value: "From a file." }]);
  for (const [format, head] of [
    ["pdf", "%PDF-"],
    ["docx", "PK"],
    ["xlsx", "PK"],
  ] as const) {
    const path = `${report}.${format}`;
    expect(await portal(["report", "export", "--id", reportId, "--format", format, "--lang", "ar", "--out", path])).toMatchObject({ status: 0 });
    expect(readFileSync(path).subarray(0, head.length).toString()).toBe(head);
  }
  expect(await portal(["report", "import", report, "--as", email])).toMatchObject({ status: 0, out: "B1  saved  revision 1\n" });
  const { status, out } = await portal(["report", "export", "--id", reportId, "--format", "json", "--lang", "ru"]);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ report: { id: reportId }, answers: [{ question: "B1", value: "From a file." }] });
  write([{ question: "B1", value: 5 }]);
  expect(await portal(["report", "import", report, "--as", email, "--json"])).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^report\.partly_imported: 1 of 1/),
  });
});

test("a backup is written once, for its owner alone, and named with its hash", SLOW, async () => {
  const file = join(folder, "portal.backup");
  const { status, out } = await portal(["backup", "--out", file, "--json"]);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ file, files: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), tables: { report: 1 } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await portal(["backup", "--out", file])).toMatchObject({ status: 1, err: expect.stringMatching(/^backup\.exists: /) });
  expect(await portal(["restore", file])).toMatchObject({ status: 1, err: expect.stringMatching(/^backup\.not_empty: /) });
});

test("made-up reports never come among people's on a production database", SLOW, async () => {
  const production = { NODE_ENV: "production", SESSION_SECRET: "0123456789abcdef0123456789abcdef" };
  const before = await own.db.report.count();
  const { status, out, err } = await portal(["seed", "load", "--reports", "5"], production);
  expect([status, out], err).toEqual([1, ""]);
  expect(err).toMatch(/^seed\.load_refused: [^\n]+\n$/);
  expect(await own.db.report.count()).toBe(before);
  expect(await portal(["seed", "load", "--reports", "5", "--json"])).toMatchObject({ status: 0, out: expect.stringContaining('"added":5') });
});

test("every other command runs as people run it, once", { timeout: 240_000 }, async () => {
  const ran = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await portal(args);
    expect({ args, status, err }).toEqual({ args, status: 0, err: "" });
    return out;
  };
  const given = async (...args: string[]): Promise<unknown> => JSON.parse(await ran(...args, "--json"));
  await ran("migrate");
  expect(await given("seed", "reference")).toEqual({ done: true });
  const { items } = (await given("template", "list")) as { items: { cycle: string; template: string }[] };
  expect(items.map(({ template }) => template)).toEqual(expect.arrayContaining(["national-report", "facilitator-report", "stakeholder-contribution"]));
  expect(await ran("report", "list")).toContain(reportId);
  expect(await given("audit", "verify")).toMatchObject({ ok: true });
  const head = (await ran("audit", "head")).trim();
  expect(await given("audit", "verify", "--head", head)).toMatchObject({ ok: true });
  const [event, hash] = head.split(":");
  expect(await portal(["audit", "verify", "--head", `${Number(event) + 9}:${hash}`])).toMatchObject({
    status: 1,
    err: expect.stringContaining(`event ${Number(event) + 1} was`) as string,
  });
  await ran("jobs", "run-once");

  const { token, expiresAt } = (await given("token", "create", "--email", email, "--expires", "2099-12-31")) as { token: string; expiresAt: string };
  expect(expiresAt).toBe("2099-12-31T00:00:00.000Z");
  expect(await findActorByToken({ db: own.db, now: () => new Date("2099-12-30T23:59:59Z") }, token)).not.toBeNull();
  expect(await findActorByToken({ db: own.db, now: () => new Date("2099-12-31T00:00:00Z") }, token)).toBeNull();
  expect(await portal(["token", "create", "--email", email, "--expires", "2020-01-01"])).toMatchObject({
    status: 1,
    out: "",
    err: expect.stringMatching(/^token\.expiry_past: [^\n]+\n$/),
  });
  for (const day of ["2027-02-31", "5", "tomorrow", "2027-1-1"])
    expect(await portal(["token", "create", "--email", email, "--expires", day])).toMatchObject({
      status: 2,
      out: "",
      err: expect.stringMatching(/--expires/),
    });

  expect(await portal(["seed", "demo"], { PORTAL_DEMO: "0" })).toMatchObject({ status: 1, err: expect.stringMatching(/^seed\.demo_refused: /) });
  expect(await portal(["seed", "demo", "--json"], { PORTAL_DEMO: "1" })).toMatchObject({ status: 0, out: '{"done":true}\n' });
  expect(await own.db.user.count({ where: { email: { endsWith: "@demo.example" } } })).toBeGreaterThan(10);
});

test("a template goes out as a workbook: one row for each question, in the language asked for, and no formula", SLOW, async () => {
  const file = join(folder, "template.xlsx");
  expect(await portal(["template", "export", "--id", "facilitator-report", "--format", "xlsx", "--lang", "ar", "--out", file])).toMatchObject({ status: 0 });
  const [sheet] = await sheetsIn(readFileSync(file));
  expect(sheet!.rightToLeft).toBe(true);
  const rows = rowsIn(sheet!).map((row) => row.map((cell) => String(cell ?? "")));
  expect(rows[0]).toEqual(["code", "section", "kind", "required", "label", "guidance", "limit", "options"]);
  const found = (await findTemplate({ db: own.db }, "facilitator-report"))!;
  expect(rows.slice(1).map(([code]) => code)).toEqual(allQuestionsOf(found.definition).map(({ code }) => code));
  const [code, section, kind, , label, guidance, limit] = rows.find(([given]) => given === "B1")!;
  expect([code, kind, limit]).toEqual(["B1", "long", "words 400"]);
  for (const words of [section, label, guidance]) expect(words).toMatch(/[\u0600-\u06ff]/);
  expect(rows.find(([given]) => given === "F1")![7]).toMatch(/1 .*[\u0600-\u06ff]/);

  expect(await portal(["template", "export", "--id", "facilitator-report", "--format", "xlsx"])).toMatchObject({
    status: 2,
    err: expect.stringMatching(/--out/),
  });
  for (const wrong of [
    ["--lang", "de"],
    ["--format", "pdf"],
  ])
    expect(
      await portal(["template", "export", "--id", "facilitator-report", ...(wrong[0] === "--lang" ? ["--format", "xlsx"] : []), ...wrong, "--out", file]),
    ).toMatchObject({ status: 2 });
});

test("a cycle is closed and opened from the machine, by nobody in particular; what changes nothing ends with 1", SLOW, async () => {
  expect((await portal(["cycle", "list"])).out).toMatch(/^wsis20 {2}open {2}3 templates {2}\d+ drafts/m);
  expect(await portal(["cycle", "close", "wsis20"])).toMatchObject({ status: 0, out: expect.stringMatching(/^wsis20 is closed: /) });
  expect(await portal(["cycle", "close", "wsis20"])).toMatchObject({ status: 1, out: "", err: expect.stringMatching(/^cycle\.already_closed: [^\n]+\n$/) });
  expect(await own.db.cycle.findUniqueOrThrow({ where: { code: "wsis20" } })).toMatchObject({ state: "closed" });
  const { status, out } = await portal(["cycle", "open", "wsis20", "--json"]);
  expect([status, JSON.parse(out)]).toEqual([0, { code: "wsis20", state: "open" }]);
  const events = await own.db.auditEvent.findMany({ where: { type: { in: ["cycle.closed", "cycle.opened"] } }, orderBy: { id: "asc" } });
  expect(events.map(({ type, actorId }) => [type, actorId])).toEqual([
    ["cycle.closed", null],
    ["cycle.opened", null],
  ]);
});
