import { randomUUID } from "node:crypto";
import type { Saved } from "~/features/saves/commands.server";
import { asFiles, asRow, fieldsOf, withFile, type FileRef, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { findQuestion } from "~/features/templates/model/visibility";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { readReference } from "~/features/reference/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { acceptFile } from "~/platform/files/accept.server";
import type { FileStore } from "~/platform/files/store.server";
import { isOpenToWrite, lockedQuestion } from "../model";
import { canReport, whyNotWritten } from "../policy";
import { findPart, lockForWriting, readAnswersOf, seesOf, subjectOf, type SeenRow } from "../queries/load.server";
import { saveAnswers } from "./save-answers.server";

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
  if (!isOpenToWrite(row.reopened, input)) return refuse(lockedQuestion(input));
  const accepted = await acceptFile(input, field);
  if (!accepted.ok) return accepted;
  const { type, name } = accepted.value;

  const sha256 = await files.put(input.content);
  const file: FileRef = { sha256, name, size: input.content.byteLength };
  const known = await ctx.db.attachment.findFirst({
    where: { reportId: row.id, question: input.question, row: input.row, field: input.field, sha256 },
    select: { id: true },
  });
  if (!known) {
    const kept = await ctx.db.$transaction(async (tx): Promise<Result<null, Refusal>> => {
      const locked = await lockForWriting(ctx, tx, row.id, findPart);
      if (!locked.ok) return locked;
      if (!isOpenToWrite(locked.value.reopened, input)) return refuse(lockedQuestion(input));
      await tx.storedFile.upsert({ where: { sha256 }, create: { sha256, size: file.size, type }, update: {} });
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
  return addToAnswer(ctx, row, input, question, field, file);
}

/** Adds the file to the answer as it stands; when somebody saves in between, once more on theirs: a list takes both. */
async function addToAnswer(
  ctx: UserCtx,
  row: SeenRow,
  input: AttachFile,
  question: FormQuestion,
  field: Field,
  file: FileRef,
): Promise<Result<{ file: FileRef; saved: Saved }, Refusal>> {
  for (let attempt = 0; ; attempt++) {
    const [answer] = await readAnswersOf(ctx, ctx.db, row, { question: input.question, row: input.row });
    const list = asFiles(question.kind === "single" ? answer?.value : asRow(answer?.value)[field.id]).filter(({ sha256 }) => sha256 !== file.sha256);
    if (list.length >= (field.atMost ?? Infinity)) return refuse({ code: "file.too_many", params: { limit: field.atMost ?? 0 } });
    const operation = {
      opId: randomUUID(),
      question: input.question,
      row: input.row,
      baseRevision: answer?.revision ?? 0,
      value: withFile(question, field.id, answer?.value, file) as never,
      lang: answer?.language,
      confidential: answer?.confidential ?? false,
    };
    const saved = await saveAnswers(ctx, { reportId: input.reportId, via: "upload", operations: [operation] });
    if (!saved.ok) return saved;
    const [result] = saved.value;
    if (result!.ok) return ok({ file, saved: result!.value });
    if (result!.error.code !== "answer.conflict" || attempt === 3) return result!;
  }
}
