import { z } from "zod";
import { importFile } from "~/features/imports/commands/take.server";
import { importQuery } from "~/features/imports/schema";
import { json, readQuery } from "~/http/api.server";
import { problem, problemBody } from "~/http/problem.server";
import { securedAction } from "~/http/secured.server";

const fields = z.object({ file: z.instanceof(File) });

/** `POST /api/v1/reports/:id/import` (multipart: file): a filled-in form. Compares, and takes answers where `take` says so. */
export const action = securedAction({ params: z.object({ id: z.string() }), can: "reports.write" }, async ({ params, ctx, request }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const asked = readQuery(request, importQuery);
  if (!asked.ok) return problem(asked.error, ctx.language);
  const form = await request.formData().catch(() => null);
  const read = form && fields.safeParse(Object.fromEntries(form));
  if (!read?.success) return problem({ code: "request.invalid" }, ctx.language);
  const bytes = new Uint8Array(await read.data.file.arrayBuffer());
  const imported = await importFile(ctx, params.id, { bytes, take: asked.value.take });
  if (!imported.ok) return problem(imported.error, ctx.language);
  const { items, ...held } = imported.value;
  return json({
    ...held,
    items: items.map(({ question, refusal, ...item }) => ({
      ...item,
      question: question.code,
      ...(refusal && { refusal: problemBody(refusal, ctx.language) }),
    })),
  });
});
