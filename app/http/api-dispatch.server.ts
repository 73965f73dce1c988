import { createRemixRequest } from "@remix-run/express/dist/server.js";
import type { ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";
import { callAsRequest } from "./bodies.server";
import { send } from "./route-answers.server";
import { findRow, routeTable } from "./route-table.server";
import type { RequestWorld } from "./world.server";

type Handler = (args: { request: Request; params: Record<string, string>; context: { world: RequestWorld } }) => Promise<unknown>;

/**
 * Answers calls of the programming interface by their routes' own loaders and actions, without what pages need around
 * them (matching every route twice, rendering): half of the time of a save went there. Its routes answer every method.
 * Addresses written in an unusual way are left to the framework, which reads them all.
 */
export function apiDispatch(build: ServerBuild): RequestHandler {
  const calls = routeTable(build, (id) => id.startsWith("routes/api/"));
  return (request, response, next) => {
    const found = findRow(calls, request.path);
    if (!found) return next();
    const isRead = request.method === "GET" || request.method === "HEAD";
    const { loader, action } = found.row.module;
    answerBy((isRead ? loader : action) as Handler, found.params, request, response).catch(next);
  };
}

async function answerBy(handler: Handler, params: Record<string, string>, request: ExpressRequest, response: ExpressResponse): Promise<void> {
  const world = response.locals.world as RequestWorld;
  // A form with files is read by the framework.
  const isForm = request.headers["content-type"]?.startsWith("multipart/") ?? false;
  const asked = isForm ? createRemixRequest(request, response) : callAsRequest(request, response, world.origin);
  const answer = await handler({ request: asked, params, context: { world } }).catch(thrownAnswer);
  if (!(answer instanceof Response)) throw new Error(`${request.method} ${request.path} gave no response`);
  await send(response, request.method === "HEAD" ? new Response(null, answer) : answer);
}

/** Refusals are thrown as responses. */
function thrownAnswer(thrown: unknown): Response {
  if (thrown instanceof Response) return thrown;
  throw thrown;
}
