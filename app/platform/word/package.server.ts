import { crc32 } from "node:zlib";
import { fromBufferPromise, type Entry } from "yauzl";
import { ok, refuse, type Result } from "~/lib/result";

/** A file that claims to be a document of Word, as the parts in it. Nothing it says of its own sizes is believed. */

/** Why a file is not read at all. */
export type PackageFault = "not_a_form" | "damaged" | "protected" | "has_macros" | "too_large" | "old_format";

/** Largest file, all its parts together when unpacked, most parts, and how many times its size a large part may unpack to. */
const LIMITS = { packed: 20_000_000, unpacked: 50_000_000, entries: 2_000, ratio: 300, small: 1_000_000 } as const;

/** Parts by their names, unpacked as they are asked for. Null for a part that is not there. Throws a `FaultError`. */
export type Package = { read: (name: string) => Promise<Uint8Array | null> };

/** Thrown while parts are read, and caught where the file as a whole is refused. */
export class FaultError extends Error {
  constructor(readonly fault: PackageFault) {
    super(fault);
  }
}

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, index) => bytes[index] === byte);
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

/** What a file is that is no zip: an older kind of Word, a locked one, or something else. */
function kindOfOther(bytes: Uint8Array): PackageFault {
  if (!startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "not_a_form";
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes(utf16("EncryptedPackage"))) return "protected";
  return buffer.includes(utf16("WordDocument")) ? "old_format" : "not_a_form";
}

/** Opens a document; its parts are checked against their checksums as they are read. */
export async function openPackage(bytes: Uint8Array): Promise<Result<Package, PackageFault>> {
  if (bytes.byteLength > LIMITS.packed) return refuse("too_large");
  if (!startsWith(bytes, 0x50, 0x4b)) return refuse(kindOfOther(bytes));
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });
    if (zip.entryCount > LIMITS.entries) return refuse("too_large");
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      // A name twice is read one way by one program and another way by the next.
      if (entries.has(entry.fileName)) return refuse("damaged");
      entries.set(entry.fileName, entry);
    }
    const names = [...entries.keys()];
    if (names.some((name) => /vbaProject[^/]*\.bin$/i.test(name))) return refuse("has_macros");
    if ([...entries.values()].some((entry) => entry.isEncrypted())) return refuse("protected");
    let unpacked = 0;
    const read = async (name: string): Promise<Uint8Array | null> => {
      const entry = entries.get(name);
      if (!entry) return null;
      const most = entry.compressedSize <= 0 ? LIMITS.small : Math.max(LIMITS.small, entry.compressedSize * LIMITS.ratio);
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        size += (chunk as Buffer).byteLength;
        unpacked += (chunk as Buffer).byteLength;
        if (size > most || unpacked > LIMITS.unpacked) throw new FaultError("too_large");
        chunks.push(chunk as Buffer);
      }
      const content = Buffer.concat(chunks);
      if (crc32(content) !== entry.crc32) throw new FaultError("damaged");
      return content;
    };
    return ok({ read });
  } catch (error) {
    return refuse(error instanceof FaultError ? error.fault : "damaged");
  }
}
