import sax, { type QualifiedTag } from "sax";
import { FaultError } from "./package.server";

/** Parts of a document as trees of elements. A part with a document type, and so with entities of its own, is not read. */

/** `name` has the usual prefix of its namespace (`w:p`), whatever prefix the file gives it; of a namespace that is not needed it is `?:` and the local name. */
export type Element = { name: string; attributes: Readonly<Record<string, string>>; children: (Element | string)[] };

const WORD = "w";
const PREFIXES: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": WORD,
  "http://purl.oclc.org/ooxml/wordprocessingml/main": WORD,
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
  "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "cp",
  "http://purl.oclc.org/ooxml/officeDocument/customProperties": "cp",
};

/** How deep elements may stand in each other, and how many there may be in a part. */
const [DEEPEST, MOST] = [200, 1_000_000];

const nameOf = (uri: string, local: string): string => (uri === "" ? local : `${PREFIXES[uri] ?? "?"}:${local}`);

/** Reads a part. Throws a `FaultError`: `damaged` where it is not well-formed, `too_large` beyond the limits. */
export function parsePart(bytes: Uint8Array): Element {
  const root: Element = { name: "", attributes: {}, children: [] };
  const open: Element[] = [root];
  let count = 0;
  const parser = sax.parser(true, { xmlns: true, position: false });
  parser.ondoctype = parser.onerror = () => {
    throw new FaultError("damaged");
  };
  parser.onopentag = (tag) => {
    const { uri, local, attributes } = tag as QualifiedTag;
    count += 1 + Object.keys(attributes).length;
    if (open.length === 1 && elementsIn(root).length > 0) throw new FaultError("damaged");
    if (count > MOST || open.length > DEEPEST) throw new FaultError("too_large");
    const own = Object.fromEntries(Object.values(attributes).map((attribute) => [nameOf(attribute.uri, attribute.local), attribute.value]));
    const element: Element = { name: nameOf(uri, local), attributes: own, children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = parser.oncdata = (value) => void open.at(-1)!.children.push(value);
  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch (error) {
    throw error instanceof FaultError ? error : new FaultError("damaged");
  }
  return root;
}

/** The elements among the children of one. */
export const elementsIn = (element: Element): Element[] => element.children.filter((child): child is Element => typeof child !== "string");
/** The first child of this name. */
export const childOf = (element: Element | undefined, name: string): Element | undefined => element && elementsIn(element).find((child) => child.name === name);
/** The `w:val` of the first child of this name. */
export const valueOf = (element: Element | undefined, name: string): string | undefined => childOf(element, name)?.attributes["w:val"];
/** Is a property on: there, and not turned off? */
export const isOn = (element: Element | undefined, name: string): boolean => {
  const property = childOf(element, name);
  return property !== undefined && !["0", "false", "off", "none"].includes(property.attributes["w:val"] ?? "1");
};
/** All text in an element, whatever holds it. */
export const contentOf = (element: Element): string => element.children.map((child) => (typeof child === "string" ? child : contentOf(child))).join("");
/** Is one of these anywhere in an element, itself too? */
export const holds = (element: Element, names: ReadonlySet<string>): boolean =>
  names.has(element.name) || elementsIn(element).some((child) => holds(child, names));

/** Elements of these names, not looked for inside each other or inside what is in the way. */
export function findAll(element: Element, names: ReadonlySet<string>, except: ReadonlySet<string> = new Set()): Element[] {
  return elementsIn(element).flatMap((child) => {
    if (names.has(child.name)) return [child];
    return except.has(child.name) ? [] : findAll(child, names, except);
  });
}
