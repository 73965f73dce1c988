// `npm run bench [-- --scenario saves,page,lists,live,exports,papers,first-load,desk,compilation] [--database postgres,embedded] [--seconds 5] [--warm-up 8]`: how fast the built
// portal is on this machine, with what the machine can do at most measured beside it in the same run.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "~/platform/db/client.server";
import { embeddedAddress } from "~/platform/db/embedded.server";
import { readAnswers } from "~/features/reports/queries/load.server";
import { fillReport } from "../factories/report";
import { makeSubmission } from "../factories/submission";
import { makeAuthor, type Author } from "../support/author";
import { buildExists, freePort, residentMemory, startBuiltPortal, type BuiltPortal, type PortalSettings } from "../support/built-portal";
import { clusterIsAvailable, startCluster } from "../support/postgres-server";
import { connection, measure, round, type Call, type Measured, type Reply } from "./client";
import { fillCompilation } from "./compilation";
import { deskReadings, fillDesk } from "./desk";
import { fillDraft } from "./drafts";
import { fillPublished, measureExports } from "./exports";
import { fillFullReports, fillFullVersion, measurePapers, measureVersion } from "./papers";
import { firstLoad } from "./first-load";
import { measureLive, processorTime } from "./live";
import { emptyResults, keep, table, type Line, type Results } from "./results";

const SCENARIOS = ["saves", "page", "lists", "live", "exports", "papers", "first-load", "desk", "compilation"];
const DATABASES = ["postgres", "embedded"];
const { values: options } = parseArgs({
  options: {
    scenario: { type: "string", default: SCENARIOS.join(",") },
    database: { type: "string", default: DATABASES.join(",") },
    seconds: { type: "string", default: "5" },
    "warm-up": { type: "string", default: "8" },
  },
});
const chosen = (given: string, known: string[]): string[] => {
  const unknown = given.split(",").find((word) => !known.includes(word));
  if (unknown !== undefined) throw new Error(`Unknown: ${unknown}. There is: ${known.join(", ")}`);
  return given.split(",");
};
const scenarios = chosen(options.scenario, SCENARIOS);
const databases = chosen(options.database, DATABASES);
const SECONDS = Number(options.seconds);
/** The portal's code is made fast by the runtime while it runs: a server that has just started is another one. */
const WARM_UP = Number(options["warm-up"]);
/** The bare server is a few lines. */
const BARE_WARM_UP = 1.5;

/** Connections of the parallel measurements; each belongs to an author with a report of their own. */
const PARALLEL = 16;
/** Answers of one section of the national report, each 2,000 characters long. */
const LONG_ANSWERS = ["F2", "F5", "F6", "F7", "F9"];
const SECTION = "F";
const LETTERS_IN_WORD = 19;
/** Published reports that lists are made of: two pages and a bit. */
const PUBLISHED = 60;

type Turn = (call: (what: Call) => Promise<Reply>) => Promise<Reply>;
type Bench = { database: string; results: Results; portal: BuiltPortal; port: number; url: string; authors: Author[] };

/** Text of 2,000 characters that stays within a limit of 100 words. */
const longText = (mark: string): string =>
  Array.from({ length: 100 }, (_, index) => `${mark}${index}x`.padEnd(LETTERS_IN_WORD, "wsisplustwenty").slice(0, LETTERS_IN_WORD))
    .join(" ")
    .padEnd(2_000, ".");

function ofStatus(reply: Reply, status: number): Reply {
  if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${reply.body.toString().slice(0, 300)}`);
  return reply;
}

type Beside = { what: string; perSecond: number };

async function add(
  { database, results, portal, port }: Bench,
  what: string,
  turns: Turn[],
  { beside, every, bound }: { beside?: Beside; every?: number; bound?: number } = {},
): Promise<void> {
  const before = processorTime(portal.pid);
  let asked = 0;
  const counted = turns.map(
    (turn): Turn =>
      (call) => ((asked += 1), turn(call)),
  );
  const measured = await measure(port, counted, { seconds: SECONDS, warmUp: WARM_UP, every });
  const cpuMs = round((processorTime(portal.pid) - before) / asked);
  results.lines.push({
    ...measured,
    database,
    what,
    connections: turns.length,
    cpuMs,
    ...(bound && { bound }),
    ...(beside && { of: { what: beside.what, ratio: measured.perSecond / beside.perSecond } }),
  });
}

/** The machine's own limit: a bare server in a process of its own, on the same database. */
async function bare(
  { database, results, url }: Bench,
  what: string,
  bytes: number,
  call: (connection: number) => Call,
): Promise<(connections: number) => Measured> {
  const port = await freePort();
  const child = spawn(process.execPath, ["tests/load/bare-server.mjs", String(port), url, String(bytes), ...(database === "embedded" ? [] : ["save"])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((ready, failed) => {
    child.stdout.once("data", () => ready());
    child.once("exit", () => failed(new Error("the bare server did not start")));
  });
  const lines: Line[] = [];
  for (const connections of [1, PARALLEL]) {
    const turns = Array.from(
      { length: connections },
      (_, index): Turn =>
        async (send) =>
          ofStatus(await send(call(index)), 200),
    );
    lines.push({ ...(await measure(port, turns, { seconds: SECONDS, warmUp: BARE_WARM_UP })), database, what, connections, cpuMs: null });
  }
  child.removeAllListeners("exit");
  child.kill("SIGKILL");
  results.lines.push(...lines);
  return (connections) => lines.find((line) => line.connections === connections)!;
}

async function benchSaves(bench: Bench): Promise<void> {
  const jsonHeaders = { "content-type": "application/json" };
  const bareBody = (answers: number) => JSON.stringify(Object.fromEntries(LONG_ANSWERS.slice(0, answers).map((question) => [question, longText("b")])));
  const one = await bare(bench, "bare POST + upsert, 2,000 characters", 0, (index) => ({
    method: "POST",
    path: `/${index}`,
    headers: jsonHeaders,
    body: bareBody(1),
  }));
  const five = await bare(bench, "bare POST + upsert, 5 x 2,000", 0, (index) => ({
    method: "POST",
    path: `/${index}`,
    headers: jsonHeaders,
    body: bareBody(5),
  }));
  const revisions = new Map<string, number>();
  const known = (author: Author, question: string): number => revisions.get(`${author.reportId} ${question}`) ?? 0;
  const { call, close } = connection(bench.port);
  for (const { reportId, browser } of bench.authors) {
    const { items } = JSON.parse(ofStatus(await call({ path: `/api/v1/reports/${reportId}/answers`, headers: browser }), 200).body.toString()) as {
      items: { question: string; row: string; revision: number }[];
    };
    for (const { question, row, revision } of items) if (row === "") revisions.set(`${reportId} ${question}`, revision);
  }
  close();
  const headersOf = (author: Author) => ({ ...author.browser, ...jsonHeaders });
  let count = 0;

  const saveOne =
    (author: Author): Turn =>
    async (send) => {
      const revision = known(author, "B1");
      const headers = { ...headersOf(author), "idempotency-key": randomUUID(), "if-match": `"${revision}"` };
      const reply = ofStatus(
        await send({
          method: "PUT",
          path: `/api/v1/reports/${author.reportId}/answers/B1`,
          headers,
          body: JSON.stringify({ value: longText(String((count += 1))) }),
        }),
        200,
      );
      revisions.set(`${author.reportId} B1`, revision + 1);
      return reply;
    };
  const saveFive =
    (author: Author): Turn =>
    async (send) => {
      const operations = LONG_ANSWERS.map((question) => ({
        opId: randomUUID(),
        question,
        baseRevision: known(author, question),
        value: longText(String((count += 1))),
      }));
      const reply = ofStatus(
        await send({ method: "POST", path: `/api/v1/reports/${author.reportId}/saves`, headers: headersOf(author), body: JSON.stringify(operations) }),
        200,
      );
      const { results } = JSON.parse(reply.body.toString()) as { results: { status: number }[] };
      if (results.some(({ status }) => status !== 200)) throw new Error(reply.body.toString().slice(0, 300));
      for (const { question, baseRevision } of operations) revisions.set(`${author.reportId} ${question}`, baseRevision + 1);
      return reply;
    };
  for (const connections of [1, PARALLEL]) {
    const authors = bench.authors.slice(0, connections);
    await add(bench, "one save, 2,000 characters", authors.map(saveOne), { beside: { what: "bare, same bytes", perSecond: one(connections).perSecond } });
    await add(bench, "five saves in one call", authors.map(saveFive), { beside: { what: "bare, same bytes", perSecond: five(connections).perSecond } });
  }
}

const sectionOf = ({ reportId }: Author): string => `/en/reports/${reportId}/sections/${SECTION}`;

async function benchPage(bench: Bench): Promise<void> {
  const [first] = bench.authors;
  const { call, close } = connection(bench.port);
  const page = ofStatus(await call({ path: sectionOf(first!), headers: first!.browser }), 200);
  close();
  if (!page.body.includes("<textarea")) throw new Error("the section page has no text areas");
  const limit = await bare(bench, `bare GET, ${Math.round(page.body.length / 1000)} KB`, page.body.length, () => ({ path: "/" }));
  // Another question mark makes another page for the portal, which knows a page again by its address and its data.
  let anew = 0;
  const readings = {
    [`author's section page, ${LONG_ANSWERS.length} long answers`]: sectionOf,
    "the same, rendered anew each time": (author: Author) => `${sectionOf(author)}?${(anew += 1)}`,
  };
  for (const [what, pathOf] of Object.entries(readings))
    for (const connections of [1, PARALLEL]) {
      const turns = bench.authors.slice(0, connections).map(
        (author): Turn =>
          async (send) =>
            ofStatus(await send({ path: pathOf(author), headers: { ...author.browser, "accept-encoding": "gzip" } }), 200),
      );
      await add(bench, what, turns, { beside: { what: "bare GET", perSecond: limit(connections).perSecond } });
    }
}

/** What anyone reads: the list of published reports, for people and for programs, a whole report, and a draft. */
async function benchLists(bench: Bench, symbol: string, draft: Record<string, string>): Promise<void> {
  const paths = {
    "public list, 25 reports": "/en/submissions",
    "the same for programs, 50 reports": "/api/v1/submissions?limit=50",
    "page of a whole published report": `/en/submissions/${symbol}`,
    ...draft,
  };
  for (const [what, path] of Object.entries(paths))
    for (const connections of [1, PARALLEL]) {
      const turn: Turn = async (send) => ofStatus(await send({ path, headers: { "accept-encoding": "gzip" } }), 200);
      await add(
        bench,
        what,
        Array.from({ length: connections }, () => turn),
      );
    }
}

/** Measures the chosen scenarios on a portal that is started here twice: on an empty database and on a filled one. */
async function benchOn(database: string, url: string, settings: PortalSettings, results: Results): Promise<void> {
  const first = await startBuiltPortal(settings);
  await first.end("SIGTERM");
  const portal = await startBuiltPortal(settings);
  try {
    const port = Number(settings.PORT);
    const origin = `http://localhost:${port}`;
    const db = openDatabase(url, { connections: 4 });
    const authors: Author[] = [];
    for (let index = 0; index < PARALLEL; index++) {
      const author = await makeAuthor(db, origin);
      await fillReport(author.ctx, author.reportId, (place, words) =>
        words <= 3
          ? place
          : longText(place.replace(/\W/g, ""))
              .split(" ")
              .slice(0, words * 4)
              .join(" "),
      );
      authors.push(author);
    }
    const { reportId } = authors[0]!;
    const given = await readAnswers(db, reportId);
    const answers = given.map(({ question, row, value, language, confidential }) => ({ question, row, value, language, confidential }));
    let symbol = "";
    for (let index = 0; scenarios.includes("lists") && index < PUBLISHED; index++) ({ symbol } = await makeSubmission(db, { state: "published", answers }));
    if (scenarios.includes("exports")) await fillPublished(db);
    const full = scenarios.includes("papers") ? await fillFullReports(db, origin) : [];
    const version = scenarios.includes("papers") ? await fillFullVersion(db, origin) : null;
    const draft = scenarios.includes("lists") ? await fillDraft(db, symbol) : {};
    const desk = scenarios.includes("desk") ? await fillDesk(db, origin) : null;
    const across = scenarios.includes("compilation") ? await fillCompilation(db, origin, scenarios.includes("exports")) : [];
    await db.$disconnect();
    const bench = { database, results, portal, port, url, authors };
    const memoryBefore = residentMemory(portal.pid);
    if (scenarios.includes("live"))
      results.live.push(...(await measureLive(database, port, portal.pid, authors, { seconds: SECONDS * 4, warmUp: WARM_UP * 2 })));
    if (scenarios.includes("saves")) await benchSaves(bench);
    if (scenarios.includes("page")) await benchPage(bench);
    if (scenarios.includes("lists")) await benchLists(bench, symbol, draft);
    for (const { what, at, every, call } of desk ? deskReadings(desk) : [])
      for (const connections of at) {
        const turnOf =
          (index: number): Turn =>
          async (send) =>
            ofStatus(await send(call(index)), 200);
        await add(
          bench,
          what,
          Array.from({ length: connections }, (_, index) => turnOf(index)),
          { every },
        );
      }
    for (const { what, call, bound } of across) await add(bench, what, [async (send) => ofStatus(await send(call), 200)], { bound });
    if (scenarios.includes("exports")) results.exports.push(...(await measureExports(database, port, portal.pid, url)));
    results.exports.push(...(await measurePapers(database, port, full)));
    if (version) results.exports.push(...(await measureVersion(database, port, version)));
    const databasePid = portal.databasePid();
    results.facts.push({
      database,
      firstStartMs: first.startMs,
      laterStartMs: portal.startMs,
      memoryBefore,
      memoryAfter: residentMemory(portal.pid),
      databaseMemoryAfter: databasePid ? residentMemory(databasePid) : null,
    });
    if (scenarios.includes("first-load")) results.loads.push(await firstLoad(origin, sectionOf(authors[0]!), authors[0]!.browser.cookie!));
  } finally {
    await portal.end("SIGTERM");
  }
}

if (!buildExists()) throw new Error("There is no build: run `npm run build` first.");
const results = emptyResults();
const common = { SAVE_LIMIT: "1000000000", API_LIMIT: "1000000000", PORTAL_DEMO: "0" };
for (const database of databases) {
  const dataDir = mkdtempSync(join(tmpdir(), "portal-bench-"));
  const settings = { ...common, PORT: String(await freePort()), DATA_DIR: dataDir };
  try {
    if (database === "embedded") await benchOn(database, embeddedAddress(dataDir).url, settings, results);
    else if (!clusterIsAvailable()) process.stdout.write("PostgreSQL is not installed here: left out.\n");
    else {
      const cluster = await startCluster({ durable: true });
      const url = cluster.url("postgres");
      await benchOn(database, url, { ...settings, DATABASE_URL: url, SESSION_SECRET: randomUUID() }, results).finally(() => cluster.stop());
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
process.stdout.write(`\n${table(results)}\nKept in ${keep(results)}\n`);
