import { strFromU8, unzipSync } from "fflate";

/** Word documents as they are read in tests. */

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };

/** A part of a document by its name. */
export const partOf = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name]!);

/** The text of a piece of it. */
export const textIn = (xml: string): string =>
  [...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(?:br|tab)\/>/g)]
    .map((match) => (match[1] ?? " ").replace(/&\w+;/g, (name) => ENTITIES[name] ?? name))
    .join("");

/** Its paragraphs, those of tables too. */
export const paragraphsIn = (xml: string): string[] => xml.match(/<w:p(?:\s[^>]*)?>(?:(?!<w:p[\s>]).)*?<\/w:p>/gs) ?? [];

/** All words of a document, a paragraph a line: of its body, and of what stands over and under its pages. */
export function wordsOfDocument(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name));
  return parts.flatMap(([, part]) => paragraphsIn(strFromU8(part)).map(textIn)).join("\n");
}
