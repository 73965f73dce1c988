import { randomUUID } from "node:crypto";
import { outcomeOf } from "~/features/reports/components/save-transport";
import type { AnswerDto } from "~/features/reports/model";
import { SaveQueue } from "~/features/saves/model/queue";
import type { Current, Draft, Kept, Outcome, QueuedSave } from "~/features/saves/model/queue-states";
import { mergeTexts } from "~/lib/merge";

/** How a line is broken: nothing goes out, nothing comes back, or everything arrives twice. */
export const LINES = ["whole", "no_way_out", "no_way_back", "twice"] as const;
export type Line = (typeof LINES)[number];

type Saved = { question: string; revision: number };
type Shown = Draft & { revision: number; savedAt: string | null };

const NOTHING: Shown = { value: null, confidential: false, revision: 0, savedAt: null };
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
/** Waits are as short as can be: their lengths are tested with the queue itself. */
const timers = { set: (work: () => void) => setTimeout(work, 1), clear: (timer: unknown) => clearTimeout(timer as never), now: () => Date.now() };

/**
 * A person with a report open in a browser, without the browser: what stands in the form, the queue of the form behind it,
 * what the device keeps, and two lines to the portal that break apart from each other, one for saves and one for news.
 */
export class ReportPage {
  line: Line = "whole";
  readonly shown = new Map<string, string>();
  queue!: SaveQueue;
  /** Goes up whenever a page ends: those that have ended send, hear and keep nothing more. */
  private page = 0;
  private readonly device = new Map<string, { page: number; question: string; kept: Kept }>();
  private readonly copy = new Map<string, Shown>();
  private readonly heard = new Map<string, Saved>();
  private news: AbortController | null = null;
  private restoring = Promise.resolve();

  constructor(
    private readonly report: string,
    private readonly headers: Record<string, string>,
    private readonly questions: readonly string[],
  ) {}

  /** Opens the page: as the portal has it, or from its copy on the device; then goes on with what an earlier one left. */
  async open(): Promise<void> {
    const own = (this.page += 1);
    this.queue = new SaveQueue({
      send: (saves) => (own === this.page ? this.send(saves) : new Promise(() => undefined)),
      newId: () => randomUUID(),
      keep: (question, kept) => own === this.page && this.keep(own, question, kept),
      timers,
    });
    const answers = await this.ask("/answers")
      .then((response) => response.json() as Promise<{ items: AnswerDto[] }>)
      .catch(() => null);
    for (const question of this.questions) {
      const answer = answers?.items.find((candidate) => candidate.question === question);
      const shown: Shown = answer ? { ...answer, savedAt: answer.updatedAt } : (!answers && this.copy.get(question)) || NOTHING;
      this.copy.set(question, shown);
      this.shown.set(question, textOf(shown.value));
      this.queue.register(question, shown);
    }
    this.queue.subscribe(() => own === this.page && this.fetchNews());
    this.restoring = this.restore(own);
    if (this.news) this.listen();
  }

  /** The page ends without a word, and another is opened. */
  async crash(): Promise<void> {
    await this.open();
  }

  /** The page is closed: what is typed goes out in a request that outlives it. */
  async close(): Promise<void> {
    void this.queue.leave();
    await this.open();
  }

  type(question: string, word: string): void {
    this.change(question, { value: `${this.shown.get(question)!} ${word}`.trim(), confidential: false });
  }

  /** What the panel of a conflict does for each of its buttons. */
  async choose(question: string, act: "mine" | "theirs" | "merge"): Promise<void> {
    const { queue } = this;
    const { conflict } = queue.view(question);
    if (!conflict) return;
    if (act === "theirs") {
      const theirs = await queue.takeTheirs(question);
      if (theirs && queue === this.queue) this.shown.set(question, textOf(theirs.value));
      return;
    }
    if (act === "merge") {
      const { value } = mergeTexts(textOf(conflict.base?.value), this.shown.get(question)!, textOf(conflict.value));
      this.change(question, { value, confidential: false, via: "merge" });
    }
    await queue.keepMine(question);
  }

  /** Follows what happens to the report from now on, as a page in sight does. */
  listen(): void {
    this.stopListening();
    const news = new AbortController();
    this.news = news;
    // A stream that ends is an end like any other: what it did not tell is told by the next one.
    void this.follow(news.signal).catch(() => undefined);
  }

  stopListening(): void {
    this.news?.abort();
    this.news = null;
  }

  /** Sends all it can, merges what is in conflict, and answers whether nothing of this person's is open any more. */
  async settle(): Promise<boolean> {
    await this.restoring;
    this.queue.resume();
    await this.queue.flush();
    for (const question of this.questions) await this.choose(question, "merge");
    this.fetchNews();
    return !this.queue.hasUnsent() && this.questions.every((question) => !this.queue.view(question).conflict) && this.device.size === 0;
  }

  private change(question: string, draft: Draft): void {
    this.shown.set(question, textOf(draft.value));
    this.queue.change(question, draft);
  }

  private keep(page: number, question: string, kept: Kept | null): void {
    const key = `${page} ${question}`;
    if (kept) this.device.set(key, { page, question, kept: structuredClone(kept) });
    else this.device.delete(key);
  }

  /** One after the other: two pages may have left the same answer, and the later one is to stand. */
  private async restore(own: number): Promise<void> {
    for (const [key, { page, question, kept }] of [...this.device]) {
      if (page === own) continue;
      const draft = await this.queue.restore(question, kept);
      if (own !== this.page) return;
      if (draft) this.shown.set(question, textOf(draft.value));
      this.device.delete(key);
    }
  }

  private async ask(path: string, init: RequestInit = {}, times = 1): Promise<Response> {
    const { line } = this;
    if (line === "no_way_out") throw new Error("no line");
    const once = () => fetch(`${this.report}${path}`, { ...init, headers: { ...this.headers, "content-type": "application/json" } });
    const [response] = await Promise.all(Array.from({ length: line === "twice" ? times : 1 }, once));
    if (line === "no_way_back") throw new Error("no answer");
    return response!;
  }

  private async send(saves: readonly QueuedSave[]): Promise<Outcome[]> {
    const body = JSON.stringify(saves.map(({ opId, unit, baseRevision, value, via }) => ({ opId, question: unit, baseRevision, value, ...(via && { via }) })));
    const response = await this.ask("/saves", { method: "POST", body }, 2);
    const { results } = (await response.json()) as { results: { status: number }[] };
    return results.map((result) => outcomeOf(result.status, result));
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const response = await fetch(`${this.report}/live`, { headers: this.headers, signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (text + part.value).split("\n\n");
      text = blocks.pop()!;
      for (const block of blocks) {
        const [, data] = /^event: (?:hello|saved)\ndata: (.*)$/s.exec(block) ?? [];
        if (!data) continue;
        for (const saved of (JSON.parse(data) as { saved: Saved[] }).saved) this.heard.set(saved.question, saved);
        this.fetchNews();
      }
    }
  }

  /** Reads what is newer than the page shows, where nothing of this person's is in the way. */
  private fetchNews(): void {
    const { queue } = this;
    for (const [question, saved] of this.heard) {
      const { status, revision } = queue.view(question);
      if (saved.revision <= revision || (status !== "saved" && status !== "untouched")) continue;
      this.heard.delete(question);
      this.ask(`/answers/${question}`)
        .then((response) => response.json() as Promise<Current>)
        .then((answer) => queue === this.queue && queue.observe(question, answer) && this.shown.set(question, textOf(answer.value)))
        .catch(() => this.heard.set(question, saved));
    }
  }
}
