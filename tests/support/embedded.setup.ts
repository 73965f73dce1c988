import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "~/platform/db/embedded.server";
import { prepareDatabase, WORKERS } from "./prepare";
import { silentLog } from "./silent-log";

const CACHE = resolve(".cache/test-databases");
/** What a prepared database depends on: change any of these and a new one is made. */
const SOURCES = ["prisma/migrations", "prisma/seed", "prisma/schema", "app/platform/db", "app/features", "app/seed.server.ts", "package-lock.json"];

function fingerprint(): string {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((source) =>
    source.includes(".")
      ? [source]
      : readdirSync(source, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])),
  );
  const kept = files.filter((file) => !file.startsWith("app/features/") || /commands(\.server\.ts|\/)/.test(file)).sort();
  for (const file of kept) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

/** A data folder with everything loaded, made once and copied for each worker. */
async function template(): Promise<string> {
  const folder = join(CACHE, fingerprint());
  if (existsSync(folder)) return folder;
  rmSync(CACHE, { recursive: true, force: true });
  const work = mkdtempSync(join(tmpdir(), "portal-template-"));
  const server = await startEmbedded(work, silentLog);
  await prepareDatabase(server.url).finally(() => server.stop());
  const partial = `${folder}.${process.pid}`;
  cpSync(join(work, "postgres"), join(partial, "postgres"), { recursive: true });
  rmSync(work, { recursive: true, force: true });
  if (existsSync(folder)) rmSync(partial, { recursive: true, force: true });
  else renameSync(partial, folder);
  return folder;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const copies = await template();
  const folders = Array.from({ length: WORKERS }, () => mkdtempSync(join(tmpdir(), "portal-test-")));
  for (const folder of folders) cpSync(copies, folder, { recursive: true });
  const servers = await Promise.all(folders.map((folder) => startEmbedded(folder, silentLog)));
  project.provide("databases", { kind: "embedded", template: copies, urls: servers.map(({ url }) => url) });
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
}
