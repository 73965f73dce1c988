import { redirect, redirectDocument } from "@remix-run/node";
import { signOut } from "~/features/identity/commands/sign-in.server";
import { publicAction, publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";

/** Only a form signs out: a link in a mail or a page read in advance does not. Who typed the address is sent home. */
export const loader = publicLoader({}, async ({ ctx }) => redirect(links.home(ctx.language), 303));

export const action = publicAction({}, async ({ ctx, request, world }) => {
  const cookie = await signOut(ctx, world.sessions, request.headers.get("cookie"));
  return redirectDocument(links.home(ctx.language), { headers: { "Set-Cookie": cookie } });
});
