import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { expect, test } from "vitest";
import { openDatabase } from "~/platform/db/client.server";
import { embeddedAddress } from "~/platform/db/embedded.server";
import { makeAuthor } from "../support/author";
import { buildExists, freePort, killWhileStarting, startBuiltPortal, type PortalSettings } from "../support/built-portal";
import { clusterIsAvailable, startCluster } from "../support/postgres-server";
import { kill, pause, RECOVERY_MS, restart, until, type Run } from "./portal-run";
import { seeded, shuffled } from "./random";
import { verify } from "./verify";
import { newLedger, startWriter, type Ledger } from "./writer";

/** `CHAOS_FAULTS` and `CHAOS_SEED` choose how many faults strike, and which when. */
const FAULTS = Number(process.env.CHAOS_FAULTS ?? 12);
const SEED = Number(process.env.CHAOS_SEED ?? 2025);
const ON_EMBEDDED = Math.ceil((FAULTS * 2) / 3);
/** Each pair belongs to one writer; the last question to all. */
const QUESTIONS = [
  ["A7", "B1"],
  ["C3", "E4"],
  ["F2", "F3"],
  ["F5", "F6"],
];
const SHARED = "F7";
const ALLOWED = [0, 200, 409, 423, 503];

type Struck = { kind: string; atMs: number; backAfterMs: number };
type Fault = { kind: string; strike: (run: Run) => Promise<void> };

/** Gives the embedded database a statement it cannot leave for longer than a new web process needs to start one. */
async function keepBusy(dataDir: string): Promise<void> {
  const client = new Client({ connectionString: embeddedAddress(dataDir).url });
  client.on("error", () => undefined);
  await client.connect();
  client.query("select pg_sleep(3)").catch(() => undefined);
  await pause(200);
}

const embeddedFaults: Fault[] = [
  { kind: "database process killed", strike: async ({ portal }) => kill(portal.databasePid()) },
  { kind: "web process killed", strike: (run) => restart(run, "SIGKILL") },
  { kind: "web killed, database busy", strike: (run) => restart(run, "SIGKILL", () => keepBusy(run.settings.DATA_DIR)) },
  { kind: "both killed", strike: (run) => restart(run, "SIGKILL", kill) },
  {
    kind: "database process killed twice",
    strike: async ({ portal }) => {
      const first = portal.databasePid();
      kill(first);
      await until("another database process", () => ![undefined, first].includes(portal.databasePid()), RECOVERY_MS);
      kill(portal.databasePid());
    },
  },
  {
    kind: "web killed, killed while starting",
    strike: async (run) => {
      await run.portal.end("SIGKILL");
      for (const afterMs of [600, 1_000, 1_400]) await killWhileStarting(run.settings, afterMs);
      run.portal = await startBuiltPortal(run.settings);
    },
  },
  { kind: "web process restarted", strike: (run) => restart(run, "SIGTERM") },
];

/** Lets writers write, strikes, waits until each of them is acknowledged again, and so on; then compares. */
async function storm(databaseName: string, databaseUrl: string, settings: PortalSettings, faults: Fault[], count: number): Promise<void> {
  const origin = `http://localhost:${settings.PORT}`;
  const random = seeded(SEED);
  const run: Run = { settings, portal: await startBuiltPortal(settings) };
  const db = openDatabase(databaseUrl, { connections: 2 });
  const { reportId, browser, program } = await makeAuthor(db, origin);
  await db.$disconnect();
  const answersUrl = `${origin}/api/v1/reports/${reportId}/answers`;
  const ledgers = QUESTIONS.map(newLedger);
  const began = performance.now();
  const writers = QUESTIONS.map((questions, index) =>
    startWriter({
      name: `writer-${index + 1}`,
      answersUrl,
      headers: index % 2 === 0 ? browser : program,
      questions,
      shared: SHARED,
      random: seeded(SEED + index + 1),
      ledger: ledgers[index]!,
    }),
  );
  const struck: Struck[] = [];
  try {
    const kinds = shuffled(faults, random);
    const everyoneSaves = async (what: string) => {
      const before = ledgers.map(({ acknowledged }) => acknowledged.length);
      await until(
        `every writer is acknowledged ${what}`,
        () => ledgers.every(({ acknowledged }, index) => acknowledged.length > before[index]! + 1),
        RECOVERY_MS,
      );
    };
    await everyoneSaves("at the start");
    while (struck.length < count) {
      await pause(100 + random() * 900);
      const { kind, strike } = kinds.next().value;
      const at = performance.now();
      await strike(run);
      await everyoneSaves(`after: ${kind}`);
      struck.push({ kind, atMs: at - began, backAfterMs: performance.now() - at });
    }
  } catch (error) {
    throw new Error(`${String(error)}\nThe portal wrote:\n${run.portal.output()}`, { cause: error });
  } finally {
    await Promise.all(writers.map((writer) => writer.stop()));
  }
  const ledger = merged(ledgers);
  const verdict = await verify(answersUrl, program, ledger);
  report(databaseName, struck, ledger, verdict);
  await run.portal.end("SIGTERM");
  expect([...ledger.statuses.keys()].filter((status) => !ALLOWED.includes(status))).toEqual([]);
  expect(ledger.violations).toEqual([]);
  expect(verdict.faults).toEqual([]);
  expect(verdict.saves).toBeGreaterThan(count * 10);
}

function merged(ledgers: Ledger[]): Ledger {
  const all = newLedger();
  for (const { acknowledged, statuses, violations } of ledgers) {
    all.acknowledged.push(...acknowledged);
    all.violations.push(...violations);
    for (const [status, times] of statuses) all.statuses.set(status, (all.statuses.get(status) ?? 0) + times);
  }
  return all;
}

function report(databaseName: string, struck: Struck[], { acknowledged, statuses }: Ledger, { aside, faults }: Awaited<ReturnType<typeof verify>>): void {
  const seconds = (ms: number): string => (ms / 1000).toFixed(1).padStart(6);
  const lines = struck.map(({ kind, atMs, backAfterMs }) => `  ${kind.padEnd(36)}${seconds(atMs)} s   saves again after${seconds(backAfterMs)} s`);
  const answers = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status === 0 ? "broken connection" : status}: ${times}`);
  process.stdout.write(
    [
      `\nFaults on ${databaseName}, seed ${SEED}`,
      ...lines,
      `  answers  ${answers.join(", ")}`,
      `  ${acknowledged.length} acknowledged, ${aside} kept aside in a conflict, ${faults.length} lost or changed\n`,
    ].join("\n"),
  );
}

test.runIf(ON_EMBEDDED > 0)("killing the processes of the embedded portal loses nothing that was acknowledged", async () => {
  expect(buildExists(), "run `npm run build` first").toBe(true);
  const dataDir = mkdtempSync(join(tmpdir(), "portal-chaos-"));
  const settings = { PORT: String(await freePort()), DATA_DIR: dataDir, PORTAL_DEMO: "0", SAVE_LIMIT: "1000000", API_LIMIT: "1000000" };
  await storm("the embedded database", embeddedAddress(dataDir).url, settings, embeddedFaults, ON_EMBEDDED);
  rmSync(dataDir, { recursive: true, force: true });
});

test.runIf(FAULTS > ON_EMBEDDED && clusterIsAvailable())("crashes of PostgreSQL and of the web process lose nothing that was acknowledged", async () => {
  expect(buildExists(), "run `npm run build` first").toBe(true);
  const dataDir = mkdtempSync(join(tmpdir(), "portal-chaos-"));
  const cluster = await startCluster({ durable: true });
  const url = cluster.url("postgres");
  const settings = {
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    SESSION_SECRET: "chaos".repeat(8),
    SAVE_LIMIT: "1000000",
    API_LIMIT: "1000000",
  };
  const faults: Fault[] = [
    { kind: "PostgreSQL crashed", strike: () => cluster.crash() },
    { kind: "a session's process killed", strike: () => cluster.killSession() },
    { kind: "web process killed", strike: (run) => restart(run, "SIGKILL") },
  ];
  await storm("PostgreSQL", url, settings, faults, FAULTS - ON_EMBEDDED).finally(() => cluster.stop());
  rmSync(dataDir, { recursive: true, force: true });
});
