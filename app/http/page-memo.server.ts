import { createHash } from "node:crypto";
import { serialize } from "node:v8";

/** What pages that are kept may take of memory: about a hundred of the largest. */
const MOST_BYTES = 16_000_000;

/** A page in parts; between them stand values that belong to one answer alone, by their number. */
type Kept = { parts: Buffer[]; slots: number[]; bytes: number };

/**
 * Pages as they were rendered, by all they were made of: the address, and the data of their loaders, which holds whose
 * page it is. Nothing else goes into a page but values made at random for one answer (its number, its nonce, the ids of
 * its saves): those are left out of both, and put in anew. So a page never has to be forgotten, only the oldest make room.
 */
export class PageMemo {
  private readonly pages = new Map<string, Kept>();
  private bytes = 0;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  /** The page kept under a key, with this answer's own values in it; null where there is none. */
  find(key: string, own: readonly string[]): Buffer<ArrayBuffer> | null {
    const kept = this.pages.get(key);
    if (!kept) return null;
    this.pages.delete(key);
    this.pages.set(key, kept);
    const values = own.map((value) => Buffer.from(value));
    return Buffer.concat(kept.parts.flatMap((part, index) => (index === 0 ? [part] : [values[kept.slots[index - 1]!]!, part])));
  }

  /** Keeps a page in which the answer's own values stand. One too large for what there is room for is not kept. */
  keep(key: string, own: readonly string[], page: Buffer): void {
    if (this.pages.has(key) || page.length > this.mostBytes / 4) return;
    const parts: Buffer[] = [];
    const slots: number[] = [];
    for (const [index, part] of page.toString().split(anyOf(own)).entries()) {
      if (index % 2 === 0) parts.push(Buffer.from(part));
      else slots.push(own.indexOf(part));
    }
    this.pages.set(key, { parts, slots, bytes: page.length });
    this.bytes += page.length;
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
    bytes = serialize(data);
  } catch {
    return null;
  }
  const numbers = new Map(own.map((value, index) => [value, `\0${index}\0`]));
  const shared = bytes.toString("latin1").replace(anyOf(own), (value) => numbers.get(value)!);
  return createHash("sha256").update(url).update("\0").update(shared, "latin1").digest("base64");
}

const anyOf = (values: readonly string[]): RegExp => new RegExp(`(${values.map((value) => value.replace(/[^\w-]/g, "\\$&")).join("|")})`, "g");
