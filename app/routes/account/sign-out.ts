import { redirectDocument } from "@remix-run/node";
import { signOut } from "~/features/identity/commands/sign-in.server";
import { publicAction, publicLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { refuse } from "~/lib/result";

/** Only a form signs out: a link in a mail or a page read in advance does not. */
export const loader = publicLoader({}, async ({ ctx, request }) => valueOr404(refuse({ code: "request.method" }), request, ctx));

export const action = publicAction({}, async ({ ctx, request, world }) => {
  const cookie = await signOut(ctx, world.sessions, request.headers.get("cookie"));
  return redirectDocument(links.home(ctx.language), { headers: { "Set-Cookie": cookie } });
});
