import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import { byNumber } from "~/lib/known";
import { deflateParts, gzipOf } from "./gzip-parts.server";

/** What pages that are kept may take of memory: about a hundred of the largest. */
const MOST_BYTES = 16_000_000;

/** A page in parts; between them stand values that belong to one answer alone, by their number and their length. */
type Kept = { parts: Buffer[]; slots: { own: number; length: number }[]; bytes: number; deflated: Buffer[] | "awaited" | null };
/** A page to send, and how it is encoded. */
export type Found = { page: Buffer; encoding: "gzip" | null };

/**
 * Pages as they were rendered, by all they were made of: the address, and the data of their loaders, which holds whose
 * page it is. Nothing else goes into a page but values made at random for one answer (its number, its nonce, the ids of
 * its saves): those are left out of both, and put in anew. So a page never has to be forgotten, only the oldest make room.
 * One that is asked for again is compressed once, around those values.
 */
export class PageMemo {
  private readonly pages = new Map<string, Kept>();
  private bytes = 0;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  /** The page kept under a key, with this answer's own values in it; null where there is none. Compressed where that is wanted and done. */
  find(key: string, own: readonly string[], { gzip = false } = {}): Found | null {
    const kept = this.pages.get(key);
    if (!kept) return null;
    const { parts, slots, deflated } = kept;
    const values = slots.map((slot) => Buffer.from(own[slot.own] ?? ""));
    if (slots.some(({ length }, index) => values[index]!.length !== length)) return null;
    this.pages.delete(key);
    this.pages.set(key, kept);
    if (gzip && deflated === null) void this.compress(key, kept);
    if (gzip && Array.isArray(deflated)) return { page: gzipOf(parts, deflated, values), encoding: "gzip" };
    return { page: Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [values[index - 1]!, part]))), encoding: null };
  }

  /** Keeps a page in which the answer's own values stand. One too large for what there is room for is not kept. */
  keep(key: string, own: readonly string[], page: Buffer): void {
    if (this.pages.has(key) || page.length > this.mostBytes / 4) return;
    const kept: Kept = { parts: [], slots: [], bytes: page.length, deflated: null };
    for (const [index, part] of page.toString().split(anyOf(own)).entries()) {
      if (index % 2 === 0) kept.parts.push(Buffer.from(part));
      else kept.slots.push({ own: own.indexOf(part), length: Buffer.byteLength(part) });
    }
    this.pages.set(key, kept);
    this.makeRoom(page.length);
  }

  private async compress(key: string, kept: Kept): Promise<void> {
    if (kept.parts.some((part) => part.includes(0))) return;
    kept.deflated = "awaited";
    const { parts, slots } = kept;
    kept.deflated = await deflateParts(
      parts,
      slots.map(({ length }) => length),
    );
    if (this.pages.get(key) !== kept) return;
    const more = kept.deflated.reduce((sum, { length }) => sum + length, 0);
    kept.bytes += more;
    this.makeRoom(more);
  }

  private makeRoom(more: number): void {
    this.bytes += more;
    for (const [oldest, { bytes }] of this.pages) {
      if (this.bytes <= this.mostBytes) break;
      this.pages.delete(oldest);
      this.bytes -= bytes;
    }
  }
}

/** The key of a page; null where its data holds what cannot be compared (a promise). `own`: the answer's own values, none of them empty. */
export function pageKey(url: string, data: unknown, own: readonly string[]): string | null {
  let bytes: Buffer;
  try {
    bytes = serialize(byNumber(data));
  } catch {
    return null;
  }
  const numbers = new Map(own.map((value, index) => [value, `\0${index}\0`]));
  const shared = bytes.toString("latin1").replace(anyOf(own), (value) => numbers.get(value)!);
  return createHash("sha256").update(url).update("\0").update(shared, "latin1").digest("base64");
}

const anyOf = (values: readonly string[]): RegExp => new RegExp(`(${values.map((value) => value.replace(/[^\w-]/g, "\\$&")).join("|")})`, "g");
