import { Readable } from "node:stream";
import type { FileStore } from "~/platform/files/store.server";

type Named = { name: string; type: string; size: number };

/** Headers of a download under its own name: never shown in the portal's origin, whatever it claims to be. */
function headersOf({ name, type, size }: Named): Record<string, string> {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  return {
    "content-type": type,
    "content-length": String(size),
    "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    "cache-control": "private, no-store",
    "content-security-policy": "sandbox; default-src 'none'",
  };
}

/** A kept file as a download. */
export const download = (files: FileStore, file: Named & { sha256: string }): Response => downloadFrom({ ...file, content: files.read(file.sha256) });

/** A file that is read while it goes out, as a download. */
export const downloadFrom = ({ content, ...file }: Named & { content: Readable }): Response =>
  new Response(Readable.toWeb(content) as unknown as ReadableStream, { headers: headersOf(file) });

/** A file that was just made, as a download. */
export const downloadOf = ({ bytes, ...file }: { name: string; type: string; bytes: Uint8Array }): Response =>
  new Response(bytes as BodyInit, { headers: headersOf({ ...file, size: bytes.byteLength }) });
