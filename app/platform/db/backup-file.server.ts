import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/**
 * The form of a backup: lines of text, compressed. `#backup {…}` begins it; `#table <name>` is followed by its rows, a JSON
 * object a line; `#file <sha256> <bytes>` by its content in lines of base64; `#end {…}` is the manifest: rows of each table, number
 * of files, and the SHA-256 of every line before it. What has no such end, or another hash, is no backup.
 */
export type BackupHead = { format: 1; createdAt: string; migrations: string[] };
export type BackupManifest = { tables: Record<string, number>; files: number; missing: string[]; sha256: string };
export type BackupLine =
  | { kind: "head"; head: BackupHead }
  | { kind: "table"; name: string }
  | { kind: "row"; text: string }
  | { kind: "file"; sha256: string; size: number }
  | { kind: "part"; content: Buffer };

/** A file that is no backup, or not a whole one. */
export class DamagedBackup extends Error {}

const LF = 0x0a;
/** Bytes of a file in one line. */
const PART = 48_000;

/** Writes a backup under its name only when it is whole. Readable by its owner alone: it holds what the database holds. */
export async function writeBackup(path: string, lines: AsyncIterable<BackupLine>, missing: readonly string[]): Promise<BackupManifest> {
  const partial = `${path}.partial`;
  const hash = createHash("sha256");
  const manifest: BackupManifest = { tables: {}, files: 0, missing: [], sha256: "" };
  async function* texts(): AsyncGenerator<string> {
    let table = "";
    for await (const line of lines) {
      if (line.kind === "table") manifest.tables[(table = line.name)] = 0;
      if (line.kind === "row") manifest.tables[table]! += 1;
      if (line.kind === "file") manifest.files += 1;
      const text = `${textOf(line)}\n`;
      hash.update(text);
      yield text;
    }
    Object.assign(manifest, { missing: [...missing], sha256: hash.digest("hex") });
    yield `#end ${JSON.stringify(manifest)}\n`;
  }
  try {
    await pipeline(Readable.from(texts()), createGzip({ level: 4 }), createWriteStream(partial, { mode: 0o600, flush: true }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return manifest;
}

function textOf(line: BackupLine): string {
  switch (line.kind) {
    case "head":
      return `#backup ${JSON.stringify(line.head)}`;
    case "table":
      return `#table ${line.name}`;
    case "file":
      return `#file ${line.sha256} ${line.size}`;
    case "part":
      return line.content.toString("base64");
    case "row":
      return line.text;
  }
}

/** A content in parts of the size of a line. */
export async function* partsOf(content: Readable): AsyncGenerator<BackupLine> {
  let rest = Buffer.alloc(0);
  for await (const chunk of content) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (; rest.length >= PART; rest = rest.subarray(PART)) yield { kind: "part", content: rest.subarray(0, PART) };
  }
  if (rest.length > 0) yield { kind: "part", content: rest };
}

/** Reads a whole backup without keeping it; throws `DamagedBackup` where it is not what was written. */
export async function checkBackup(path: string): Promise<{ head: BackupHead; manifest: BackupManifest }> {
  const hash = createHash("sha256");
  const counts: Record<string, number> = {};
  let head: BackupHead | undefined;
  let manifest: BackupManifest | undefined;
  let table = "";
  for await (const text of textsIn(path)) {
    if (manifest) throw new DamagedBackup("something stands after its end");
    if (text.startsWith("#end ")) {
      manifest = parse<BackupManifest>(text.slice(5));
      continue;
    }
    hash.update(`${text}\n`);
    if (text.startsWith("#backup ")) head = parse<BackupHead>(text.slice(8));
    else if (text.startsWith("#table ")) counts[(table = text.slice(7))] = 0;
    else if (text.startsWith("{")) counts[table]! += 1;
  }
  if (!head || head.format !== 1) throw new DamagedBackup("it does not begin as a backup");
  if (!manifest) throw new DamagedBackup("its end is missing");
  if (manifest.sha256 !== hash.digest("hex")) throw new DamagedBackup("its SHA-256 is another one");
  if (Object.entries(manifest.tables).some(([name, rows]) => counts[name] !== rows)) throw new DamagedBackup("rows are missing");
  return { head, manifest };
}

/** The lines of a backup that was checked, without its end. */
export async function* readBackup(path: string): AsyncGenerator<BackupLine> {
  let inFile = false;
  for await (const text of textsIn(path)) {
    if (text.startsWith("#end ")) return;
    if (text.startsWith("#backup ")) yield { kind: "head", head: parse<BackupHead>(text.slice(8)) };
    else if (text.startsWith("#table ")) yield { kind: "table", name: text.slice(7) };
    else if (text.startsWith("#file ")) {
      const [sha256 = "", size] = text.slice(6).split(" ");
      inFile = true;
      yield { kind: "file", sha256, size: Number(size) };
    } else if (inFile) yield { kind: "part", content: Buffer.from(text, "base64") };
    else yield { kind: "row", text };
  }
}

/** Lines end at LF alone: the texts in them may hold every other mark that ends a line somewhere. */
async function* textsIn(path: string): AsyncGenerator<string> {
  const unzipped = createGunzip();
  createReadStream(path)
    .on("error", (error) => unzipped.destroy(error))
    .pipe(unzipped);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of unzipped) {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
      for (let end = rest.indexOf(LF); end >= 0; end = rest.indexOf(LF)) {
        yield rest.toString("utf8", 0, end);
        rest = rest.subarray(end + 1);
      }
    }
  } catch (error) {
    throw new DamagedBackup(error instanceof Error ? error.message : String(error));
  }
  if (rest.length > 0) throw new DamagedBackup("its end is missing");
}

function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new DamagedBackup("a line of it cannot be read");
  }
}
