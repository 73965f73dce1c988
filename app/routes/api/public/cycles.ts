import { listPublicCycles } from "~/features/publication/queries/consultation.server";
import { publicJson, REFERENCE_SECONDS } from "~/http/api.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/cycles`: the cycles with their steps, newest first. */
export const loader = publicLoader({}, async ({ ctx, request }) =>
  publicJson(request, { items: await listPublicCycles(ctx), next: null }, { seconds: REFERENCE_SECONDS }),
);
