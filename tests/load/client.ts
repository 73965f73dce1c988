import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** How a series of requests went; times in ms. */
export type Measured = { perSecond: number; p50: number; p95: number; p99: number; requests: number; bytes: number };
export type Call = { method?: string; path: string; headers?: Record<string, string>; body?: string };
export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** One keep-alive connection to a server on this machine. */
export function connection(port: number): { call: (what: Call) => Promise<Reply>; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const call = ({ method = "GET", path, headers = {}, body }: Call): Promise<Reply> =>
    new Promise((done, failed) => {
      const length: Record<string, number> = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
      const sent = request({ agent, host: "127.0.0.1", port, method, path, headers: { ...headers, ...length } }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
        response.on("error", failed);
      });
      sent.on("error", failed);
      sent.end(body);
    });
  return { call, close: () => agent.destroy() };
}

/**
 * Sends requests on as many connections as there are `turns`, each the next as soon as the last is answered or, where
 * `every` says so, each so many seconds after its last one began, as people do. A turn makes one request and throws when
 * the answer is not the expected one. What is answered in the first `warmUp` seconds is not counted.
 */
export async function measure(
  port: number,
  turns: ((call: (what: Call) => Promise<Reply>) => Promise<Reply>)[],
  { seconds, warmUp, every = 0 }: { seconds: number; warmUp: number; every?: number },
): Promise<Measured> {
  const began = performance.now();
  const from = began + warmUp * 1_000;
  const end = from + seconds * 1_000;
  const times: number[] = [];
  let bytes = 0;
  await Promise.all(
    turns.map(async (turn, index) => {
      const { call, close } = connection(port);
      await wait((every * 1_000 * index) / turns.length);
      for (let now = performance.now(); now < end;) {
        const { body } = await turn(call);
        const after = performance.now();
        if (now >= from && after <= end) times.push(after - now);
        bytes = body.length;
        if (every > 0) await wait(Math.max(0, now + every * 1_000 - after));
        now = performance.now();
      }
      close();
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number): number => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN);
  return { perSecond: round(times.length / seconds), p50: at(0.5), p95: at(0.95), p99: at(0.99), requests: times.length, bytes };
}

export const round = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);
