import { z } from "zod";
import { getSubmittedFile } from "~/features/review/queries/submission.server";
import { download } from "~/http/download.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

/** A file of a submission for the desk, always as a download. */
export const loader = securedLoader({ params: z.object({ id: z.string(), sha256: z.string() }), can: "desk.read" }, async ({ params, ctx, request, world }) =>
  download(world.files, valueOr404(await getSubmittedFile(ctx, params.id, params.sha256), request, ctx)),
);
