import { readVersion } from "~/features/documents/queries/versions.server";
import { citableSymbols } from "~/features/publication/queries/published.server";
import { canonicalJson } from "~/lib/json";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import { ok, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { htmlOf } from "~/platform/html/html.server";
import { VERSION_TYPES, type PaperFile, type VersionFormat } from "../model";
import { versionAkoma } from "../model/version-akoma";
import { versionName, versionPaper, type VersionOptions, type VersionSource } from "../model/version-paper";
import { fileOfPages } from "./file.server";
import { wordsIn } from "./words.server";

/**
 * A frozen version as a file in its own language: pages, Akoma Ntoso, or its content as it was hashed. In pages no word is
 * said of an answer that is confidential by now. Refuses `document.not_found`, and for Word and PDF `paper.too_large` and
 * `paper.busy`.
 */
export async function fileOfVersion(ctx: Ctx, document: string, number: number, format: VersionFormat): Promise<Result<PaperFile, Refusal>> {
  const read = await readVersion(ctx, document, number);
  if (!read.ok) return read;
  const version = read.value;
  const name = versionName(version);
  const { language } = version.content;
  const file = (bytes: Uint8Array): Result<PaperFile, Refusal> => ok({ name: `${name}.${format}`, type: VERSION_TYPES[format], bytes });
  if (format === "json") return file(encoded(canonicalJson(version)));
  const cited = version.content.chapters.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ sentences }) => sentences.flatMap(({ evidence }) => evidence.map(({ symbol }) => symbol))),
  );
  const source: VersionSource = {
    version,
    published: await citableSymbols(ctx, [...new Set(cited)]),
    unsaid: await confidentialHashes(
      ctx,
      version.content.aside.map(({ hash }) => hash),
    ),
  };
  const options: VersionOptions = { words: wordsIn(language), now: ctx.now(), addressOf: (symbol) => ctx.origin + links.submission(language, symbol) };
  switch (format) {
    case "xml":
      return file(encoded(versionAkoma(source, options)));
    case "html":
      return file(htmlOf(versionPaper(source, options)));
    default:
      return fileOfPages({ name, paper: () => versionPaper(source, options) }, format);
  }
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Of these answers those that are confidential. */
async function confidentialHashes({ db }: Pick<Ctx, "db">, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await runSql<{ hash: string }>(db, sql`select distinct hash from submitted_answer where hash = any(${[...hashes]}) and confidential`);
  return new Set(rows.map(({ hash }) => hash));
}
