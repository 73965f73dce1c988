import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { createEdge, type EdgeOptions } from "~/http/express.server";
import { answerUnreadable, MAX_HEADER_BYTES } from "~/http/unreadable.server";
import type { Portal } from "~/http/world.server";
import type { Database } from "~/platform/db/client.server";
import { buildExists } from "./built-portal";
import { makeSite } from "./pages";

export type Edge = { origin: string; port: number; failures: string[]; stop: () => Promise<void> };

/** The built pages behind the whole edge, in this process, on a database of the tests. What the portal logs as an error is kept. */
export async function startEdge(db: Database, own: Partial<Pick<EdgeOptions, "signInLimit"> & { portal: Partial<Portal> }> = {}): Promise<Edge> {
  if (!buildExists()) throw new Error("These tests serve the built portal: run `npm run build` first.");
  const build = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild;
  const failures: string[] = [];
  const { world } = makeSite(db);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES });
  answerUnreadable(server, { https: false });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const log = {
    ...world.log,
    error: (...parts: unknown[]) =>
      void failures.push(JSON.stringify(parts, (_, value: unknown) => (value instanceof Error ? value.message : value)).slice(0, 400)),
  };
  const { portal: ownPortal, ...ownLimits } = own;
  const portal: Portal = { ...world, origin, log, ...ownPortal };
  const isReady = () => Promise.resolve(true);
  const limits = { signInLimit: 100_000, saveLimit: 100_000, apiLimit: 100_000, exportLimit: 100_000, ...ownLimits };
  server.on("request", createEdge({ portal, build, trustedProxies: 0, ...limits, isReady }));
  const stop = () => new Promise<void>((stopped) => (server.closeAllConnections(), server.close(() => stopped())));
  return { origin, port, failures, stop };
}

export type RawRequest = { method: string; path: string; headers?: Record<string, string | string[]>; body?: string | Uint8Array };
export type RawAnswer = { status: number; headers: IncomingHttpHeaders; text: string };

/** Sends a request as it is: no address is tidied up, no header added but the length of the body. */
export function send({ port }: Edge, { method, path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((done, failed) => {
    const request = httpRequest({ host: "127.0.0.1", port, method, path, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString("utf8") }));
      response.on("error", failed);
    });
    request.on("error", failed);
    request.end(body);
  });
}

/** Sends bytes that need be no request at all; gives what comes back until the connection ends. */
export function sendBytes({ port }: Edge, bytes: string | Uint8Array): Promise<RawAnswer> {
  return new Promise((done, failed) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let said = "";
    socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
    socket.on("data", (chunk) => (said += chunk.toString("utf8")));
    socket.on("error", failed);
    socket.on("close", () => done(answerIn(said)));
  });
}

function answerIn(said: string): RawAnswer {
  const [head = "", ...rest] = said.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => line.split(": ", 2) as [string, string]).map(([name, value]) => [name.toLowerCase(), value]));
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0), headers, text: rest.join("\r\n\r\n") };
}
