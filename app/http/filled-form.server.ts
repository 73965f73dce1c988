import { formQuery } from "~/features/imports/schema";
import type { Fillable } from "~/features/imports/model";
import { formFile } from "~/features/imports/queries/form-file.server";
import type { Refusal } from "~/lib/refusal";
import type { Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { readQuery } from "./api.server";
import { downloadOf } from "./download.server";
import { problem } from "./problem.server";

/** Reads which form is asked for, and answers with it as a download; `page` narrows a report's form. */
export async function answerWithForm(ctx: Ctx, request: Request, formOf: (wanted: { page?: string }) => Promise<Result<Fillable, Refusal>>): Promise<Response> {
  const asked = readQuery(request, formQuery);
  if (!asked.ok) return problem(asked.error, ctx.language);
  const form = await formOf({ page: asked.value.page });
  return form.ok ? downloadOf(await formFile(ctx, form.value, asked.value.format)) : problem(form.error, ctx.language);
}
