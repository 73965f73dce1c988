import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { postgresIsAvailable } from "./tests/support/postgres-server";

// A zone nobody develops in, with a quarter of an hour in its offset: a date without an explicit zone shows at once.
process.env.TZ = "Asia/Kathmandu";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };
const setup = "tests/support/console.setup.ts";

type Settings = { name: string; include: string[]; exclude?: string[]; database?: "embedded" | "postgres"; timeout?: number };

function project({ name, include, exclude, database, timeout = 10_000 }: Settings): TestProjectConfiguration {
  return {
    resolve: { alias },
    test: {
      name,
      include,
      exclude,
      environment: "node",
      pool: "forks",
      setupFiles: [setup],
      testTimeout: timeout,
      hookTimeout: Math.max(timeout, 120_000),
      ...(database && { globalSetup: [`tests/support/${database}.setup.ts`], env: { TEST_DB: database } }),
    },
  };
}

const integration = ["tests/integration/**/*.test.{ts,tsx}"];
/** What only one kind of database has: a process of its own to watch, or several processes that write at once. */
const only = (kind: "embedded" | "postgres"): string[] => [`tests/integration/**/*.${kind}.test.ts`];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project({ name: "unit", include: ["app/**/*.test.{ts,tsx}", "tests/reference/**/*.test.ts"] }),
      project({ name: "checks", include: ["tests/checks/**/*.test.ts"], timeout: 60_000 }),
      project({ name: "integration-embedded", include: integration, exclude: only("postgres"), database: "embedded", timeout: 60_000 }),
      ...(postgresIsAvailable()
        ? [project({ name: "integration-postgres", include: integration, exclude: only("embedded"), database: "postgres", timeout: 60_000 })]
        : []),
      project({ name: "chaos", include: ["tests/chaos/**/*.test.ts"], timeout: 300_000 }),
    ],
  },
});
