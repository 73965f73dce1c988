import { publicJson, REFERENCE_SECONDS } from "~/http/api.server";
import { describeApi } from "~/http/openapi/document.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/openapi.json`: the description of this interface. */
export const loader = publicLoader({}, async ({ request, world }) => publicJson(request, describeApi(world.origin), { seconds: REFERENCE_SECONDS }));
