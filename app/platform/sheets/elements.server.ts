import { setImmediate as othersTurn } from "node:timers/promises";
import type { SAXParser } from "sax";

/** XML as it is read: elements by their local names, without anything a document may declare for itself. */

export type Attributes = Readonly<Record<string, string>>;
/** What is done with elements and the text in them. Texts come in pieces. */
export type Handlers = { open: (name: string, attributes: Attributes) => void; close?: (name: string) => void; text?: (text: string) => void };

/** So many units are read before others have their turn: some twenty milliseconds. */
const TURN = 262_144;
/** Deeper than any part of a workbook. */
const MAX_DEPTH = 64;
const local = (name: string): string => name.slice(name.indexOf(":") + 1);

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/** Reads a document. Attributes have their local names too. Throws for what is not well-formed, for a document type, and for what a handler throws. */
export async function readElements(bytes: Uint8Array, handlers: Handlers): Promise<void> {
  const { default: sax } = await import("sax");
  const parser: SAXParser = sax.parser(true);
  let depth = 0;
  parser.onerror = (error) => {
    throw error;
  };
  parser.ondoctype = () => {
    throw new Error("a document type");
  };
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new Error("elements too deep");
    handlers.open(local(name), Object.fromEntries(Object.entries(attributes).map(([key, value]) => [local(key), String(value)])));
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    handlers.close?.(local(name));
  };
  parser.ontext = parser.oncdata = (text) => handlers.text?.(text);
  const text = decoded(bytes);
  for (let from = 0; from < text.length; from += TURN) {
    parser.write(text.slice(from, from + TURN));
    await othersTurn();
  }
  parser.close();
  if (depth !== 0) throw new Error("an element is not closed");
}
