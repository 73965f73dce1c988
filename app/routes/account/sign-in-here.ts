import { redirect } from "@remix-run/node";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { signInHereSchema } from "~/features/identity/schema";
import { readForm } from "~/http/form.server";
import { problem } from "~/http/problem.server";
import { publicAction, publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";

/** Only a page that is open posts here; who typed the address signs in on the page for it. */
export const loader = publicLoader({}, async ({ ctx }) => redirect(links.signIn(ctx.language)));

/** Signing in over a page whose session has ended: the same as on the sign-in page, for the person that page belongs to only. */
export const action = publicAction({}, async ({ ctx, request, world }) => {
  const read = await readForm(request, signInHereSchema);
  if (!read.ok) return problem(read.error, ctx.language);
  const { person, ...input } = read.value;
  const signedIn = await signIn(ctx, world.sessions, input, { only: person });
  if (!signedIn.ok) return problem(signedIn.error, ctx.language);
  return new Response(null, { status: 204, headers: { "Set-Cookie": signedIn.value.cookie, "Cache-Control": "no-store" } });
});
