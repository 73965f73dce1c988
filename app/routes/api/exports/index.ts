import { askExport } from "~/features/exports/commands/ask.server";
import { getExport, listExports } from "~/features/exports/queries.server";
import { askExportSchema } from "~/features/exports/schema";
import { pageQuery } from "~/http/api-query";
import { answer, json, readJson, readQuery } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction, securedLoader } from "~/http/secured.server";

/** `GET /api/v1/exports`: the caller's exports, newest first. */
export const loader = securedLoader({ can: "exports.own" }, async ({ ctx, request }) => {
  const asked = readQuery(request, pageQuery);
  return asked.ok ? json(await listExports(ctx, asked.value)) : problem(asked.error, ctx.language);
});

/** `POST /api/v1/exports {format, …filters}`: asks for one; a job makes it. */
export const action = securedAction({ can: "exports.own" }, async ({ ctx, request, allows }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const read = await readJson(request, askExportSchema);
  if (!read.ok) return problem(read.error, ctx.language);
  const asked = await askExport(ctx, read.value, { desk: allows("desk.read") });
  return answer(asked.ok ? await getExport(ctx, asked.value.id) : asked, ctx.language, 202);
});
