import { createHash, randomUUID } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import type { Saved } from "~/features/saves/commands.server";
import { asFiles, asRow, fieldsOf, withFile, type FileRef, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { findQuestion } from "~/features/templates/model/visibility";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { readReference } from "~/features/reference/queries.server";
import { MEGABYTE } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { FileStore } from "~/platform/files/store.server";
import { canReport, whyNotWritten } from "../policy";
import { findPart, lockForWriting, seesOf, subjectOf } from "../queries/load.server";
import { saveAnswers } from "./save-answers.server";

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
const MAX_NAME = 150;

export type AttachFile = { reportId: string; question: string; row: string; field: string; name: string; content: Uint8Array };

/**
 * Keeps a file by its content's SHA-256 and adds it to the answer in one further revision (history: `upload`). The same
 * file twice is one file. Refuses `file.*` by content, size and number, and as saving does.
 */
export async function attachFile(ctx: UserCtx, files: FileStore, input: AttachFile): Promise<Result<{ file: FileRef; saved: Saved }, Refusal>> {
  const found = await findPart(ctx, ctx.db, input.reportId);
  if (!found.ok) return found;
  const row = found.value;
  const subject = subjectOf(row, ctx.now());
  if (!canReport(ctx.actor, "write", subject)) return refuse(whyNotWritten(ctx.actor, subject));
  const { definition } = await getTemplateVersion(ctx.db, row.templateVersionId);
  const question = findQuestion(definition, input.question, input.row, templateReferences(await readReference(ctx.db)));
  const field = question && fieldsOf(question).find(({ id, kind }) => id === input.field && kind === "file");
  const isSeen = (await seesOf(ctx.db, row))(input);
  if (!isSeen || !question || !field || question.kind === "table" || question.kind === "matrix")
    return refuse({ code: "question.unknown", params: { question: input.question } });
  const type = await acceptedType(input.content, field);
  if (!type.ok) return type;

  const sha256 = await files.put(input.content);
  const file: FileRef = { sha256, name: safeName(input.name, ALLOWED.get(type.value)!), size: input.content.byteLength };
  const known = await ctx.db.attachment.findFirst({
    where: { reportId: row.id, question: input.question, row: input.row, field: input.field, sha256 },
    select: { id: true },
  });
  if (!known) {
    const kept = await ctx.db.$transaction(async (tx): Promise<Result<null, Refusal>> => {
      const locked = await lockForWriting(ctx, tx, row.id, findPart);
      if (!locked.ok) return locked;
      await tx.storedFile.upsert({ where: { sha256 }, create: { sha256, size: file.size, type: type.value }, update: {} });
      const { reportId, question: code, row: repeat, field: fieldId } = input;
      await tx.attachment.create({
        data: { reportId, question: code, row: repeat, field: fieldId, sha256, name: file.name, addedById: ctx.actor.id, addedAt: ctx.now() },
      });
      await recordEvent(tx, ctx, {
        type: "report.file_added",
        subject: `report:${row.id}`,
        data: { question: code, row: repeat, sha256, name: file.name, size: file.size },
      });
      return ok(null);
    });
    if (!kept.ok) return kept;
  }
  return addToAnswer(ctx, input, question, field, file);
}

/** Adds the file to the answer as it stands; when somebody saves in between, once more on theirs: a list takes both. */
async function addToAnswer(
  ctx: UserCtx,
  input: AttachFile,
  question: FormQuestion,
  field: Field,
  file: FileRef,
): Promise<Result<{ file: FileRef; saved: Saved }, Refusal>> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ctx.db.answer.findUnique({ where: { reportId_question_row: { reportId: input.reportId, question: input.question, row: input.row } } });
    const list = asFiles(question.kind === "single" ? answer?.value : asRow(answer?.value)[field.id]).filter(({ sha256 }) => sha256 !== file.sha256);
    if (list.length >= (field.atMost ?? Infinity)) return refuse({ code: "file.too_many", params: { limit: field.atMost ?? 0 } });
    const operation = {
      opId: randomUUID(),
      question: input.question,
      row: input.row,
      baseRevision: answer?.revision ?? 0,
      value: withFile(question, field.id, answer?.value, file) as never,
      lang: answer?.language as Language | undefined,
      confidential: answer?.confidential ?? false,
    };
    const saved = await saveAnswers(ctx, { reportId: input.reportId, via: "upload", operations: [operation] });
    if (!saved.ok) return saved;
    const [result] = saved.value;
    if (result!.ok) return ok({ file, saved: result!.value });
    if (result!.error.code !== "answer.conflict" || attempt === 3) return result!;
  }
}

async function acceptedType(content: Uint8Array, field: Field): Promise<Result<string, Refusal>> {
  if (content.byteLength === 0) return refuse({ code: "file.empty" });
  if (field.megabytes && content.byteLength > field.megabytes * MEGABYTE) return refuse({ code: "file.too_large", params: { limit: field.megabytes } });
  const sniffed = await fileTypeFromBuffer(content);
  if (!sniffed || !ALLOWED.has(sniffed.mime) || !startsAsItself(content, sniffed.mime)) return refuse({ code: "file.type_not_allowed" });
  return ok(sniffed.mime);
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
