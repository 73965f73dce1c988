/** A line without a word is closed by proxies after about a minute: after so much silence there is one. */
const BEAT_MS = 40_000;
/** After so long the page asks again, and who may look on is decided anew. */
const LIFE_MS = 5 * 60_000;
/** A reader that has taken nothing of so many messages is gone or hopeless; it comes back and hears where things stand. */
const MOST_WAITING = 100;

/** Sends one event of a stream, its data as JSON. */
export type SendEvent = (event: string, data: unknown) => void;

/**
 * An answer that goes on as server-sent events. `begin` is given what sends and what ends the stream, and gives back what
 * is to be done when it has ended. Ends by itself after five minutes, one page after the other.
 */
export function eventStream(begin: (send: SendEvent, end: () => void) => () => void): Response {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let done: (() => void) | null = null;
        let isOver = false;
        const close = (): void => {
          if (isOver) return;
          stop();
          controller.close();
        };
        const write = (text: string): void => {
          if ((controller.desiredSize ?? 0) < -MOST_WAITING) close();
          else controller.enqueue(encoder.encode(text));
          beat.refresh();
        };
        const beat = setInterval(() => write(":\n\n"), BEAT_MS);
        const life = setTimeout(() => close(), LIFE_MS * (1 + Math.random() / 5));
        stop = () => {
          isOver = true;
          clearInterval(beat);
          clearTimeout(life);
          done?.();
          done = null;
        };
        write("retry: 5000\n\n");
        const given = begin((event, data) => void (isOver || write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)), close);
        if (isOver) given();
        else done = given;
      },
      // Whoever has cancelled it has closed it.
      cancel: () => stop(),
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" } });
}
