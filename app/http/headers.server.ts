type HeaderOptions = { https: boolean; dev: boolean };

/** A page's policy: scripts by nonce and what they load, everything else only from here. */
function pagePolicy(nonce: string, { https, dev }: HeaderOptions): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    // The dev server injects styles and keeps a reload socket; a build does neither.
    `style-src ${dev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`}`,
    // React Aria and the progress bars set positions as style attributes; attributes cannot load anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${dev ? "'self' ws:" : "'self'"}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** For what is never a page (files of the build, answers to programs): it allows nothing, in few bytes. */
export const NO_PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For the service worker: it may ask this portal, for every page of it, and no cache stands between it and its next version. */
export const WORKER_HEADERS = new Map([
  ["Content-Security-Policy", `${NO_PAGE_POLICY}; connect-src 'self'`],
  ["Cache-Control", "no-cache"],
  ["Service-Worker-Allowed", "/"],
]);

/** Headers that do not depend on the policy. */
const everywhere = (policy: string, { https }: HeaderOptions): Record<string, string> => ({
  "Content-Security-Policy": policy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  ...(https ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
});

/** What binds documents alone: on a script, a style or a font it says nothing, in as many bytes as a small one has. */
export const OF_DOCUMENTS = ["Permissions-Policy", "Cross-Origin-Opener-Policy", "Origin-Agent-Cluster"] as const;

/** Headers of every answer: pages, data, files, errors. `nonce` is null for what is never a page. */
export const securityHeaders = (nonce: string | null, options: HeaderOptions): Record<string, string> => ({
  ...everywhere(nonce === null ? NO_PAGE_POLICY : pagePolicy(nonce, options), options),
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
});

/** A page is for one reader at one moment: nothing between may keep it. */
export const PAGE_HEADERS = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
