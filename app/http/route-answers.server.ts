import { createRemixRequest } from "@remix-run/express/dist/server.js";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { Request, RequestHandler, Response as Answer } from "express";
import { NOBODY, PERSON_HEADER } from "~/lib/headers";
import { textOf } from "./bodies.server";
import type { RequestWorld } from "./world.server";

/**
 * Requests to the framework, its answers to the client. The framework's own adapter writes a body as fast as it comes and
 * to the end: a slow reader of a large one would have it all kept in memory, one who has gone would have it all made.
 */
export function answeredByRoutes(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): RequestHandler {
  const handle = createRequestHandler(build, mode);
  const answer = async (request: Request, response: Answer): Promise<void> => {
    const world = response.locals.world as RequestWorld;
    const answered = await handle(createRemixRequest(request, response), { world });
    response.set(personHeader(world));
    await send(response, answered);
  };
  return (request, response, next) => void answer(request, response).catch(next);
}

/** What a device keeps of a page is kept for whom it was made; nothing where no route has looked who asks. */
export const personHeader = ({ person }: RequestWorld): Record<string, string> => (person === undefined ? {} : { [PERSON_HEADER]: person ?? NOBODY });

/** What no route has read of a body is taken in and forgotten: until then the connection could not carry the next request. */
function letGo(request: Request): void {
  request.removeAllListeners("data");
  request.resume();
}

/** Sends an answer of a route. */
export async function send(response: Answer, answer: globalThis.Response): Promise<void> {
  const { status, statusText, headers } = answer;
  response.statusMessage = statusText;
  response.status(status);
  for (const [name, value] of headers.entries()) response.append(name, value);
  // Headers of a loader's refusal do not reach a page or its data; whoever meets an outage is told when to come back.
  if (status === 503 && !headers.has("retry-after")) response.setHeader("Retry-After", "5");
  const text = textOf(answer);
  if (text !== undefined) response.set("Content-Length", String(Buffer.byteLength(text))).end(text);
  else if (answer.body) await pour(answer.body, response);
  else response.end();
  if (!response.req.complete) letGo(response.req);
}

/** Reads a body as fast as it goes out, and no further once nobody takes it. What fails under way breaks the answer off: it must not look whole. */
async function pour(body: ReadableStream<Uint8Array>, response: Answer): Promise<void> {
  const reader = body.getReader();
  let goOn = (): void => undefined;
  response.on("drain", () => goOn());
  response.once("close", () => {
    goOn();
    reader.cancel().catch(() => undefined);
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const isFull = !response.write(value);
      response.flush?.();
      if (isFull && !response.destroyed) await new Promise<void>((drained) => (goOn = drained));
    }
    response.end();
  } catch (error) {
    response.destroy();
    throw error;
  }
}
