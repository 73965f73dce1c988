// `npm run check`: everything that can be said about the code without running it, in parallel, no server.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, install, requireNode, root } from "./steps.mjs";

const bin = (name) => join("node_modules", name);
const tsx = (script, ...args) => [process.execPath, "--import", "tsx", script, ...args];

/** Longest first, so that the machine's processors end at about the same time. */
const CHECKS = [
  {
    name: "lint",
    says: "ESLint",
    command: [
      process.execPath,
      bin("eslint/bin/eslint.js"),
      ".",
      "--cache",
      "--cache-location",
      ".cache/eslint",
      "--cache-strategy",
      "content",
      "--max-warnings",
      "0",
      "--format",
      "./scripts/lint-format.mjs",
    ],
  },
  { name: "types", says: "TypeScript", command: [process.execPath, bin("typescript/bin/tsc"), "--noEmit", "--pretty", "false"] },
  { name: "schema", says: "migrations lead to the schema, foreign keys lead an index", command: tsx("scripts/check-schema.ts") },
  {
    name: "ladder",
    says: "dependency-cruiser: who may import whom",
    command: [
      process.execPath,
      bin("dependency-cruiser/bin/dependency-cruise.mjs"),
      "app",
      "cli",
      "--config",
      ".dependency-cruiser.mjs",
      "--output-type",
      "err-long",
    ],
  },
  { name: "dead code", says: "knip", command: [process.execPath, bin("knip/bin/knip.js"), "--no-config-hints"] },
  {
    name: "format",
    says: "Prettier",
    command: [process.execPath, bin("prettier/bin/prettier.cjs"), "--check", ".", "--cache", "--cache-location", ".cache/prettier", "--log-level", "warn"],
  },
  { name: "locales", says: "six languages: keys, plurals, placeholders, refusals, templates", command: tsx("scripts/check-locales.ts") },
  { name: "names", says: "files of a feature, no drawers, no left and right in CSS", command: tsx("scripts/check-names.ts") },
];

function runCheck({ name, says, command: [program, ...args] }) {
  const begun = performance.now();
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, FORCE_COLOR: "0" }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.once("close", (code) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? "  ok  " : "FAILED"}  ${name.padEnd(10)} ${seconds.padStart(5)} s  ${says}\n`);
      if (code !== 0) process.stdout.write(`${said.trimEnd().replace(/^/gm, "        ")}\n`);
      done({ name, ok: code === 0 });
    });
  });
}

try {
  requireNode();
  await install();
  const { generateClient } = await import("./generate-client.mjs");
  await generateClient();
  const waiting = [...CHECKS];
  const results = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await runCheck(next));
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, worker));
  const failed = results.filter(({ ok }) => !ok).length;
  mkdirSync(join(root, ".cache"), { recursive: true });
  writeFileSync(join(root, ".cache/check.json"), JSON.stringify({ passed: results.length - failed, failed }));
  process.stdout.write(`\n${results.length - failed} checks passed, ${failed} failed\n`);
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  fail(error);
}
