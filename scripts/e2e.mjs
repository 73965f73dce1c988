// `npm run test:e2e [-- <playwright arguments>]`: the journeys in a real browser, on the built portal.
import { spawn } from "node:child_process";
import { buildIfStale, fail, install, root } from "./steps.mjs";

try {
  await install();
  await buildIfStale();
} catch (error) {
  fail(error);
}
const child = spawn(process.execPath, ["node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
child.once("exit", (code) => process.exit(code ?? 1));
