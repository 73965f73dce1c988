import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { PAGE_HEADERS } from "~/http/headers.server";
import { languageOf } from "~/http/secured.server";
import { serverI18n } from "~/platform/i18n/i18n.server";
import { NonceContext } from "~/ui/nonce";

export { startPortal } from "~/http/start.server";

/** A page that is not finished by then is cut; its loaders have ended long before. */
const RENDER_TIMEOUT_MS = 10_000;
/** Nothing of a page is awaited after its loaders. The framework keeps its data for this long, in ms. */
export const streamTimeout = 100;

/**
 * Takes a page in whole. React 18 fills its buffer of 2,048 bytes with a NUL where the next character of several bytes has
 * no room: one letter in some thousand of an Arabic, Chinese or Russian page. No page has a NUL of its own.
 */
function collector(done: (page: Buffer<ArrayBuffer>) => void): Writable {
  const chunks: Buffer[] = [];
  return new Writable({
    write: (chunk: Buffer, _, next) => {
      // React writes into the same buffer again.
      chunks.push(chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : Buffer.from(chunk));
      next();
    },
    final: (next) => (done(Buffer.concat(chunks)), next()),
  });
}

/** Renders a page in whole: every loader has ended before, so that sending it in parts would only cost. What may be found again is kept. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, log, requestId, own, pages, pageKey } = loadContext.world;
  for (const [name, value] of Object.entries(PAGE_HEADERS)) headers.set(name, value);
  const [, first] = new URL(request.url).pathname.split("/");
  const i18n = serverI18n(languageOf(request, { lang: first }));
  const errors: unknown[] = [];
  return new Promise((done, failed) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={i18n}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady: () => {
          clearTimeout(timer);
          if (!request.signal.aborted) for (const err of errors) log.error({ err, requestId }, "render");
          pipe(
            collector((page) => {
              if (pageKey && status === 200 && errors.length === 0) pages?.keep(pageKey, own, page);
              done(new Response(page, { headers, status }));
            }),
          );
        },
        // Whoever gets this error logs it.
        onShellError: (error) => (clearTimeout(timer), failed(error)),
        onError: (error: unknown) => void errors.push(error),
      },
    );
    const timer = setTimeout(abort, RENDER_TIMEOUT_MS).unref();
  });
}

/** Unexpected errors of loaders and actions; requests the browser gave up are none. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted) context.world.log.error({ err: error, requestId: context.world.requestId }, "request failed");
}
