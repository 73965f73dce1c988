import { z } from "zod";
import { listReference, readMatrix } from "~/features/reference/queries/lists.server";
import { REFERENCE_LISTS, type ReferenceListName } from "~/features/reference/schema/lists";
import { publicJson, publicList, REFERENCE_SECONDS } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

const params = z.object({ list: z.enum(["matrix", ...(Object.keys(REFERENCE_LISTS) as ReferenceListName[])]) });

/** `GET /api/v1/reference/:list`: a list of the reference data with names in six languages, or the WSIS-SDG matrix. */
export const loader = publicLoader({ params }, async ({ params: { list }, ctx, request }) => {
  if (list !== "matrix") return publicList(request, ctx.language, await listReference(ctx, list), ({ code }) => code);
  const matrix = await readMatrix(ctx);
  return matrix ? publicJson(request, matrix, { seconds: REFERENCE_SECONDS }) : problem({ code: "request.not_found" }, ctx.language);
});
