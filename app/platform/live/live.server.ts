import { EventEmitter } from "node:events";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { Log } from "../log.server";

/** What just happened, for those who look on: small, and nothing is lost where it never arrives. */
export type LiveEvent = { kind: string; [member: string]: unknown };
export type Listener = (event: LiveEvent) => void;

export type Live = {
  /** Tells everybody who looks at a topic, in every web process, soon. Never waits and never fails. */
  publish: (topic: string, event: LiveEvent) => void;
  /** Hears of a topic until the returned function is called; `gap` where other processes may have said what never arrived. */
  subscribe: (topic: string, listener: Listener) => () => void;
  stop: () => Promise<void>;
};

const CHANNEL = "portal_live";
/** What is said within this time goes out in one statement. */
const PAUSE_MS = 50;
const RETRY_MS = 5_000;
/** A notification of PostgreSQL holds less than 8,000 bytes. */
const MOST_BYTES = 7_500;

type Message = { topic: string; event: LiveEvent };

/** Where nobody looks on: a command, a seed, a test. */
export const silentLive: Live = { publish: () => undefined, subscribe: () => () => undefined, stop: () => Promise.resolve() };

/**
 * Tells at once within the process, and with the address of a PostgreSQL server the other processes on it too, by a
 * connection of its own and after the fact: a notification inside a transaction would have saves commit one by one.
 */
export function openLive({ url, log }: { url?: string; log: Log }): Live {
  const heard = new EventEmitter().setMaxListeners(0);
  const emit = ({ topic, event }: Message): void => void heard.emit(topic, event);
  const missed = (): void => {
    for (const topic of heard.eventNames()) heard.emit(topic, { kind: "gap" });
  };
  const line = url === undefined ? null : openLine(url, log, emit, missed);
  return {
    publish(topic, event) {
      emit({ topic, event });
      line?.say({ topic, event });
    },
    subscribe(topic, listener) {
      heard.on(topic, listener);
      return () => void heard.off(topic, listener);
    },
    stop: async () => line?.close(),
  };
}

/** The line between processes: broken, it is silent and tries again. */
function openLine(url: string, log: Log, hear: (message: Message) => void, missed: () => void) {
  const own = randomUUID();
  let client: Client | null = null;
  let waiting: Message[] = [];
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;
  let wasBroken = false;

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url, application_name: "portal-live" });
    // A broken connection may say so more than once.
    next.on("error", (error) => {
      if (client !== next) return;
      client = null;
      log.warn({ err: error }, "live line broken");
      again();
    });
    next.on("notification", ({ payload = "" }) => {
      const { from, messages } = JSON.parse(payload) as { from: string; messages: Message[] };
      if (from !== own) messages.forEach(hear);
    });
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      if (isOver) return void (await next.end());
      client = next;
      if (wasBroken) missed();
      wasBroken = false;
    } catch (error) {
      log.warn({ err: error }, "live line not opened");
      void next.end().catch(() => undefined);
      again();
    }
  };
  const again = (): void => {
    wasBroken = true;
    if (!isOver) setTimeout(() => void connect(), RETRY_MS).unref();
  };
  const send = async (): Promise<void> => {
    timer = null;
    const parts = partsOf(waiting);
    waiting = [];
    for (const messages of parts)
      await client?.query("select pg_notify($1, $2)", [CHANNEL, JSON.stringify({ from: own, messages })]).catch((error: unknown) => {
        log.warn({ err: error }, "live line silent");
      });
  };
  void connect();
  return {
    say(message: Message): void {
      waiting.push(message);
      timer ??= setTimeout(() => void send(), PAUSE_MS);
    },
    async close(): Promise<void> {
      isOver = true;
      if (timer) clearTimeout(timer);
      await send();
      await client?.end().catch(() => undefined);
    },
  };
}

/** Messages in parts that fit one notification each. */
export function partsOf(messages: readonly Message[]): Message[][] {
  const parts: Message[][] = [];
  let left = 0;
  for (const message of messages) {
    const bytes = Buffer.byteLength(JSON.stringify(message)) + 1;
    if (bytes > MOST_BYTES) continue;
    if (left < bytes) {
      parts.push([]);
      left = MOST_BYTES;
    }
    parts.at(-1)!.push(message);
    left -= bytes;
  }
  return parts;
}
