import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from "fflate";

/** Files as they should never come back: cut, flipped, taken apart, and files that are something else. */

/** Numbers between 0 and 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const upTo = (random: Random, end: number): number => Math.floor(random() * end);

/** A document with its parts changed. */
export function repacked(bytes: Uint8Array, change: (parts: Unzipped) => void): Uint8Array {
  const parts = unzipSync(bytes);
  change(parts);
  return zipSync(parts);
}

const BODY = "word/document.xml";
/** A document with its body changed as text. */
export const withBody = (bytes: Uint8Array, change: (xml: string) => string): Uint8Array =>
  repacked(bytes, (parts) => void (parts[BODY] = strToU8(change(strFromU8(parts[BODY]!)))));

/** One of the matches of a pattern, changed. */
export function oneOf(xml: string, pattern: RegExp, random: Random, change: (match: string) => string): string {
  const found = [...xml.matchAll(pattern)];
  const match = found[upTo(random, found.length)]!;
  return xml.slice(0, match.index) + change(match[0]) + xml.slice(match.index + match[0].length);
}

const ROW = /<w:tr>(?:(?!<\/w:tr>).)*<\/w:tr>/gs;
const CONTROL = /<w:sdt><w:sdtPr><w:alias(?:(?!<\/w:sdt>).)*<\/w:sdt>/gs;
const CELL = /<w:tc>(?:(?!<\/w:tc>).)*<\/w:tc>/gs;
const RUN = /<w:r>(?:(?!<\/w:r>|w:vanish).)*<w:t [^>]*>[^<]+<\/w:t><\/w:r>(?=<\/w:sdtContent>)/gs;
const AUTHOR = 'w:id="9001" w:author="x" w:date="2026-01-01T00:00:00Z"';
const KEYS = /\[\[[A-Z][^\]]+\]\]/g;

const inBody =
  (pattern: RegExp, change: (match: string, random: Random) => string) =>
  (bytes: Uint8Array, random: Random): Uint8Array =>
    withBody(bytes, (xml) => oneOf(xml, pattern, random, (match) => change(match, random)));

const without =
  (name: string) =>
  (bytes: Uint8Array): Uint8Array =>
    repacked(bytes, (parts) => void delete parts[name]);

function flipped(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  for (let times = 0; times < 8; times++) copy[upTo(random, copy.length)]! ^= 1 << upTo(random, 8);
  return copy;
}

/** A compound file of Microsoft's that names a stream. */
export const compound = (stream: string): Uint8Array =>
  new Uint8Array(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), Buffer.from(stream, "utf16le")]));

/** What is done to a file, and what may come of it: refusals of the whole, problems of places, or `whole` where nothing is amiss. */
type Mangle = { mangle: (bytes: Uint8Array, random: Random) => Uint8Array; comesTo: string[] };

export const MANGLES: Readonly<Record<string, Mangle>> = {
  "cut short": { mangle: (bytes, random) => bytes.slice(0, upTo(random, bytes.length)), comesTo: ["damaged", "not_a_form"] },
  "with bits flipped": { mangle: flipped, comesTo: ["damaged", "not_a_form", "protected"] },
  "without its body": { mangle: without(BODY), comesTo: ["damaged"] },
  "without its styles": { mangle: without("word/styles.xml"), comesTo: ["whole"] },
  "without its properties": { mangle: without("docProps/custom.xml"), comesTo: ["not_a_form"] },
  "without its types": { mangle: without("[Content_Types].xml"), comesTo: ["not_a_form"] },
  "with its body cut": { mangle: (bytes, random) => withBody(bytes, (xml) => xml.slice(0, upTo(random, xml.length))), comesTo: ["damaged"] },
  "with a row twice": { mangle: inBody(ROW, (row) => row + row), comesTo: ["twice", "whole"] },
  "without a row": { mangle: inBody(ROW, () => ""), comesTo: ["missing", "structure", "whole"] },
  "without a control": { mangle: inBody(CONTROL, () => ""), comesTo: ["structure"] },
  "with a control twice": { mangle: inBody(CONTROL, (control) => control + control), comesTo: ["twice"] },
  "with a cell twice": { mangle: inBody(CELL, (cell) => cell + cell), comesTo: ["structure", "whole"] },
  "without a cell": { mangle: inBody(CELL, () => ""), comesTo: ["missing", "structure", "whole"] },
  "with something inserted": { mangle: inBody(RUN, (run) => `<w:ins ${AUTHOR}>${run}</w:ins>`), comesTo: ["tracked_changes"] },
  "with something deleted": {
    mangle: inBody(RUN, (run) => `<w:del ${AUTHOR}>${run.replaceAll("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")}</w:del>`),
    comesTo: ["tracked_changes"],
  },
  "with the keys of another row": { mangle: inBody(KEYS, () => "[[B/B1]]"), comesTo: ["twice", "structure", "missing"] },
  "with unknown keys": { mangle: inBody(KEYS, () => "[[X/X1|X/X2]]"), comesTo: ["structure", "missing"] },
  "with a row of somebody's own": {
    mangle: inBody(ROW, (row) => `${row}<w:tr><w:tc><w:p><w:r><w:t>mine</w:t></w:r></w:p></w:tc></w:tr>`),
    comesTo: ["structure"],
  },
  "with something written under a table": {
    mangle: inBody(/<w:pStyle w:val="Gap"\/><\/w:pPr>/g, (properties) => `${properties}<w:r><w:t>mine</w:t></w:r>`),
    comesTo: ["structure"],
  },
  "with a type of its own": {
    mangle: (bytes) => withBody(bytes, (xml) => xml.replace(/<w:document/, '<!DOCTYPE x [<!ENTITY e "e">]><w:document')),
    comesTo: ["damaged"],
  },
  "with a bomb for a body": { mangle: (bytes) => repacked(bytes, (parts) => void (parts[BODY] = new Uint8Array(60_000_000).fill(32))), comesTo: ["too_large"] },
  "with a macro": { mangle: (bytes) => repacked(bytes, (parts) => void (parts["word/vbaProject.bin"] = strToU8("x"))), comesTo: ["has_macros"] },
};
