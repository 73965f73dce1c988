// `npm start`: from a fresh clone to a running portal. Installs and builds what is missing, then serves in this process.
import { existsSync } from "node:fs";
import { buildIfStale, fail, install, requireNode, root } from "./steps.mjs";

try {
  requireNode();
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  process.env.NODE_ENV ??= "production";
  await install();
  await buildIfStale();
} catch (error) {
  fail(error);
}
await import("../server.mjs");
