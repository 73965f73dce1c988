import type { IncomingMessage } from "node:http";
import { createRemixHeaders } from "@remix-run/express/dist/server.js";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

/**
 * Bodies of calls of the programming interface, which are small and whole: read from the line and written to it as they
 * are. The streams of the web's own requests and answers took a quarter of the time of a save. The marks are the whole
 * process's: edge and routes may be of two bundles.
 */
const INCOMING = Symbol.for("portal.incoming");
const TEXT = Symbol.for("portal.text");
type Arriving = Request & { [INCOMING]?: IncomingMessage };
type Told = Response & { [TEXT]?: string };

/** A call as a request whose body `readAtMost` takes in; the request itself has none. Ended when whoever called has gone. */
export function callAsRequest(incoming: ExpressRequest, response: ExpressResponse, origin: string): Request {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const request = new Request(origin + incoming.originalUrl, { method: incoming.method, headers: createRemixHeaders(incoming.headers), signal: gone.signal });
  return Object.assign(request, { [INCOMING]: incoming });
}

/** The body of a request, or null as soon as it is longer than allowed. */
export async function readAtMost(request: Arriving, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request[INCOMING]?.iterator({ destroyOnReturn: false }) ?? request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An answer whose text is at hand. */
export function textAnswer(text: string, init: ResponseInit): Response {
  return Object.assign(new Response(text, init), { [TEXT]: text });
}

/** The text of an answer that `textAnswer` made. */
export const textOf = (answer: Told): string | undefined => answer[TEXT];
