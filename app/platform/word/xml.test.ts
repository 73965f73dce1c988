import { expect, test } from "vitest";
import { FaultError } from "./package.server";
import { parsePart } from "./xml.server";

const bytes = (xml: string) => new TextEncoder().encode(xml);
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

test("elements have the usual prefix, whatever the file calls it", () => {
  const [root] = parsePart(bytes(`<x:p xmlns:x="${WORD}" x:val="1" plain="2"><y xmlns="urn:other"/>t</x:p>`)).children;
  expect(root).toEqual({
    name: "w:p",
    attributes: { "w:val": "1", plain: "2", "?:x": WORD },
    children: [{ name: "?:y", attributes: expect.anything() as object, children: [] }, "t"],
  });
});

test.each([
  ["a type of its own", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "damaged"],
  ["an entity nobody knows", "<a>&e;</a>", "damaged"],
  ["an open end", "<a><b></a>", "damaged"],
  ["two roots", "<a/><b/>", "damaged"],
  ["more depth than a document has", `${"<a>".repeat(300)}${"</a>".repeat(300)}`, "too_large"],
  ["more elements than a document has", `<a>${"<b/>".repeat(1_000_001)}</a>`, "too_large"],
])("%s is not read", (_, xml, fault) => {
  expect(() => parsePart(bytes(xml))).toThrow(new FaultError(fault as "damaged"));
});

test("bytes that are no text are not read", () => {
  expect(() => parsePart(new Uint8Array([0x3c, 0xff, 0xfe]))).toThrow(new FaultError("damaged"));
});
