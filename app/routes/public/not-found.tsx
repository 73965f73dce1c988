import { publicAction, publicLoader, valueOr404 } from "~/http/secured.server";
import { refuse } from "~/lib/result";

type Asked = { ctx: Parameters<typeof valueOr404>[2]; request: Request };
const answer = ({ ctx, request }: Asked): Promise<null> => Promise.resolve(valueOr404(refuse({ code: "request.not_found" }), request, ctx));

/** Any address no page has: the frame with its menu and language, and the page for errors in it. */
export const loader = publicLoader({}, answer);

export const action = publicAction({}, answer);

export default function NotFoundPage() {
  return null;
}
