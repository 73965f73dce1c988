import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { MEGABYTE } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** What may be attached: known by content, not by name. Office files are zip archives whose parts name their kind. */
const ALLOWED = new Map([
  ["application/pdf", "pdf"],
  ["image/png", "png"],
  ["image/jpeg", "jpg"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"],
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
]);
/** What a letter comes as: a document, or a picture of one. */
export const LETTERS: readonly string[] = ["pdf", "png", "jpg", "docx"];
const MAX_NAME = 150;

type Given = { name: string; content: Uint8Array };
/** `megabytes`: the most it may be; `extensions`: fewer kinds than may be attached at all. */
type Limits = { megabytes?: number; extensions?: readonly string[] };

/** The type of a file by its content, and a name it can keep. Refuses `file.empty`, `file.too_large`, `file.type_not_allowed`. */
export async function acceptFile({ name, content }: Given, { megabytes, extensions }: Limits): Promise<Result<{ type: string; name: string }, Refusal>> {
  if (content.byteLength === 0) return refuse({ code: "file.empty" });
  if (megabytes && content.byteLength > megabytes * MEGABYTE) return refuse({ code: "file.too_large", params: { limit: megabytes } });
  const sniffed = await fileTypeFromBuffer(content);
  const extension = sniffed && ALLOWED.get(sniffed.mime);
  if (!extension || (extensions && !extensions.includes(extension)) || !startsAsItself(content, sniffed.mime)) return refuse({ code: "file.type_not_allowed" });
  return ok({ type: sniffed.mime, name: safeName(name, extension) });
}

/** A PDF may carry anything before its header, so a file that is two things at once would pass by sniffing alone. */
const startsAsItself = (content: Uint8Array, mime: string): boolean =>
  mime !== "application/pdf" || Buffer.from(content.subarray(0, 5)).toString("latin1") === "%PDF-";

/** The author's file name without paths and control characters, with the extension of what it really is. */
function safeName(name: string, extension: string): string {
  const base = name
    .normalize("NFC")
    .split(/[/\\]/)
    .pop()!
    .replace(/[\p{C}<>:"|?*]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  const stem = base.toLowerCase().endsWith(`.${extension}`) ? base.slice(0, -extension.length - 1) : base.replace(/\.[A-Za-z0-9]{1,5}$/, "");
  return `${[...(stem || createHash("sha256").update(name).digest("hex").slice(0, 8))].slice(0, MAX_NAME).join("")}.${extension}`;
}
