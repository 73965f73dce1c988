import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Readable } from "node:stream";

export type FileStore = {
  /** Keeps a content under the SHA-256 of itself and gives that; the same content twice is one file. */
  put: (content: Uint8Array) => Promise<string>;
  read: (sha256: string) => Readable;
  has: (sha256: string) => Promise<boolean>;
};

const HASH = /^[0-9a-f]{64}$/;

/** Files on the local disk, two levels of folders by hash. A file is complete under its name or not there at all. */
export function openFileStore(dataDir: string): FileStore {
  const pathOf = (sha256: string): string => {
    if (!HASH.test(sha256)) throw new Error("not a SHA-256");
    return join(resolve(dataDir, "files"), sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    async put(content) {
      const sha256 = createHash("sha256").update(content).digest("hex");
      const path = pathOf(sha256);
      if (await exists(path)) return sha256;
      await mkdir(dirname(path), { recursive: true });
      const partial = `${path}.${randomUUID()}`;
      await writeFile(partial, content, { flush: true });
      await rename(partial, path);
      return sha256;
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    has: (sha256) => exists(pathOf(sha256)),
  };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
