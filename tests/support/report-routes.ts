import type { LoaderFunctionArgs } from "@remix-run/node";
import { ORIGIN, type Site } from "./pages";

/** The routes of a report, pages and programming interface, by their files. */
const reportRoutes = import.meta.glob<{ loader?: unknown; action?: unknown }>("/app/routes/{reports,api/reports}/*.{ts,tsx}");

type Run = (args: LoaderFunctionArgs) => Promise<unknown>;
export type Asked = {
  method?: string;
  json?: unknown;
  form?: FormData | URLSearchParams;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  as?: string;
};

/** Calls a route of a report by its file as the framework does, with a cookie; gives the status and what came with it. */
export async function askRoute(site: Site, file: string, path: string, { method = "GET", json, form, headers, params = {}, as = "" }: Asked) {
  const route = await reportRoutes[`/app/routes/${file}`]!();
  const run = (method === "GET" ? route.loader : route.action) as Run;
  const body = json === undefined ? form : JSON.stringify(json);
  const type = json === undefined ? undefined : { "content-type": "application/json" };
  const request = new Request(ORIGIN + path, { method, body, headers: { cookie: as, ...type, ...headers } });
  const args = { request, params: { ...(path.startsWith("/en/") && { lang: "en" }), ...params }, context: { world: { ...site.world } } };
  try {
    const given = await run(args as unknown as LoaderFunctionArgs);
    if (given instanceof Response) return { status: given.status, body: await bodyOf(given) };
    const wrapped = given as { type?: string; data?: unknown; init?: { status?: number } };
    return wrapped?.type === "DataWithResponseInit" ? { status: wrapped.init?.status ?? 200, body: wrapped.data } : { status: 200, body: given };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, body: await bodyOf(thrown) };
    throw thrown;
  }
}

async function bodyOf(given: Response): Promise<unknown> {
  const type = given.headers.get("content-type") ?? "";
  if (type.includes("json")) return given.json();
  return type.includes("event-stream") ? given.body : given.text();
}
