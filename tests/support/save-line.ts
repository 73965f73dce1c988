import type { Outcome, QueuedSave } from "~/features/saves/model/queue-states";

/** A server that keeps revisions and operation ids as the real one does, behind a line that the test holds in its hand. */
export class Server {
  now = { value: null as unknown, confidential: false, revision: 0, by: "" };
  readonly answered = new Map<string, { text: string; outcome: Outcome }>();
  readonly seen: (QueuedSave & { leaving: boolean })[] = [];
  readonly history: unknown[] = [];

  apply(save: QueuedSave, by = "me"): Outcome {
    const text = JSON.stringify(save.value);
    const before = this.answered.get(save.opId);
    if (before) return before.text === text ? before.outcome : { kind: "reused" };
    if (save.baseRevision > this.now.revision) return { kind: "ahead", revision: this.now.revision };
    this.history.push(save.value);
    let outcome: Outcome;
    if (this.now.revision > 0 && text === JSON.stringify(this.now.value)) outcome = { kind: "saved", revision: this.now.revision, savedAt: "t" };
    else if (save.baseRevision < this.now.revision)
      outcome = {
        kind: "conflict",
        current: { value: this.now.value, confidential: false, revision: this.now.revision, updatedBy: this.now.by, updatedAt: "t" },
      };
    else {
      this.now = { value: save.value, confidential: save.confidential, revision: this.now.revision + 1, by };
      outcome = { kind: "saved", revision: this.now.revision, savedAt: `t${this.now.revision}` };
    }
    this.answered.set(save.opId, { text, outcome });
    return outcome;
  }
}

/** Time that passes only when told. */
export class Clock {
  time = 0;
  private next = 1;
  private readonly due = new Map<number, { at: number; work: () => void }>();
  readonly timers = {
    set: (work: () => void, ms: number): unknown => (this.due.set(this.next, { at: this.time + ms, work }), this.next++),
    clear: (timer: unknown): void => void this.due.delete(timer as number),
    now: () => this.time,
  };
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settle();
      const [id, first] = [...this.due].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (id === undefined || !first || first.at > end) break;
      this.due.delete(id);
      this.time = first.at;
      first.work();
    }
    this.time = end;
    await settle();
  }
}
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};
