import { z } from "zod";
import { getPublishedFile } from "~/features/publication/queries/published.server";
import { download } from "~/http/download.server";
import { publicLoader, valueOr404 } from "~/http/secured.server";

/** A file of a published answer, always as a download; of a withheld or unpublished one there is none. */
export const loader = publicLoader({ params: z.object({ symbol: z.string(), sha256: z.string() }) }, async ({ params, ctx, request, world }) =>
  download(world.files, valueOr404(await getPublishedFile(ctx, params.symbol, params.sha256), request, ctx)),
);
