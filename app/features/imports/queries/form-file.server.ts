import type { Ctx } from "~/platform/context.server";
import { FILE_TYPES, type FileFormat, type Fillable } from "../model";
import { sheetForm } from "./sheets.server";
import { wordForm } from "./word.server";

/** A form as a file to take away, under the name of its template, its language and the day. */
export async function formFile({ now }: Pick<Ctx, "now">, form: Fillable, format: FileFormat): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const { template, language } = form.mark;
  const bytes = await (format === "docx" ? wordForm(form) : sheetForm(form));
  return { name: `${template}-form-${language}-${now().toISOString().slice(0, 10)}.${format}`, type: FILE_TYPES[format], bytes };
}
