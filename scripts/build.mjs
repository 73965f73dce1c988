// The production build: Prisma client, Remix, and the hashed files compressed once so that no request waits for it.
// With --if-stale it builds only when the sources changed since the last build.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { generateClient } from "./generate-client.mjs";
import { buildFingerprint, buildIsFresh, fail, root, run, writeBuildStamp } from "./steps.mjs";

/** Below this size a second file on the disk saves nothing on the wire. */
const WORTHWHILE = 1_000;
const COMPRESSIBLE = /\.(js|mjs|css|json|svg|html|txt|map|webmanifest|xml)$/;

function precompress(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    if (content.length < WORTHWHILE) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

async function build() {
  const fingerprint = buildFingerprint();
  // A build that fails half-way must not be taken for a finished one.
  rmSync(join(root, "build/.stamp"), { force: true });
  await generateClient();
  await run(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], { env: { ...process.env, NODE_ENV: "production" } });
  precompress(join(root, "build/client"));
  writeBuildStamp(fingerprint);
}

try {
  if (!process.argv.includes("--if-stale") || !buildIsFresh()) await build();
} catch (error) {
  fail(error);
}
