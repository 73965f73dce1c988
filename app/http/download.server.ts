import { Readable } from "node:stream";
import type { FileStore } from "~/platform/files/store.server";

/** A kept file as a download under its own name: never shown in the portal's origin, whatever it claims to be. */
export function download(files: FileStore, file: { sha256: string; name: string; type: string; size: number }): Response {
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  return new Response(Readable.toWeb(files.read(file.sha256)) as unknown as ReadableStream, {
    headers: {
      "content-type": file.type,
      "content-length": String(file.size),
      "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "cache-control": "private, no-store",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
}
