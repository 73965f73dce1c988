import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./tests/support/chromium";
import { wordingPort } from "./tests/support/wording-provider";

const port = Number(process.env.E2E_PORT ?? 4100);
// Workers read this file too; only the first reading makes the folder.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "portal-e2e-"));

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "artefacts/e2e",
  workers: 2,
  fullyParallel: false,
  // A test that passes the second time has failed once.
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "artefacts/e2e.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
    timezoneId: "Asia/Kathmandu",
    // What a page asks for while a worker stands in front of it is now and then neither seen nor held from here: tests that
    // hold a save or wait for one would fail by chance. `offline.spec.ts` lets the worker come.
    serviceWorkers: "block",
    // A control that is not there fails soon, not when the whole test has run out of time.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // A record of every step costs a third of the whole run; E2E_TRACE=1 makes one where a picture does not tell enough.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: CHROMIUM,
  },
  webServer: {
    // The very command users start the portal with, on an empty data folder: demo accounts and reports included.
    command: "node scripts/start.mjs",
    url: `http://localhost:${port}/readyz`,
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "pipe",
    env: {
      PORT: String(port),
      DATA_DIR: process.env.E2E_DATA_DIR,
      LOG_LEVEL: "warn",
      SIGN_IN_LIMIT: "100000",
      SAVE_LIMIT: "1000000",
      // Nobody is there until `layout.spec.ts` starts somebody.
      WORDING_URL: `http://127.0.0.1:${wordingPort(port)}/words`,
      WORDING_KEY: "a-key-of-the-tests",
      WORDING_NAME: "Wordsmith",
    },
  },
});
