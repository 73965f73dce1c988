import { z } from "zod";
import { getSubmittedFile } from "~/features/review/queries/submission.server";
import { download } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

/** A file of a submission for the desk, always as a download. */
export const loader = securedLoader(
  { params: z.object({ id: z.string(), sha256: z.string() }), can: "desk.read" },
  async ({ params: { id, sha256 }, ctx, request, world }) => {
    const file = valueOr404(await getSubmittedFile(ctx, id, sha256), request, ctx);
    noteRead(ctx, { type: "submission.file_downloaded", subject: `submission:${id}`, detail: sha256, data: { sha256 } });
    return download(world.files, file);
  },
);
