import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { ZipFile } from "yazl";

/** Files as a zip archive, written while they are made. */

/** A file of the archive: its path, and its text in pieces. */
export type Part = { path: string; chunks: AsyncIterable<string> | Iterable<string> };

/** Of zlib: two fifths of the processor time of the usual level, for a file a third larger. */
const LEVEL = 2;

/** An archive of parts, one after the other. A part is only made as fast as the chunks are taken; whoever stops taking ends the making. */
export async function* zipOf(parts: AsyncIterable<Part>, made: Date): AsyncGenerator<Uint8Array, void> {
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const closed = new AbortController();
  const fed = feed(zip, parts, made, closed.signal).catch((error: unknown) => void out.destroy(error as Error));
  try {
    for await (const chunk of out) yield chunk as Uint8Array;
  } finally {
    closed.abort();
    await fed;
  }
}

async function feed(zip: ZipFile, parts: AsyncIterable<Part>, made: Date, closed: AbortSignal): Promise<void> {
  for await (const { path, chunks } of parts) {
    const source = Readable.from(encoded(chunks), { objectMode: false });
    const stop = (): void => void source.destroy();
    closed.addEventListener("abort", stop);
    zip.addReadStream(source, path, { mtime: made, compressionLevel: LEVEL });
    try {
      // Whatever ends a part early, its maker has tidied up when this is through.
      await finished(source);
    } finally {
      closed.removeEventListener("abort", stop);
    }
  }
  zip.end();
}

async function* encoded(chunks: Part["chunks"]): AsyncGenerator<Buffer, void> {
  for await (const chunk of chunks) if (chunk !== "") yield Buffer.from(chunk);
}
