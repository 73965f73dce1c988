import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { actorOf } from "~/features/identity/queries.server";
import type { RequestWorld } from "~/http/world.server";
import type { User } from "~/lib/actor";
import { isLanguage } from "~/lib/languages";
import { openSessions } from "~/platform/auth/sessions.server";
import { openMadeFiles } from "~/platform/files/made-files.server";
import { openFileStore, type FileStore } from "~/platform/files/store.server";
import type { Database } from "~/platform/db/client.server";
import { PageMemo } from "~/http/page-memo.server";
import { openLive } from "~/platform/live/live.server";
import { openRooms } from "~/platform/live/rooms.server";
import { silentLog } from "./silent-log";

export const ORIGIN = "http://portal.example";

export type Site = { world: RequestWorld; files: FileStore };

/** What a request finds around it, without a server: for calling loaders and actions as the framework does. */
export function makeSite(db: Database, now: () => Date = () => new Date()): Site {
  const files = openFileStore(mkdtempSync(join(tmpdir(), "portal-files-")));
  const sessions = openSessions(db, { secure: false, person: () => actorOf(now()) });
  const live = openLive({ log: silentLog });
  const world: RequestWorld = {
    db,
    live,
    rooms: openRooms(live),
    pages: new PageMemo(),
    sessions,
    files,
    made: openMadeFiles(mkdtempSync(join(tmpdir(), "portal-made-"))),
    now,
    log: silentLog,
    origin: ORIGIN,
    demo: false,
    bounceSecret: null,
    wording: null,
    production: true,
    databaseReady: () => Promise.resolve(),
    requestId: randomUUID(),
    nonce: "nonce",
    own: [],
    clientAddress: "127.0.0.1",
  };
  return { world, files };
}

export type PageCall = { path: string; params?: Record<string, string>; cookie?: string; token?: string; form?: Record<string, string> };

/** Calls a loader or action with a request to `path`; gives what it returns, or the response it throws. */
export async function call<T>(
  site: Site,
  run: (args: LoaderFunctionArgs) => Promise<T>,
  { path, params = {}, cookie, token, form }: PageCall,
): Promise<T | Response> {
  const headers = new Headers({ ...(cookie && { cookie }), ...(token && { authorization: `Bearer ${token}` }) });
  const init: RequestInit = form ? { method: "POST", headers, body: new URLSearchParams(form) } : { headers };
  const request = new Request(ORIGIN + path, init);
  const [, first] = new URL(request.url).pathname.split("/");
  try {
    return await run({
      request,
      params: { ...(isLanguage(first) && { lang: first }), ...params },
      context: { world: { ...site.world } },
    } as LoaderFunctionArgs);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

/** A cookie that signs a person in. */
export async function cookieOf(site: Site, user: User): Promise<string> {
  const set = await site.world.sessions.open(user.id);
  return set.split(";")[0]!;
}

export type Sent = { method: string; body: FormData | string; headers?: Record<string, string>; cookie: string };

/** Calls a route of the interface with what a program sends; gives the status and the code it is refused with. */
export async function send(
  site: Site,
  run: (args: never) => Promise<unknown>,
  path: string,
  params: Record<string, string>,
  { method, body, headers = {}, cookie }: Sent,
): Promise<{ status: number; code: unknown }> {
  const request = new Request(ORIGIN + path, { method, body, headers: { cookie, ...headers } });
  const answer = (await run({ request, params, context: { world: { ...site.world } } } as never)) as Response;
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
}
