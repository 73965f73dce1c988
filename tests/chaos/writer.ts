import { randomUUID } from "node:crypto";
import type { Random } from "./random";

const REQUEST_TIMEOUT_MS = 20_000;
const TEXT_LENGTH = 400;

/** What the server promised: this text is revision n, or (null) it is kept aside in the history. */
export type Acknowledged = { text: string; question: string; revision: number | null; hash: string | null };

/** Shared by all writers of a run. */
export type Ledger = {
  acknowledged: Acknowledged[];
  /** Answers by status; 0 is a connection that broke. */
  statuses: Map<number, number>;
  /** Answers that break the promise: a status that must not come, a revision that went back. */
  violations: string[];
};
export const newLedger = (): Ledger => ({ acknowledged: [], statuses: new Map(), violations: [] });

export type WriterInput = {
  name: string;
  answersUrl: string;
  headers: Record<string, string>;
  questions: string[];
  shared: string;
  random: Random;
  ledger: Ledger;
};

type Answer = { status: number; body: Record<string, unknown> };
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Writes as the author's page does: one save at a time, each with its own operation id and the revision it was typed on,
 * and the same operation again until there is an answer. Every fourth save goes to a question that others write too.
 */
export function startWriter({ name, answersUrl, headers, questions, shared, random, ledger }: WriterInput): { stop: () => Promise<void> } {
  let stopping = false;
  const known = new Map<string, number>();

  async function put(question: string, opId: string, baseRevision: number, text: string): Promise<Answer> {
    try {
      const response = await fetch(`${answersUrl}/${question}`, {
        method: "PUT",
        headers: { ...headers, "content-type": "application/json", "idempotency-key": opId, "if-match": `"${baseRevision}"` },
        body: JSON.stringify({ value: text }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      const said = await response.text();
      return { status: response.status, body: said ? (JSON.parse(said) as Answer["body"]) : {} };
    } catch {
      return { status: 0, body: {} };
    }
  }

  /** One operation until it is answered. */
  async function save(question: string, number: number): Promise<void> {
    const opId = randomUUID();
    const text = `${name} ${number} ${opId} `.padEnd(TEXT_LENGTH, "wsis ");
    const base = known.get(question) ?? 0;
    while (!stopping) {
      const { status, body } = await put(question, opId, base, text);
      ledger.statuses.set(status, (ledger.statuses.get(status) ?? 0) + 1);
      if (status === 0 || status === 503) {
        await pause(30 + random() * 120);
        continue;
      }
      if (status === 200) {
        const revision = Number(body.revision);
        if (revision !== base + 1) ledger.violations.push(`${question}: revision ${revision} after ${base}`);
        known.set(question, revision);
        ledger.acknowledged.push({ text, question, revision, hash: String(body.hash) });
      } else if (status === 409 && body.code === "answer.conflict") {
        if (question !== shared) ledger.violations.push(`${question}: a conflict where nobody else writes`);
        known.set(question, (body.current as { revision: number }).revision);
        ledger.acknowledged.push({ text, question, revision: null, hash: null });
      } else {
        // `save.revision_ahead` too: the server has forgotten a revision it gave.
        ledger.violations.push(`${question}: ${status} ${String(body.code)} on revision ${base}`);
        await pause(200);
      }
      return;
    }
  }

  const running = (async () => {
    for (let number = 1; !stopping; number++) {
      await save(number % 4 === 0 ? shared : questions[number % questions.length]!, number);
      await pause(random() * 20);
    }
  })();
  return { stop: () => ((stopping = true), running) };
}
