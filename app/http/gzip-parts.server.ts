import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw) as (part: Buffer, options: object) => Promise<Buffer>;

/** How far back a compressor looks (RFC 1951). */
const WINDOW = 32_768;
/** No name, no time (RFC 1952). */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** The last block, with nothing in it. */
const END = Buffer.from([3, 0]);

/**
 * Compresses the parts of a text between which values of these lengths will stand, each with all that stands before it,
 * into blocks that `gzipOf` puts together. The values are taken for NULs, which no part may hold: so no part refers to them.
 */
export function deflateParts(parts: readonly Buffer[], lengths: readonly number[]): Promise<Buffer[]> {
  const whole = Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.alloc(lengths[index - 1]!), part])));
  let start = 0;
  return Promise.all(
    parts.map((part, index) => {
      if (index > 0) start += parts[index - 1]!.length + lengths[index - 1]!;
      const dictionary = whole.subarray(Math.max(0, start - WINDOW), start);
      return deflate(part, { level: 9, finishFlush: constants.Z_SYNC_FLUSH, ...(start > 0 && { dictionary }) });
    }),
  );
}

/** The parts with their values between them as one gzip file. `deflated` is what `deflateParts` made of the same parts and lengths. */
export function gzipOf(parts: readonly Buffer[], deflated: readonly Buffer[], values: readonly Buffer[]): Buffer {
  const pieces: Buffer[] = [HEADER];
  let [sum, size] = [0, 0];
  const add = (text: Buffer, ...blocks: Buffer[]): void => {
    pieces.push(...blocks);
    // Of nothing the library's sum is 0, not what it was before.
    if (text.length > 0) sum = crc32(text, sum);
    size += text.length;
  };
  for (const [index, block] of deflated.entries()) {
    if (index > 0) add(values[index - 1]!, ...stored(values[index - 1]!));
    add(parts[index]!, block);
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  return Buffer.concat([...pieces, END, trailer]);
}

/** A block of its own for a value of less than 64 KB, as it is (RFC 1951, 3.2.4). */
function stored(value: Buffer): [Buffer, Buffer] {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(value.length, 1);
  head.writeUInt16LE(~value.length & 0xffff, 3);
  return [head, value];
}
