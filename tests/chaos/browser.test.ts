import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "~/platform/db/client.server";
import { embeddedAddress } from "~/platform/db/embedded.server";
import { makeAuthor } from "../support/author";
import { buildExists, freePort, startBuiltPortal, type PortalSettings } from "../support/built-portal";
import { chromiumIsAvailable } from "../support/chromium";
import { makeLaterBuild } from "../support/later-build";
import { clusterIsAvailable, startCluster } from "../support/postgres-server";
import { EMBEDDED_FAULTS, PAGE_FAULTS, type PageFault } from "./page-faults";
import { pause, type Run } from "./portal-run";
import { CHOSEN, keyOf, PLACES, readPlace } from "./places";
import { seeded, shuffled } from "./random";
import { excerpt, type TypedText } from "./typed-text";
import { Typist } from "./typist";
import { get, historyOf, type Current } from "./verify";

/** `CHAOS_BROWSER_FAULTS` and `CHAOS_SEED` choose how many faults strike on each database, and which when. */
const FAULTS = Number(process.env.CHAOS_BROWSER_FAULTS ?? 200);
const SEED = Number(process.env.CHAOS_SEED ?? 2025);
const ON_EMBEDDED = FAULTS;
const ON_POSTGRES = clusterIsAvailable() ? FAULTS : 0;
/** What a tab that ends may take along. */
const MOST_LOST_MS = 1_000;
const PASSWORD = "chaos-and-a-long-password";
/** What holds a run that hangs: a start of a new data folder takes a minute and a fault as long as 38 s where other tests take the machine. */
const boundOf = (faults: number): number => 300_000 + faults * 40_000;

type Struck = { kind: string; strokes: number; keys: number; ms: number; endedTab: boolean; backAfterMs: number };

/** Lets an author write, strikes, lets the page come to rest, compares, and so on; in the end the server is asked. */
async function storm(name: string, databaseUrl: string, settings: PortalSettings, kinds: PageFault[], count: number): Promise<void> {
  const origin = `http://localhost:${settings.PORT}`;
  const later = makeLaterBuild().root;
  const run: Run = { settings, portal: await startBuiltPortal(settings), otherRoot: later };
  const db = openDatabase(databaseUrl, { connections: 2 });
  const { reportId, browser, program, ctx } = await makeAuthor(db, origin, { password: PASSWORD });
  await db.$disconnect();
  const answersUrl = `${origin}/api/v1/reports/${reportId}/answers`;
  const headers = { ...program, "content-type": "application/json", "idempotency-key": randomUUID(), "if-match": '"0"' };
  const chosen = await fetch(`${answersUrl}/${CHOSEN.question}`, { method: "PUT", headers, body: JSON.stringify({ value: CHOSEN.value }) });
  expect(chosen.status).toBe(200);
  const typist = await Typist.at({ origin, reportId, cookie: browser.cookie!, email: ctx.actor.email, password: PASSWORD });
  const next = shuffled(kinds, seeded(SEED));
  const struck: Struck[] = [];
  const faults: string[] = [];
  let isCompared = false;
  try {
    while (struck.length < count) {
      // Of its own for each fault: how fast the machine is decides nothing about the ones that follow.
      const random = seeded(SEED + 1_000 * (struck.length + 1));
      const { kind, strike } = next.next().value;
      try {
        await typist.turn(random);
        const strokes = await typist.write(3 + random() * 16, random);
        // In the middle of a word, or while what was typed is on its way.
        await pause(random() < 0.5 ? 0 : random() * 2_500);
        const began = performance.now();
        await strike({ run, typist, databaseUrl, random });
        const loss = await typist.recover();
        struck.push({ kind, strokes, ...loss, backAfterMs: performance.now() - began });
      } catch (error) {
        throw new Error(`fault ${struck.length + 1}, ${kind}: ${String(error)}\nThe portal wrote:\n${run.portal.output()}`, { cause: error });
      }
    }
    const texts = [...typist.texts.values()];
    faults.push(...typist.faults, ...texts.flatMap((text) => text.faults), ...lossesOf(struck));
    faults.push(...(await faultsAtServer(answersUrl, program, typist.texts)));
    isCompared = true;
    expect(faults).toEqual([]);
    expect(
      texts.reduce((sum, { marks }) => sum + marks.length, 0),
      "saves the page told of",
    ).toBeGreaterThan(count / 2);
  } finally {
    report(name, struck, [...typist.texts.values()], isCompared ? `${faults.length} promises broken` : "not compared: it ended before");
    await typist.close();
    await run.portal.end("SIGTERM");
    rmSync(later, { recursive: true, force: true });
  }
}

/** A page that stays open loses nothing; one that ends, a second of typing. */
const lossesOf = (struck: readonly Struck[]): string[] =>
  struck.flatMap(({ kind, keys, ms, endedTab }) =>
    keys > 0 && (!endedTab || ms > MOST_LOST_MS) ? [`${kind}: ${keys} keys lost, of the last ${Math.round(ms)} ms`] : [],
  );

/** What the portal holds: each place as it was filled in, and all that the page has marked as saved under the revision it named. */
async function faultsAtServer(answersUrl: string, headers: Record<string, string>, texts: ReadonlyMap<string, TypedText>): Promise<string[]> {
  const { items } = await get<{ items: Current[] }>(answersUrl, headers);
  const faults: string[] = [];
  for (const place of PLACES) {
    const key = keyOf(place);
    const { text, marks } = texts.get(key)!;
    const value = readPlace(
      place,
      items.find(({ question, row }) => question === place.question && row === place.row),
    );
    if (value !== text) faults.push(`${key}: the portal reads ${excerpt(value)}, typed was ${excerpt(text)}`);
    if (marks.length === 0) continue;
    const history = await historyOf(`${answersUrl}/${place.question}/history`, headers, place.row);
    const byRevision = new Map(history.map((entry) => [entry.revision, readPlace(place, entry)]));
    for (const { revision, text: saved } of marks)
      if (byRevision.get(revision) !== saved)
        faults.push(`${key}: marked as saved in revision ${revision}: ${excerpt(saved)}, in the history: ${excerpt(byRevision.get(revision) ?? "")}`);
  }
  return faults;
}

function report(name: string, struck: readonly Struck[], texts: readonly TypedText[], verdict: string): void {
  const rows = [...new Set(struck.map(({ kind }) => kind))].sort().map((kind) => {
    const own = struck.filter((fault) => fault.kind === kind);
    const sum = (of: (fault: Struck) => number): number => own.reduce((total, fault) => total + of(fault), 0);
    const worst = (of: (fault: Struck) => number): number => Math.max(...own.map(of));
    return [
      kind,
      own.length,
      sum(({ strokes }) => strokes),
      sum(({ keys }) => keys),
      Math.round(worst(({ ms }) => ms)),
      (worst(({ backAfterMs }) => backAfterMs) / 1_000).toFixed(1),
    ];
  });
  const marks = texts.reduce((total, text) => total + text.marks.length, 0);
  const characters = texts.reduce((total, { text }) => total + text.length, 0);
  const lines = [
    ["fault", "times", "strokes before", "strokes lost", "worst, ms before the fault", "slowest to rest, s"],
    ["---", "--:", "--:", "--:", "--:", "--:"],
    ...rows,
  ];
  process.stdout.write(
    `\n${struck.length} faults at a browser on ${name}, seed ${SEED}: ${marks} texts marked as saved, ${characters} characters in the end; ${verdict}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`,
  );
}

const settingsOf = async (dataDir: string): Promise<PortalSettings> => ({
  PORT: String(await freePort()),
  DATA_DIR: dataDir,
  PORTAL_DEMO: "0",
  SIGN_IN_LIMIT: "100000",
  SAVE_LIMIT: "1000000",
  API_LIMIT: "1000000",
});

// Both at once: each mostly waits, for its author or for its portal.
test.runIf(ON_EMBEDDED > 0 && chromiumIsAvailable())(
  "an author at a browser loses a second of typing at most on the embedded database",
  { concurrent: true, timeout: boundOf(ON_EMBEDDED) },
  async () => {
    expect(buildExists(), "run `npm run build` first").toBe(true);
    const dataDir = mkdtempSync(join(tmpdir(), "portal-chaos-"));
    await storm("the embedded database", embeddedAddress(dataDir).url, await settingsOf(dataDir), [...PAGE_FAULTS, ...EMBEDDED_FAULTS], ON_EMBEDDED);
    rmSync(dataDir, { recursive: true, force: true });
  },
);

test.runIf(ON_POSTGRES > 0 && chromiumIsAvailable())(
  "an author at a browser loses a second of typing at most on PostgreSQL",
  { concurrent: true, timeout: boundOf(ON_POSTGRES) },
  async () => {
    expect(buildExists(), "run `npm run build` first").toBe(true);
    const dataDir = mkdtempSync(join(tmpdir(), "portal-chaos-"));
    const cluster = await startCluster({ durable: true });
    const url = cluster.url("postgres");
    const faults: PageFault[] = [
      ...PAGE_FAULTS,
      { kind: "PostgreSQL crashed", strike: ({ typist, random }) => Promise.all([cluster.crash(), typist.write(10, random)]).then(() => undefined) },
      {
        kind: "a database session's process killed",
        strike: ({ typist, random }) => Promise.all([cluster.killSession(), typist.write(10, random)]).then(() => undefined),
      },
    ];
    const settings = { ...(await settingsOf(dataDir)), DATABASE_URL: url, SESSION_SECRET: "chaos".repeat(8) };
    await storm("PostgreSQL", url, settings, faults, ON_POSTGRES).finally(() => cluster.stop());
    rmSync(dataDir, { recursive: true, force: true });
  },
);
