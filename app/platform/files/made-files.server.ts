import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Files the portal makes for somebody and keeps for some days: each work has a folder of its own, which goes as a whole. */
export type MadeFiles = {
  /** Keeps a part of a work under a name; the same name again replaces it. */
  putPart: (work: string, name: string, content: Uint8Array) => Promise<void>;
  /**
   * Puts parts together as one archive, in their order, without holding one in memory. Gives its size in bytes. Throws where a
   * part is not there.
   */
  pack: (work: string, parts: AsyncIterable<ArchiveEntry>, made: Date) => Promise<number>;
  /** Drops the parts; the archive stays. */
  dropParts: (work: string) => Promise<void>;
  /** The archive; null where there is none. */
  read: (work: string) => Promise<Readable | null>;
  /** Removes all of a work; it is no fault when nothing is there. */
  remove: (work: string) => Promise<void>;
  /** The works of which anything is kept. */
  works: () => Promise<string[]>;
};
/** An entry of an archive: a part by its name, or a content that is given. */
export type ArchiveEntry = { name: string; content?: Uint8Array };

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/;
const ARCHIVE = "archive.zip";
const PARTS = "parts";

/** Opens them in a folder of the portal's data. They can all be made again: no backup holds them. */
export function openMadeFiles(dataDir: string): MadeFiles {
  const root = join(resolve(dataDir), "exports");
  const pathOf = (...names: string[]): string => {
    if (!names.every((name) => NAME.test(name))) throw new Error("not a name of a made file");
    return join(root, ...names);
  };
  /** A file is complete under its name or not there at all. */
  const whole = async (path: string, write: (partial: string) => Promise<void>): Promise<void> => {
    const partial = `${path}.${randomUUID()}`;
    await write(partial).catch(async (error: unknown) => {
      await rm(partial, { force: true });
      throw error;
    });
    await rename(partial, path);
  };
  return {
    async putPart(work, name, content) {
      await mkdir(pathOf(work, PARTS), { recursive: true });
      await whole(pathOf(work, PARTS, name), (partial) => writeFile(partial, content));
    },
    async pack(work, parts, made) {
      const path = pathOf(work, ARCHIVE);
      await mkdir(pathOf(work), { recursive: true });
      const { ZipFile } = await import("yazl");
      await whole(path, async (partial) => {
        const zip = new ZipFile();
        const written = pipeline(zip.outputStream, createWriteStream(partial));
        zip.on("error", (error: Error) => (zip.outputStream as Readable).destroy(error));
        // The documents of all formats are compressed already.
        const options = { mtime: made, compress: false };
        for await (const { name, content } of parts)
          if (content) zip.addBuffer(Buffer.from(content), name, options);
          else zip.addFile(pathOf(work, PARTS, name), name, options);
        zip.end();
        await written;
      });
      return (await stat(path)).size;
    },
    dropParts: (work) => rm(pathOf(work, PARTS), { recursive: true, force: true }),
    async read(work) {
      const path = pathOf(work, ARCHIVE);
      const isThere = await stat(path).then(
        () => true,
        () => false,
      );
      return isThere ? createReadStream(path) : null;
    },
    remove: (work) => rm(pathOf(work), { recursive: true, force: true }),
    works: () => readdir(root).catch(() => []),
  };
}
