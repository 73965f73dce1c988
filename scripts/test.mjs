// `npm test`: from a fresh clone, installs what is missing, then check, unit, integration on both databases, browser and
// a short chaos run. Ends with one line: N passed, N failed, N skipped.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { buildIfStale, fail, install, requireNode, root } from "./steps.mjs";

const RESULTS = join(root, "artefacts/results");
/** How much of a reason is shown again at the end, in lines and in letters of each. */
const [REASON_LINES, REASON_WIDTH] = [12, 240];
const totals = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
/** What failed, by name, and the first lines of why: a long run is read from its end. */
const failures = [];
const failed = (where, reason = "") => {
  const lines = stripVTControlCharacters(reason)
    .split("\n")
    .filter((line) => line.trim() !== "");
  failures.push([where, ...lines.slice(0, REASON_LINES).map((line) => `    ${line.slice(0, REASON_WIDTH)}`)].join("\n"));
};

const count = ({ passed = 0, failed = 0, skipped = 0 }) => {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
};
const note = (text) => {
  notes.push(text);
  process.stdout.write(`\n${text}\n`);
};
const heading = (text) => process.stdout.write(`\n== ${text}\n\n`);

/** Runs a program with its output shown; gives its status. */
const show = (args, env = {}) =>
  new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] });
    child.once("exit", (code, signal) => done(signal ? 1 : code));
  });

const hasBrowser = () => ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].some((path) => existsSync(path));
const hasPostgres = () => process.env.TEST_DATABASE_URL !== undefined || existsSync("/usr/lib/postgresql");
const hasPoppler = () => existsSync("/usr/bin/pdftotext");
/** A part of LibreOffice, by the library its package brings. */
const hasOffice = (library) => existsSync("/usr/bin/soffice") && existsSync(`/usr/lib/libreoffice/program/${library}.so`);
const hasFonts = () => existsSync("/usr/share/fonts/truetype/noto") && existsSync("/usr/share/fonts/opentype/noto");

/** Browser, PostgreSQL, fonts and what reads PDF, Word and Excel files, from the distribution's packages, where we may. Otherwise says what is missing and goes on. */
function installFromDistribution() {
  const wanted = [
    ...(hasBrowser() ? [] : ["chromium"]),
    ...(hasPostgres() ? [] : ["postgresql"]),
    ...(hasFonts() ? [] : ["fonts-noto-core", "fonts-noto-cjk"]),
    ...(hasPoppler() ? [] : ["poppler-utils"]),
    ...(hasOffice("libswlo") ? [] : ["libreoffice-writer-nogui"]),
    ...(hasOffice("libsclo") ? [] : ["libreoffice-calc-nogui"]),
  ];
  if (wanted.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${wanted.join(" ")}`;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    return note(`Missing for the full suite: ${wanted.join(", ")}. They can be installed here only as root on Debian or Ubuntu: sudo ${command}`);
  }
  process.stdout.write(`Installing ${wanted.join(", ")} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { env, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" };
  spawnSync("apt-get", ["update", "-q"], quiet);
  const { status, stderr } = spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...wanted], quiet);
  if (status !== 0) note(`Not installed: ${wanted.join(", ")}.\n${stderr.trim()}\nCheck the package sources (apt-get update), then: ${command}`);
}

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined);

async function vitest(title, projects) {
  heading(title);
  const file = join(RESULTS, `${title.replace(/\W+/g, "-")}.json`);
  const status = await show([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...projects.flatMap((name) => ["--project", name]),
  ]);
  const result = readJson(file);
  for (const { name, status: outcome, assertionResults, message } of result?.testResults ?? []) {
    const broken = assertionResults.filter((test) => test.status === "failed");
    const where = `${title}: ${relative(root, name)}`;
    for (const test of broken) failed(`${where}: ${test.fullName}`, test.failureMessages[0]);
    if (outcome === "failed" && broken.length === 0) failed(`${where}: could not be run`, message);
  }
  if (result) count({ passed: result.numPassedTests, failed: result.numFailedTests, skipped: result.numPendingTests + result.numTodoTests });
  // A run that broke outside of a test (a set-up, an unhandled error) counts as a failure of its own.
  if (status !== 0 && !result?.numFailedTests) count({ failed: 1 });
}

/** Notes the tests of a browser run that did not pass, its suites' suites too. */
function noteFailedSpecs(suites = []) {
  for (const { specs = [], suites: inner } of suites) {
    for (const { ok, file, line, title, tests } of specs) {
      const errors = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message)));
      if (!ok) failed(`browser: tests/e2e/${file}:${line}: ${title}`, errors.join("\n"));
    }
    noteFailedSpecs(inner);
  }
}

async function browser() {
  heading("browser");
  if (!existsSync(join(root, "tests/e2e")) || !readdirSync(join(root, "tests/e2e"), { recursive: true }).some((name) => String(name).endsWith(".spec.ts")))
    return;
  if (!hasBrowser()) {
    count({ skipped: 1 });
    return note("The browser journeys were skipped: there is no Chromium.");
  }
  const file = join(root, "artefacts/e2e.json");
  rmSync(file, { force: true });
  const status = await show(["node_modules/@playwright/test/cli.js", "test"]);
  const { stats, suites } = readJson(file) ?? {};
  noteFailedSpecs(suites);
  if (stats) count({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped });
  if (status !== 0 && !stats?.unexpected) count({ failed: 1 });
}

try {
  requireNode();
  process.chdir(root);
  await install();
  installFromDistribution();
  mkdirSync(RESULTS, { recursive: true });

  heading("check");
  rmSync(join(root, ".cache/check.json"), { force: true });
  const checked = await show(["scripts/check.mjs"]);
  count(readJson(join(root, ".cache/check.json")) ?? { failed: 1 });
  if (checked !== 0 && totals.failed === 0) count({ failed: 1 });

  await buildIfStale();
  await vitest("unit", ["unit", "checks"]);
  await vitest("integration on the embedded database", ["integration-embedded"]);
  if (hasPostgres()) await vitest("integration on PostgreSQL", ["integration-postgres"]);
  else {
    count({ skipped: 1 });
    note("The integration suite on PostgreSQL was skipped: no server and no packages here.");
  }
  await browser();
  process.env.CHAOS_FAULTS ??= "4";
  process.env.CHAOS_BROWSER_FAULTS ??= "10";
  await vitest("chaos", ["chaos"]);

  for (const text of notes) process.stdout.write(`\n${text}\n`);
  for (const text of failures) process.stdout.write(`\nFailed: ${text}\n`);
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
  process.exit(totals.failed === 0 ? 0 : 1);
} catch (error) {
  fail(error);
}
