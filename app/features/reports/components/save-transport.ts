import { currentOf, type Outcome, type QueuedSave, type Send } from "~/features/saves/model/queue-states";
import { isObject } from "~/features/templates/model/values";
import { BUILD_HEADER, PERSON_HEADER } from "~/lib/headers";
import type { Language } from "~/lib/languages";

/** How saves of one report travel: each by itself, or all in one request that outlives the page. */

/** A request that outlives its page may carry 64 KiB with all others of its kind. */
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

  async function many(saves: readonly QueuedSave[], leaving: boolean): Promise<Outcome[]> {
    const body = JSON.stringify(
      saves.map((save) => ({ ...bodyOf(save), opId: save.opId, question: keyOf(save.unit).question, baseRevision: save.baseRevision })),
    );
    const travels = leaving ? { keepalive: new Blob([body]).size <= MOST_BYTES_LEAVING } : { signal: AbortSignal.timeout(TIMEOUT_MS) };
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
    const sent = (part: QueuedSave[]) => many(part, leaving).catch(() => part.map((): Outcome => ({ kind: "unreachable" })));
    if (leaving) return (await Promise.all(chunksOf(saves).map(sent))).flat();
    const outcomes: Outcome[] = [];
    for (const part of chunksOf(saves)) outcomes.push(...(await sent(part)));
    return outcomes;
  };
}

/** Saves in requests small enough to outlive the page, those of one unit together and in order. */
function chunksOf(saves: readonly QueuedSave[]): QueuedSave[][] {
  const chunks: { bytes: number; saves: QueuedSave[] }[] = [];
  for (const save of saves) {
    const bytes = new Blob([JSON.stringify(save)]).size + 200;
    const last = chunks.at(-1);
    const isSameUnit = last?.saves.at(-1)?.unit === save.unit;
    if (last && (isSameUnit || last.bytes + bytes <= MOST_BYTES_LEAVING)) {
      last.saves.push(save);
      last.bytes += bytes;
    } else chunks.push({ bytes, saves: [save] });
  }
  return chunks.map((chunk) => chunk.saves);
}
