import { fileTypeFromBuffer } from "file-type";
import { readReference } from "~/features/reference/queries.server";
import { templateReferences, textsOf, getTemplateVersion } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { Fillable, FileMark, FileRefusal, FilledFile, ImportPlan } from "../model";
import { MAX_FILE_BYTES } from "../model";
import { planOf } from "../model/plan";
import { readSheetForm } from "./sheets.server";
import { findTarget } from "./target.server";
import { readWordForm } from "./word.server";

/** A file held against a report, with the report's texts for those who read it. */
export type HeldFile = { plan: ImportPlan; texts: Readonly<Record<string, string>>; mark: FileMark };

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Reads a filled-in form and says what it would change in a report; changes nothing. Which kind of file it is its content
 * says. Refuses `import.*` for a file that is not read at all (its code is one of `FILE_REFUSALS`), and all that writing the report refuses.
 */
export async function holdFile(ctx: UserCtx, reportId: string, bytes: Uint8Array): Promise<Result<HeldFile, Refusal>> {
  const found = await findTarget(ctx, reportId);
  if (!found.ok) return found;
  const target = found.value;
  if (bytes.byteLength > MAX_FILE_BYTES) return refuse({ code: "import.too_large" });
  let madeFrom: Fillable | null = null;
  const formOf = async (mark: FileMark): Promise<Fillable | null> => (madeFrom = mark.template === target.template ? await formOfMark(ctx, mark) : null);
  const read = await readAny(bytes, formOf);
  if (!read.ok) return refuse({ code: `import.${read.error}` });
  const plan = planOf(read.value, madeFrom!, target);
  const codes = new Set(plan.items.map(({ question }) => question.code));
  const texts = Object.entries(target.texts).filter(([key]) => codes.has(key.split(".")[0]!) || /^(?:reference|scale|trend)\./.test(key));
  return ok({ plan, texts: Object.fromEntries(texts), mark: read.value.mark });
}

async function readAny(bytes: Uint8Array, formOf: (mark: FileMark) => Promise<Fillable | null>): Promise<Result<FilledFile, FileRefusal>> {
  const type = await fileTypeFromBuffer(bytes);
  return type?.mime === WORKBOOK ? readSheetForm(bytes, formOf) : readWordForm(bytes, formOf);
}

/** The form a mark names, as it asked when the file was made; null when the portal never had it. */
async function formOfMark(ctx: UserCtx, mark: FileMark): Promise<Fillable | null> {
  const row = await ctx.db.templateVersion.findFirst({
    where: { template: mark.template, version: mark.version, state: { not: "draft" } },
    orderBy: { cycle: { position: "desc" } },
    select: { id: true },
  });
  if (!row) return null;
  const version = await getTemplateVersion(ctx.db, row.id);
  const reference = await readReference(ctx.db);
  const texts = textsOf(version, reference, mark.language);
  return { mark, title: "", subject: "", definition: version.definition, references: templateReferences(reference), texts, pages: [] };
}
