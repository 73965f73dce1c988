import { z } from "zod";
import { getAttachedFile } from "~/features/reports/queries/files.server";
import { download } from "~/http/download.server";
import { problem } from "~/http/problem.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/files/:sha256`: a file of one's own report, always as a download. */
export const loader = securedLoader({ params: z.object({ id: z.string(), sha256: z.string() }), can: "reports.read" }, async ({ params, ctx, world }) => {
  const file = await getAttachedFile(ctx, params.id, params.sha256);
  return file.ok ? download(world.files, file.value) : problem(file.error, ctx.language);
});
