import { createHash } from "node:crypto";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { escaped } from "~/lib/xml";
import type { Ctx } from "~/platform/context.server";
import { XML } from "~/platform/sheets/markup.server";
import { zipOf, type Part } from "~/platform/sheets/zip.server";
import { standingMarks } from "../model/units";
import { readSight, type Sight } from "./sight.server";
import { linesOf } from "./codebook.server";
import { findCoded, type CodedMark, type CodedSource } from "./coded.server";

/** The codebook and what was coded as a project of the REFI-QDA standard 1.5 (`.qdpx`), which programs for qualitative analysis exchange. */

const NAMESPACE = "urn:QDA-XML:project:1.0";
/** The standard counts code points; a sign outside of the first plane is two units of a string. */
const codePoints = (text: string, end: number): number => [...text.slice(0, end)].length;

/** An id that is the same for the same thing whenever the project is made. */
function guidOf(thing: string): string {
  const hex = createHash("sha256").update(thing).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

/** Signs XML 1.0 has no way to say. */
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const words = (text: string): string => escaped(text.replace(UNSAYABLE, " "));
const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${words(String(value)).replace(/[\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`)
    .join("");
const moment = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** An element around others; the standard knows none that are empty. */
const around = (name: string, inside: string): string => inside && `<${name}>${inside}</${name}>`;

type Source = { guid: string; path: string; name: string; text: string; marks: CodedMark[] };

/** Each text that has something coded in it is a source of its own. */
const sourcesOf = (answers: readonly CodedSource[], { sees }: Sight): Source[] =>
  answers.flatMap((answer) => {
    const standing = standingMarks(answer.coded).filter(({ coder }) => sees({ hash: answer.hash, coderId: coder }));
    return answer.texts.flatMap(({ place, text }): Source[] => {
      const marks = standing.filter((mark) => mark.place === place);
      const guid = guidOf(`${answer.hash} ${place}`);
      const name = [answer.symbol, answer.question, answer.row, place].filter(Boolean).join(" ");
      return marks.length > 0 ? [{ guid, path: `${guid}.txt`, name, text, marks }] : [];
    });
  });

type Branch = { id: string; name: string; definition: string; depth: number };

/** Codes nested as they stand under each other, from the list of their tree. */
function codesXml(lines: readonly Branch[]): string {
  let xml = "";
  lines.forEach(({ id, name, definition, depth }, index) => {
    xml += `<Code${attributes({ guid: id, name, isCodable: "true" })}>${definition && `<Description>${words(definition)}</Description>`}`;
    xml += "</Code>".repeat(depth - (lines[index + 1]?.depth ?? 0) + 1);
  });
  return xml;
}

function sourceXml({ guid, path, name, text, marks }: Source): string {
  const selections = marks.map(({ id, start, end, quote, coder, at, code }) => {
    const made = { creatingUser: coder, creationDateTime: moment(at) };
    const place = { startPosition: codePoints(text, start), endPosition: codePoints(text, end) };
    const coding = `<Coding${attributes({ guid: guidOf(`coding ${id}`), ...made })}><CodeRef${attributes({ targetGUID: code })}/></Coding>`;
    return `<PlainTextSelection${attributes({ guid: id, name: quote.slice(0, 80), ...place, ...made })}>${coding}</PlainTextSelection>`;
  });
  return `<TextSource${attributes({ guid, name, plainTextPath: `internal://${path}` })}>${selections.join("")}</TextSource>`;
}

/** A project as a file: its pieces, and its name without the ending. */
export type ProjectFile = { name: string; chunks: AsyncGenerator<Uint8Array, void> };

/**
 * The project of the cycle that is read across: everybody who coded, the codebook in the reader's language, and what stands, as far as
 * the reader sees it, without confidential answers. Refuses `coding.not_found` where no cycle has begun, and to those who do not read at the desk.
 */
export async function projectFile(ctx: Ctx): Promise<Result<ProjectFile, Refusal>> {
  const found = await findCoded(ctx);
  if (!found) return refuse({ code: "coding.not_found" });
  const sources = sourcesOf(
    found.answers.filter(({ confidential }) => !confidential),
    await readSight(ctx, found.cycle.id),
  );
  const users = new Map(sources.flatMap(({ marks }) => marks.map(({ coder, coderName }) => [coder, coderName] as const)));
  const made = ctx.now();
  const name = `coding-${found.cycle.code}`;
  const xml =
    `${XML}<Project xmlns="${NAMESPACE}"${attributes({ name, origin: new URL(ctx.origin).host, creationDateTime: moment(made) })}>` +
    around("Users", [...users].map(([guid, person]) => `<User${attributes({ guid, name: person })}/>`).join("")) +
    around("CodeBook", around("Codes", codesXml(linesOf(found.codes, ctx.language)))) +
    around("Sources", sources.map(sourceXml).join("")) +
    "</Project>";
  async function* parts(): AsyncGenerator<Part, void> {
    yield await Promise.resolve({ path: "project.qde", chunks: [xml] });
    for (const { path, text } of sources) yield { path: `sources/${path}`, chunks: [text] };
  }
  return ok({ name, chunks: zipOf(parts(), made) });
}
