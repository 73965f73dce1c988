import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf } from "~/features/reports/components/save-transport";
import { listAnswers } from "~/features/reports/queries/answers.server";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { SaveQueue } from "~/features/saves/model/queue";
import type { Outcome, QueuedSave } from "~/features/saves/model/queue-states";
import { mergeTexts } from "~/lib/merge";
import { makeAuthor, makeColleague, type Author } from "../../support/author";
import { testDatabase } from "../../support/database";
import { startEdge, type Edge } from "../../support/edge";

/** Authors of one report on lines that break, each with the queue of the form, on the portal's own interface. */
const { db } = testDatabase();
let edge: Edge;

beforeAll(async () => {
  edge = await startEdge(db);
});
afterAll(() => edge?.stop());

const QUESTIONS = ["B1", "A2"] as const;
/** How a line is broken: nothing goes out, or nothing comes back. */
type Line = "whole" | "no_way_out" | "no_way_back" | "twice";
type Step = { who: number; question: (typeof QUESTIONS)[number]; act: "type" | Line | "mine" | "theirs" | "merge" };

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(4),
  question: fc.constantFrom(...QUESTIONS),
  act: fc.constantFrom("type", "type", "type", "type", "whole", "whole", "no_way_out", "no_way_back", "twice", "mine", "theirs", "merge"),
});

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** One author: what stands in the form, the queue behind it, and a line to the portal. */
class Writer {
  line: Line = "whole";
  readonly shown = new Map<string, string>();
  readonly queue: SaveQueue;

  constructor(
    private readonly reportId: string,
    private readonly headers: Record<string, string>,
  ) {
    // Waits are as short as can be: their lengths are tested with the queue itself.
    const timers = { set: (work: () => void) => setTimeout(work, 1), clear: (timer: unknown) => clearTimeout(timer as never), now: () => Date.now() };
    this.queue = new SaveQueue({ send: (saves) => this.send(saves), newId: () => randomUUID(), timers });
    for (const question of QUESTIONS) this.queue.register(question, { value: null, confidential: false, revision: 0, savedAt: null });
  }

  private async send(saves: readonly QueuedSave[]): Promise<Outcome[]> {
    if (this.line === "no_way_out") throw new Error("no line");
    const body = JSON.stringify(saves.map(({ opId, unit, baseRevision, value, via }) => ({ opId, question: unit, baseRevision, value, ...(via && { via }) })));
    const once = () =>
      fetch(`${edge.origin}/api/v1/reports/${this.reportId}/saves`, { method: "POST", headers: { ...this.headers, "content-type": "application/json" }, body });
    const lost = this.line === "no_way_back";
    const [response] = await Promise.all(this.line === "twice" ? [once(), once()] : [once()]);
    if (lost) throw new Error("no answer");
    const { results } = (await response!.json()) as { results: { status: number }[] };
    return results.map((result) => outcomeOf(result.status, result));
  }

  type(question: string, word: string): void {
    const text = `${this.shown.get(question) ?? ""} ${word}`.trim();
    this.shown.set(question, text);
    this.queue.change(question, { value: text, confidential: false });
  }

  /** What the panel of a conflict does for each of its buttons. */
  async choose(question: string, act: "mine" | "theirs" | "merge"): Promise<void> {
    const { conflict } = this.queue.view(question);
    if (!conflict) return;
    if (act === "theirs") {
      const theirs = await this.queue.takeTheirs(question);
      if (theirs) this.shown.set(question, textOf(theirs.value));
      return;
    }
    if (act === "merge") {
      const { value } = mergeTexts(textOf(conflict.base!.value), this.shown.get(question) ?? "", textOf(conflict.value));
      this.shown.set(question, value);
      this.queue.change(question, { value, confidential: false, via: "merge" });
    }
    await this.queue.keepMine(question);
  }

  isDone(): boolean {
    return !this.queue.hasUnsent() && QUESTIONS.every((question) => !this.queue.view(question).conflict);
  }
}

async function headersOf(author: Author, index: number): Promise<Record<string, string>> {
  if (index === 0) return author.program;
  const token = await createApiToken(await makeColleague(author), { label: "test", scopes: ["reports:read", "reports:write"], expiresAt: null });
  if (!token.ok) throw new Error(token.error.code);
  return { authorization: `Bearer ${token.value.token}` };
}

test("two to five authors on lines that break agree in the end, and no word of anybody's is lost", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.array(step, { minLength: 30, maxLength: 60 }), async (count, steps) => {
      const author = await makeAuthor(db, edge.origin);
      const writers: Writer[] = [];
      for (let index = 0; index < count; index++) writers.push(new Writer(author.reportId, await headersOf(author, index)));
      const typed = new Map<string, string[]>(QUESTIONS.map((question) => [question, []]));
      for (const [index, { who, question, act }] of steps.entries()) {
        const writer = writers[who % count]!;
        if (act === "type") {
          const word = `word${index}by${who % count}`;
          typed.get(question)!.push(word);
          writer.type(question, word);
        } else if (act === "mine" || act === "theirs" || act === "merge") await writer.choose(question, act);
        else writer.line = act;
        if (index % 3 === 0) await new Promise((done) => setTimeout(done, 4));
      }
      for (const writer of writers) writer.line = "whole";
      for (let round = 0; round < 20 && !writers.every((writer) => writer.isDone()); round++)
        for (const writer of writers) {
          writer.queue.resume();
          await writer.queue.flush();
          for (const question of QUESTIONS) await writer.choose(question, "merge");
        }
      expect(writers.every((writer) => writer.isDone())).toBe(true);
      const listed = await listAnswers(author.ctx, author.reportId);
      if (!listed.ok) throw new Error(listed.error.code);
      for (const question of QUESTIONS) {
        const answer = listed.value.items.find((candidate) => candidate.question === question);
        const saves = await db.save.findMany({ where: { scope: `report:${author.reportId}`, unit: question } });
        // Each revision was made once: whoever stands on the same one shows the same text.
        for (const { queue, shown } of writers) if (answer && queue.view(question).revision === answer.revision) expect(shown.get(question)).toBe(answer.value);
        expect(writers.some(({ queue }) => queue.view(question).revision === (answer?.revision ?? 0))).toBe(true);
        const kept = new Set(saves.flatMap(({ value }) => textOf(value).split(/\s+/)));
        expect(typed.get(question)!.filter((word) => !kept.has(word))).toEqual([]);
      }
    }),
    { numRuns: 4, seed: 20, endOnFailure: true },
  );
});
