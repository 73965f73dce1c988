import { z } from "zod";
import { getExportFile } from "~/features/exports/queries.server";
import { downloadFrom } from "~/http/download.server";
import { problem } from "~/http/problem.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/exports/:id/file`: the archive of one of the caller's exports, while it is kept. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "exports.own" }, async ({ params, ctx, world, allows }) => {
  const file = await getExportFile(ctx, world.made, params.id, { desk: allows("desk.read") });
  if (!file.ok) return problem(file.error, ctx.language);
  noteRead(ctx, { type: "export.downloaded", subject: `export:${params.id}` });
  return downloadFrom(file.value);
});
