import { publicLoader, valueOr404 } from "~/http/secured.server";
import { refuse } from "~/lib/result";

/** Any address no page has: the frame with its menu and language, and the page for errors in it. */
export const loader = publicLoader({}, ({ ctx, request }) => Promise.resolve(valueOr404(refuse({ code: "request.not_found" }), request, ctx)));

export default function NotFoundPage() {
  return null;
}
