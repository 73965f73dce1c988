import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";

/** Archives as they are read, within limits that hold whatever the archive says of itself. */

/** An archive that holds more than it may. */
export class TooLarge extends Error {}

export type UnzipLimits = { entries: number; bytes: number };

/** The files of an archive by their paths, those `wanted` with what is in them, the others empty. Throws `TooLarge`, and errors of its own kind for what is no sound archive. */
export async function unzipped(bytes: Uint8Array, wanted: (path: string) => boolean, limits: UnzipLimits): Promise<Map<string, Uint8Array>> {
  const { fromBufferPromise } = await import("yauzl");
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });
  if (zip.entryCount > limits.entries) throw new TooLarge();
  const files = new Map<string, Uint8Array>();
  let left = limits.bytes;
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.toLowerCase();
    if (files.has(path)) throw new Error("two files of one path");
    const content = wanted(path) ? await contentOf(zip, entry, left) : new Uint8Array();
    left -= content.byteLength;
    files.set(path, content);
  }
  return files;
}

/** What is in one file: counted as it comes out, not as it is declared. */
async function contentOf(zip: ZipFile, entry: Entry, most: number): Promise<Uint8Array> {
  if (entry.uncompressedSize > most) throw new TooLarge();
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let [length, sum] = [0, 0];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > most) throw new TooLarge();
    sum = crc32(chunk, sum);
    chunks.push(chunk);
  }
  if (sum !== entry.crc32) throw new Error("a file of the archive is not what was put into it");
  return Buffer.concat(chunks);
}
