import { z } from "zod";
import { getExport } from "~/features/exports/queries.server";
import { answer } from "~/http/api.server";
import { securedLoader } from "~/http/secured.server";

/** `GET /api/v1/exports/:id`: how far one of the caller's exports is. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "exports.own" }, async ({ params, ctx }) =>
  answer(await getExport(ctx, params.id), ctx.language),
);
