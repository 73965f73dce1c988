import { publicLoader } from "~/http/secured.server";

/** Any address no page has: the frame with its menu and language, and the page for errors in it. */
export const loader = publicLoader({}, async () => {
  throw new Response(null, { status: 404 });
});

export default function NotFoundPage() {
  return null;
}
