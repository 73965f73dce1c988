import { z } from "zod";
import { getHandoverFile } from "~/features/handovers/queries.server";
import { download } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

/** The note verbale of a handover, always as a download. */
export const loader = securedLoader(
  { params: z.object({ party: z.string(), id: z.string() }), can: "account.own" },
  async ({ params: { id }, ctx, request, world }) => {
    const file = valueOr404(await getHandoverFile(ctx, id), request, ctx);
    noteRead(ctx, { type: "handover.file_downloaded", subject: `handover:${id}` });
    return download(world.files, file);
  },
);
