import type { Language } from "~/lib/languages";
import type { RawRequest } from "../../support/edge";
import type { BadRequest, Ground } from "./cases";

const BOUNDARY = "----portal-test";
type Part = { name: string; filename?: string; type?: string; content: string | Buffer };

/** A multipart body as a browser builds it. */
export function multipart(parts: Part[], boundary = BOUNDARY): Buffer {
  const pieces = parts.flatMap(({ name, filename, type, content }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? "" : `; filename="${filename}"`}\r\n${type ? `Content-Type: ${type}\r\n` : ""}\r\n`,
    ),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

const MULTIPART = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
const PDF = "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";
const place = (question = "I1", field = "annexes", row = ""): Part[] => [
  { name: "question", content: question },
  { name: "field", content: field },
  { name: "row", content: row },
];
const fileOf = (content: string | Buffer, filename = "annex.pdf", type = "application/pdf"): Part => ({ name: "file", filename, type, content });

const upload =
  (body: Buffer | string, headers: Record<string, string> = MULTIPART, report: (ground: Ground) => string = ({ blank }) => blank) =>
  (ground: Ground, language: Language): RawRequest => ({
    method: "POST",
    path: `/api/v1/reports/${report(ground)}/files?lang=${language}`,
    headers: { ...ground.program, ...headers },
    body,
  });

/** A zip archive with one stored entry, as office files are. */
function zipOf(name: string, content: string): Buffer {
  const [title, data] = [Buffer.from(name), Buffer.from(content)];
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(title.length, 26);
  return Buffer.concat([local, title, data]);
}

/** Files that are not what may be attached, whatever they are called. */
const CONTENTS: [what: string, content: string | Buffer][] = [
  ["text", "hello"],
  ["HTML", "<!doctype html><script>alert(1)</script>"],
  ["HTML that goes on as PDF", `<script>alert(1)</script>${PDF}`],
  ["a script that goes on as PDF", `#!/bin/sh\nrm -rf /\n${PDF}`],
  ["a picture that goes on as PDF", Buffer.concat([Buffer.from("GIF89a"), Buffer.from(PDF)])],
  ["spaces before a PDF", `\n\n   ${PDF}`],
  ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ["XML", '<?xml version="1.0"?><x/>'],
  ["a program for Windows", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)])],
  ["a program for Linux", Buffer.concat([Buffer.from([0x7f]), Buffer.from("ELF"), Buffer.alloc(200)])],
  ["a GIF", Buffer.concat([Buffer.from("GIF89a"), Buffer.alloc(100)])],
  ["an archive", zipOf("evil.exe", "MZ")],
  ["an archive that leaves its folder", zipOf("../../../etc/passwd", "root")],
  ["a gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0])],
  ["nulls", Buffer.alloc(5_000)],
  ["a Java class", Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52])],
  ["an old Word file", Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])],
  ["RTF", "{\\rtf1 hello}"],
  ["PostScript", "%!PS-Adobe-3.0"],
];

export const uploads: BadRequest[] = [
  ...CONTENTS.map(([what, content]): BadRequest => ({
    what: `an upload of ${what}`,
    make: upload(multipart([...place(), fileOf(content)])),
    status: [415],
    codes: ["file.type_not_allowed"],
  })),
  { what: "an empty file", make: upload(multipart([...place(), fileOf("")])), codes: ["file.empty", "request.invalid"] },
  {
    what: "a file over the limit of its question",
    make: upload(multipart([...place(), fileOf(Buffer.concat([Buffer.from(PDF), Buffer.alloc(10_100_000)]))])),
    status: [413],
    codes: ["file.too_large"],
  },
  { what: "a file over every limit", make: upload(multipart([...place(), fileOf(Buffer.alloc(11_200_000))])), status: [413], codes: ["request.too_large"] },
  ...(
    [
      ["no such question", place("Z9")],
      ["a question without files", place("B1", "value")],
      ["a field without files", place("I1", "official")],
      ["no such field", place("I1", "__proto__")],
      ["a row there is not", place("I1", "annexes", "C5")],
      ["a question too long", place("I".repeat(41))],
      ["a question with a NUL", place("I1\0")],
      ["a row with a NUL", place("I1", "annexes", "\0")],
      ["no place at all", []],
    ] as [string, Part[]][]
  ).map(([what, parts]): BadRequest => ({ what: `an upload to ${what}`, make: upload(multipart([...parts, fileOf(PDF)])) })),
  { what: "a file that is a text field", make: upload(multipart([...place(), { name: "file", content: PDF }])) },
  { what: "no file", make: upload(multipart(place())) },
  { what: "an upload that is no multipart", make: upload(PDF, { "content-type": "application/pdf" }) },
  { what: "an upload in a form", make: upload("question=I1&field=annexes&file=x", { "content-type": "application/x-www-form-urlencoded" }) },
  { what: "an upload without a type", make: upload(multipart([...place(), fileOf(PDF)]), {}) },
  { what: "a multipart without its boundary", make: upload(multipart([...place(), fileOf(PDF)]), { "content-type": "multipart/form-data" }) },
  { what: "a multipart with another boundary", make: upload(multipart([...place(), fileOf(PDF)], "other")) },
  { what: "a multipart that stops half-way", make: upload(multipart([...place(), fileOf(PDF)]).subarray(0, 300)) },
  { what: "a multipart of headers alone", make: upload(`--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\n--${BOUNDARY}--`) },
  { what: "a part with a header without end", make: upload(`--${BOUNDARY}\r\nX: ${"x".repeat(100_000)}\r\n\r\n--${BOUNDARY}--`) },
  {
    what: "an upload to another party's report",
    make: upload(multipart([...place(), fileOf(PDF)]), MULTIPART, ({ foreign }) => foreign),
    status: [404],
    codes: ["report.not_found"],
  },
  { what: "an upload to no report", make: upload(multipart([...place(), fileOf(PDF)]), MULTIPART, () => "..%2f..%2f"), status: [404] },
];
