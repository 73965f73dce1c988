import { z } from "zod";
import { getAttachedFile } from "~/features/reports/queries/files.server";
import { download } from "~/http/download.server";
import { problem } from "~/http/problem.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports/:id/files/:sha256`: a file of one's own report, always as a download. */
export const loader = securedLoader(
  { params: z.object({ id: z.string(), sha256: z.string() }), can: "reports.read" },
  async ({ params: { id, sha256 }, ctx, world }) => {
    const file = await getAttachedFile(ctx, id, sha256);
    if (!file.ok) return problem(file.error, ctx.language);
    noteRead(ctx, { type: "report.file_downloaded", subject: `report:${id}`, detail: sha256, data: { sha256 } });
    return download(world.files, file.value);
  },
);
