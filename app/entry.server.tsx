import { Transform } from "node:stream";
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { languageOf } from "~/http/secured.server";
import { createServerI18n } from "~/platform/i18n/i18n.server";
import { NonceContext } from "~/ui/nonce";

export { startPortal } from "~/http/start.server";

/** A page that is not finished by then is cut; its loaders have ended long before. */
const RENDER_TIMEOUT_MS = 10_000;

/**
 * React 18 fills its buffer of 2,048 bytes with a NUL where the next character of several bytes has no room: one letter in
 * some thousand of an Arabic, Chinese or Russian page. No page has a NUL of its own.
 */
const withoutNul = (): Transform =>
  new Transform({
    transform: (chunk: Buffer, _, done) => done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk),
  });

/** Renders a page: streamed to browsers, whole to robots. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, log, requestId } = loadContext.world;
  const [, first] = new URL(request.url).pathname.split("/");
  // react-i18next copies every property of the instance at each use: an empty object over it has none.
  const i18n = Object.create(createServerI18n(languageOf(request, { lang: first }))) as ReturnType<typeof createServerI18n>;
  const event = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((done, failed) => {
    let shellIsOut = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={i18n}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        [event]: () => {
          shellIsOut = true;
          const body = withoutNul().on("close", () => clearTimeout(timer));
          headers.set("Content-Type", "text/html; charset=utf-8");
          // Headers of a loader's refusal do not reach a page; whoever meets an outage is told when to come back.
          if (status === 503) headers.set("Retry-After", "5");
          if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
          done(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: failed,
        onError: (error: unknown) => {
          if (shellIsOut && !request.signal.aborted) log.error({ err: error, requestId }, "render");
        },
      },
    );
    // Cleared when the page is out: until then it keeps the whole rendering in memory.
    const timer = setTimeout(abort, RENDER_TIMEOUT_MS).unref();
  });
}

/** Unexpected errors of loaders and actions; requests the browser gave up are none. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted) context.world.log.error({ err: error, requestId: context.world.requestId }, "request failed");
}
