import { createRemixRequest } from "@remix-run/express/dist/server.js";
import type { ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";
import { send } from "./route-answers.server";
import type { RequestWorld } from "./world.server";

type Handler = (args: { request: Request; params: Record<string, string>; context: { world: RequestWorld } }) => Promise<unknown>;
type Call = { pattern: RegExp; names: string[]; loader: Handler; action: Handler };

/** The calls of the programming interface, which answer every method, from the same table of routes as the pages; those with fewer variables first. */
function callsOf(build: ServerBuild): Call[] {
  const calls = Object.entries(build.routes).flatMap(([id, route]): Call[] => {
    if (!route?.path || !id.startsWith("routes/api/") || route.path.includes("*")) return [];
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const pattern = new RegExp(`^/${route.path.replace(/[.]/g, "\\.").replace(/:\w+/g, "([^/]+)")}$`);
    return [{ pattern, names, loader: route.module.loader as Handler, action: route.module.action as Handler }];
  });
  return calls.sort((a, b) => a.names.length - b.names.length);
}

/**
 * Answers calls of the programming interface by their routes' own loaders and actions, without what pages need around
 * them (matching every route twice, rendering): half of the time of a save went there. Addresses written in an unusual
 * way are left to the framework, which reads them all.
 */
export function apiDispatch(build: ServerBuild): RequestHandler {
  const calls = callsOf(build);
  return (request, response, next) => {
    for (const { pattern, names, loader, action } of calls) {
      const found = pattern.exec(request.path);
      if (!found) continue;
      const isRead = request.method === "GET" || request.method === "HEAD";
      const params = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1]!)]));
      answerBy(isRead ? loader : action, params, request, response).catch(next);
      return;
    }
    next();
  };
}

async function answerBy(handler: Handler, params: Record<string, string>, request: ExpressRequest, response: ExpressResponse): Promise<void> {
  const world = response.locals.world as RequestWorld;
  const answer = await handler({ request: createRemixRequest(request, response), params, context: { world } }).catch(thrownAnswer);
  if (!(answer instanceof Response)) throw new Error(`${request.method} ${request.path} gave no response`);
  await send(response, request.method === "HEAD" ? new Response(null, answer) : answer);
}

/** Refusals are thrown as responses. */
function thrownAnswer(thrown: unknown): Response {
  if (thrown instanceof Response) return thrown;
  throw thrown;
}
