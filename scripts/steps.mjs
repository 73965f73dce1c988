// Steps that `npm start`, `npm run build` and `npm test` share. Plain Node: runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const OLDEST_NODE = [20, 19];

/** What a build is made of: change any of these and the next start builds again. */
const BUILD_SOURCES = [
  "app",
  "locales",
  "prisma/schema",
  "public",
  "package-lock.json",
  "vite.config.ts",
  "remix.config.js",
  "tsconfig.json",
  "scripts/build.mjs",
];

/** Something expected went wrong; the message says what, why and what to do. */
export class StepFailed extends Error {}

export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new StepFailed(
    `Node ${process.versions.node} is too old: the portal needs Node ${OLDEST_NODE.join(".")} or newer.\nInstall it from https://nodejs.org or with your version manager, then run the command again.`,
  );
}

/** Runs a program in the project and waits. What it writes is shown when `show`, else kept and shown only when it fails. */
export function run(command, args, { show = true, env = process.env, cwd = root } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
    child.once("error", failed);
    child.once("exit", (code, signal) => {
      if (code === 0) return done(said);
      failed(new StepFailed(`${[command, ...args].join(" ")} ended with ${signal ?? `status ${code}`}.\n${said}`.trimEnd()));
    });
  });
}

/** npm as this process was started by, so that versions never mix. */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  return own?.endsWith(".js") ? run(process.execPath, [own, ...args], options) : run("npm", args, options);
}

const hashOfFile = (path) =>
  createHash("sha256")
    .update(readFileSync(join(root, path)))
    .digest("hex");

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function hashOfSources(sources) {
  const hash = createHash("sha256");
  const files = sources.flatMap((source) => filesUnder(join(root, source))).filter((name) => !/\.test\.tsx?$/.test(name));
  for (const file of files.sort()) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest("hex");
}

const readStamp = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "");
function writeStamp(path, value) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), value);
}

/** Installs the packages of the lock file unless they are there already. Returns whether it did. */
export async function install() {
  const stamp = "node_modules/.portal-stamp";
  const wanted = `${hashOfFile("package-lock.json")} node-${process.versions.modules} ${process.platform}-${process.arch}`;
  if (readStamp(stamp) === wanted) return false;
  process.stdout.write("Installing packages …\n");
  try {
    // The build needs the development packages, whatever NODE_ENV says.
    await npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  } catch (error) {
    throw new StepFailed(
      `The packages could not be installed.\n${error.message}\nCheck the connection to the npm registry (npm config get registry) and the space on the disk, then run the command again.`,
    );
  }
  writeStamp(stamp, wanted);
  return true;
}

const BUILD_STAMP = "build/.stamp";
/** What the sources look like now; a build that was made of the same needs not be made again. */
export const buildFingerprint = () => hashOfSources(BUILD_SOURCES);
export const writeBuildStamp = (fingerprint) => writeStamp(BUILD_STAMP, fingerprint);
export const buildIsFresh = () => existsSync(join(root, "build/server/index.js")) && readStamp(BUILD_STAMP) === buildFingerprint();

/** Builds the portal when its sources changed since the last build. Returns whether it did. */
export async function buildIfStale() {
  if (buildIsFresh()) return false;
  process.stdout.write("Building …\n");
  try {
    await run(process.execPath, ["scripts/build.mjs"], { show: false });
  } catch (error) {
    throw new StepFailed(
      `The portal could not be built.\n${error.message}\nOn an unchanged clone remove node_modules and build and run the command again; otherwise the message above names the file to mend.`,
    );
  }
  return true;
}

/** Ends the process with a failure's words: expected ones without a stack. */
export function fail(error) {
  process.stderr.write(`\n${error instanceof StepFailed ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
}
