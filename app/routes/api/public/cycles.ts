import { listPublicCycles } from "~/features/publication/queries/consultation.server";
import { publicList } from "~/http/api.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/cycles`: the cycles with their steps, newest first. */
export const loader = publicLoader({}, async ({ ctx, request }) => publicList(request, ctx.language, await listPublicCycles(ctx), ({ code }) => code));
