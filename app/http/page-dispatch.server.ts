import { createRemixRequest } from "@remix-run/express/dist/server.js";
import type { ServerBuild } from "@remix-run/node";
import type { Request, RequestHandler, Response } from "express";
import { PAGE_HEADERS } from "./headers.server";
import { pageKey, type PageMemo } from "./page-memo.server";
import { personHeader } from "./route-answers.server";
import { findRow, routeTable } from "./route-table.server";
import type { RequestWorld } from "./world.server";

type Loader = (args: { request: globalThis.Request; params: Record<string, string>; context: { world: RequestWorld } }) => Promise<unknown>;
type Page = { id: string; loader: Loader };

/**
 * Answers for pages that were rendered before from the same data: runs the loaders of a page itself, and where its
 * rendering is kept, the framework is not asked at all, which would take as long again to match, stream and encode. Where
 * it is not, the framework renders what was loaded (`loadedBefore`), and `pageKey` says as what it may be kept.
 */
export function pageDispatch(build: ServerBuild, pages: PageMemo): RequestHandler {
  const root = build.routes.root?.module.loader as Loader;
  const table = routeTable(build, (_, module) => module.default !== undefined && module.loader !== undefined);
  return (request, response, next) => {
    const world = response.locals.world as RequestWorld;
    // Addresses of a page's data are not its own: their last part would be taken for a name.
    const isPage = request.method === "GET" && !world.refusal && !request.path.endsWith(".data");
    const found = isPage ? findRow(table, request.path) : null;
    if (!found) return next();
    const { row, params } = found;
    const load = [
      { id: "root", loader: root },
      { id: row.id, loader: row.module.loader as Loader },
    ];
    answerKept(load, params, request, response, pages).then((isAnswered) => !isAnswered && next(), next);
  };
}

async function answerKept(load: Page[], params: Record<string, string>, request: Request, response: Response, pages: PageMemo): Promise<boolean> {
  const world = response.locals.world as RequestWorld;
  const asked = createRemixRequest(request, response);
  world.loaded = new Map(load.map(({ id, loader }) => [id, loader({ request: asked, params, context: { world } })]));
  const outcomes = await Promise.allSettled(world.loaded.values());
  const data: unknown[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === "rejected" || !isPlain(outcome.value)) return false;
    data.push(outcome.value);
  }
  world.pageKey = pageKey(asked.url, data, world.own);
  const found = world.pageKey && pages.find(world.pageKey, world.own, { gzip: Boolean(request.acceptsEncodings("gzip")) });
  if (!found || response.destroyed) return false;
  response.set(PAGE_HEADERS).set(personHeader(world)).vary("Accept-Encoding");
  if (found.encoding) response.set("Content-Encoding", found.encoding);
  response.set("Content-Length", String(found.page.length)).end(found.page);
  return true;
}

/** Data alone, without a status or headers of its own. */
const isPlain = (value: unknown): boolean => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The build, whose routes give what has been loaded for a request before the framework was asked. */
export function loadedBefore(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const loader = route?.module.loader as Loader | undefined;
    if (!route || !loader) return [id, route];
    const loaded: Loader = (args) => args.context.world.loaded?.get(id) ?? loader(args);
    return [id, { ...route, module: { ...route.module, loader: loaded } }];
  });
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] };
}
