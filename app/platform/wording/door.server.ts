import { refuse, ok, type Result } from "~/lib/result";
import type { WordingSettings } from "../env.server";
import type { Log } from "../log.server";

/** The door to whoever words sentences anew: one request out, one answer back, and nothing is believed of it here. */

/** `silent`: no answer in time; `refused`: any other answer than 200, a redirect too; `unreadable`: too long, or no JSON. */
export type WordingFailure = "silent" | "refused" | "unreadable";
/** `name`: who stands behind it; `seconds`: how long it may take. `ask` sends something as JSON and gives what came back as JSON. */
export type WordingDoor = { name: string; seconds: number; ask: (asked: unknown) => Promise<Result<unknown, WordingFailure>> };

/** Bytes of an answer that are read. */
const MOST_BYTES = 512 * 1024;

/** Opens the door. The key goes out as a bearer token to the one address that was set, and nowhere else: redirects are not followed. */
export function openWording({ url, key, name, seconds }: WordingSettings, log: Log): WordingDoor {
  const failed = (failure: WordingFailure, facts: Record<string, unknown>): Result<never, WordingFailure> => {
    log.warn({ failure, ...facts }, "wording failed");
    return refuse(failure);
  };
  return {
    name,
    seconds,
    async ask(asked) {
      const signal = AbortSignal.timeout(seconds * 1000);
      try {
        const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", accept: "application/json" };
        const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(asked), redirect: "manual", signal });
        if (response.status !== 200) {
          await response.body?.cancel();
          return failed("refused", { status: response.status });
        }
        const text = await readSome(response);
        return text === null ? failed("unreadable", { reason: "too long" }) : (parsed(text) ?? failed("unreadable", { reason: "no JSON" }));
      } catch (error) {
        // What is thrown may name the request: its kind says enough.
        return failed("silent", { error: signal.aborted ? "TimeoutError" : error instanceof Error ? error.name : "unknown" });
      }
    },
  };
}

function parsed(text: string): Result<unknown, never> | null {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** The text of an answer; null for one that is too long, which is not read to its end. */
async function readSome({ body }: Response): Promise<string | null> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for (let read = await reader?.read(); read && !read.done; read = await reader!.read()) {
    bytes += read.value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader!.cancel();
      return null;
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}
