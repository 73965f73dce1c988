import { problem } from "~/http/problem.server";
import { publicAction, publicLoader } from "~/http/secured.server";

/** Any other address under /api: a problem document, never a page. */
export const loader = publicLoader({}, async ({ ctx }) => problem({ code: "request.not_found" }, ctx.language));
export const action = publicAction({}, async ({ ctx }) => problem({ code: "request.not_found" }, ctx.language));
