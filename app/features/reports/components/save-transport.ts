import { currentOf, type Outcome, type QueuedSave, type Send } from "~/features/saves/model/queue-states";
import { isObject } from "~/features/templates/model/values";
import { BUILD_HEADER, PERSON_HEADER } from "~/lib/headers";
import type { Language } from "~/lib/languages";

/** How saves of one report travel: each by itself, or many together; of a page that goes away, as many as fit in a request that outlives it. */

/** All requests that outlive a page may carry 64 KiB together: more than that, and browsers refuse them. */
const MOST_BYTES_LEAVING = 60_000;
/** Longer than this the line counts as broken. */
const TIMEOUT_MS = 30_000;

/** The unit of an answer on the page, and back. */
export const unitId = (question: string, row: string): string => `${question}/${row}`;
export const keyOf = (unit: string): { question: string; row: string } => {
  const [question = "", row = ""] = unit.split("/");
  return { question, row };
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** What an answer of the server means for the save it answers. What is no answer of the portal (a proxy's page) is none. */
export function outcomeOf(status: number, body: unknown): Outcome {
  const facts = isObject(body) ? body : {};
  if (status === 200 && typeof facts.revision === "number") return { kind: "saved", revision: facts.revision, savedAt: text(facts.savedAt) };
  if (status === 401) return { kind: "signed_out" };
  // Not refused: whoever typed it may sign in again.
  if (facts.code === "identity.other_person") return { kind: "locked", code: facts.code };
  if (status === 423) return { kind: "locked", code: text(facts.code) };
  if (status === 409 && facts.code === "answer.conflict" && isObject(facts.current))
    return { kind: "conflict", current: currentOf(facts as Parameters<typeof currentOf>[0]) };
  if (status === 409 && facts.code === "save.revision_ahead") return { kind: "ahead", revision: Number(facts.revision ?? 0) };
  // Nothing is wrong with the text: an address that is being moved, or a proxy, made the page's origin another one for a while.
  if (facts.code === "request.origin") return { kind: "unreachable" };
  if (facts.code === "save.operation_reused") return { kind: "reused" };
  if (status >= 400 && status < 500 && status !== 408 && status !== 429 && text(facts.code))
    return { kind: "refused", code: text(facts.code), message: text(facts.title) };
  return { kind: "unreachable" };
}

/** Whose page of which report sends, and the language it is read in. `hears`: told which build of the portal answers. */
export type Sender = { person: string; report: string; reader: Language; hears?: (build: string | null) => void };

/** Sends the saves of a report. `languageOf` names the language an answer is written in. */
export function transportOf({ person, report, reader, hears }: Sender, languageOf: (unit: string) => Language): Send {
  const base = `/api/v1/reports/${report}`;
  const bodyOf = ({ unit, value, confidential, via }: QueuedSave) => ({
    value: value ?? null,
    row: keyOf(unit).row,
    lang: languageOf(unit),
    ...(confidential && { confidential }),
    ...(via && { via }),
  });
  const ask = async (path: string, { headers, ...init }: RequestInit): Promise<Response> => {
    const response = await fetch(`${base}${path}?lang=${reader}`, {
      ...init,
      headers: { "content-type": "application/json", [PERSON_HEADER]: person, ...headers },
      credentials: "same-origin",
      redirect: "error",
    });
    hears?.(response.headers.get(BUILD_HEADER));
    return response;
  };

  async function one(save: QueuedSave): Promise<Outcome> {
    const headers = { "idempotency-key": save.opId, "if-match": `"${save.baseRevision}"` };
    const response = await ask(`/answers/${encodeURIComponent(keyOf(save.unit).question)}`, {
      method: "PUT",
      headers,
      body: JSON.stringify(bodyOf(save)),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return outcomeOf(response.status, await response.json().catch(() => null));
  }

  async function many(saves: readonly QueuedSave[], travels: RequestInit): Promise<Outcome[]> {
    const body = JSON.stringify(
      saves.map((save) => ({ ...bodyOf(save), opId: save.opId, question: keyOf(save.unit).question, baseRevision: save.baseRevision })),
    );
    const response = await ask("/saves", { method: "POST", body, ...travels });
    const answer: unknown = await response.json().catch(() => null);
    const results = isObject(answer) && Array.isArray(answer.results) ? (answer.results as unknown[]) : null;
    return saves.map((_, index) => {
      const result = results?.[index] ?? answer;
      return outcomeOf(results && isObject(result) ? Number(result.status) : response.status, result);
    });
  }

  return async (saves, { leaving }) => {
    if (!leaving && saves.length === 1) return [await one(saves[0]!)];
    const answered = new Map<string, Outcome>();
    const sent = async (part: QueuedSave[], travels: RequestInit): Promise<void> => {
      const outcomes = await many(part, travels).catch(() => part.map((): Outcome => ({ kind: "unreachable" })));
      part.forEach(({ opId }, index) => answered.set(opId, outcomes[index]!));
    };
    const chunks = chunksOf(saves, leaving);
    if (leaving) await Promise.all(chunks.map(({ saves: part, bytes }, index) => sent(part, { keepalive: index === 0 && bytes <= MOST_BYTES_LEAVING })));
    else for (const { saves: part } of chunks) await sent(part, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return saves.map(({ opId }) => answered.get(opId)!);
  };
}

type Chunk = { bytes: number; saves: QueuedSave[] };

/**
 * Saves in requests of a size, those of one unit together and in order. They go in the order given; of a page that goes away
 * the first request takes whatever fits beside what comes first, for no other one outlives the page.
 */
function chunksOf(saves: readonly QueuedSave[], leaving: boolean): Chunk[] {
  const chunks: Chunk[] = [];
  for (const unit of new Set(saves.map((save) => save.unit))) {
    const own = saves.filter((save) => save.unit === unit);
    const bytes = new Blob([JSON.stringify(own)]).size + 200 * own.length;
    const chunk = (leaving ? chunks : chunks.slice(-1)).find((made) => made.bytes + bytes <= MOST_BYTES_LEAVING);
    const isFirst = leaving && bytes <= MOST_BYTES_LEAVING && (chunks[0]?.bytes ?? 0) > MOST_BYTES_LEAVING;
    if (chunk) {
      chunk.saves.push(...own);
      chunk.bytes += bytes;
    } else if (isFirst) chunks.unshift({ bytes, saves: own });
    else chunks.push({ bytes, saves: own });
  }
  return chunks;
}
