import { z } from "zod";
import { attachFile } from "~/features/reports/commands/attach-file.server";
import { filePlaceSchema } from "~/features/reports/schema";
import { answer } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction } from "~/http/secured.server";

const fields = filePlaceSchema.extend({ file: z.instanceof(File) });

/** `POST /api/v1/reports/:id/files` (multipart: question, row, field, file): keeps a file and adds it to the answer. */
export const action = securedAction({ params: z.object({ id: z.string() }), can: "reports.write" }, async ({ params, ctx, request, world }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const form = await request.formData().catch(() => null);
  const read = form && fields.safeParse(Object.fromEntries(form));
  if (!read?.success) return problem({ code: "request.invalid" }, ctx.language);
  const { file, ...place } = read.data;
  return answer(
    await attachFile(ctx, world.files, { reportId: params.id, ...place, name: file.name, content: new Uint8Array(await file.arrayBuffer()) }),
    ctx.language,
  );
});
