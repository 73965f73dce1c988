import { publicLoader } from "~/http/secured.server";
import { LANGUAGES } from "~/lib/languages";

/** What is behind a sign-in is of no use to a search engine. */
const CLOSED = ["account", "sign-in", "invitations", "register/", "cosign", "reports", "desk", "admin"];

/** `/robots.txt`. */
export const loader = publicLoader({}, async ({ world }) => {
  const lines = [
    "User-agent: *",
    ...LANGUAGES.flatMap((language) => CLOSED.map((area) => `Disallow: /${language}/${area}`)),
    "Disallow: /api/",
    `Sitemap: ${world.origin}/sitemap.xml`,
  ];
  return new Response(`${lines.join("\n")}\n`, { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" } });
});
