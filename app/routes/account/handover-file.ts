import { z } from "zod";
import { getHandoverFile } from "~/features/handovers/queries.server";
import { download } from "~/http/download.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

/** The note verbale of a handover, always as a download. */
export const loader = securedLoader({ params: z.object({ party: z.string(), id: z.string() }), can: "account.own" }, async ({ params, ctx, request, world }) =>
  download(world.files, valueOr404(await getHandoverFile(ctx, params.id), request, ctx)),
);
