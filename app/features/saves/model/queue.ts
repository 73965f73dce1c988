import type { Current, Draft, Halt, Kept, Outcome, QueueOptions, QueueView, QueuedSave, UnitView } from "./queue-states";
import { draftOf, keptOf, overviewOf, statusOf, textOf, unitOf, type Unit } from "./queue-unit";

/**
 * The writer's side of saving: what was typed, what is on its way, what the server holds. One queue for a page; each unit
 * (an answer, a text) has its own line, with one request at a time, in order. Nothing typed leaves the queue before the
 * server has acknowledged it. Knows no browser and no address: sending, time and ids are given to it.
 */

const PAUSE_MS = 1_200;
const PATIENCE_MS = 8_000;
const BACK_OFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** So often a save that is ahead of the server is repeated before it is put on what the server has. */
const AHEAD_ATTEMPTS = 3;

const systemTimers = {
  set: (work: () => void, ms: number): unknown => setTimeout(work, ms),
  clear: (timer: unknown): void => clearTimeout(timer as never),
  now: () => Date.now(),
};

export class SaveQueue {
  private readonly units = new Map<string, Unit>();
  private readonly listeners = new Set<() => void>();
  private readonly timers: NonNullable<QueueOptions["timers"]>;
  private halt: Halt = null;
  /** Waits for the next attempt at what could not be sent, of all units together. */
  private again: unknown = null;
  private overview: QueueView;

  constructor(private readonly options: QueueOptions) {
    this.timers = options.timers ?? systemTimers;
    this.overview = overviewOf([], null);
  }

  /** Makes a unit known with what the page shows of it. A unit known already is left alone. */
  register(id: string, shown: Draft & { revision: number; savedAt: string | null }): void {
    if (this.units.has(id)) return;
    this.units.set(id, unitOf(id, shown));
    this.overview = overviewOf(this.units.values(), this.halt);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** The state of one unit; the same object until it changes. */
  view(id: string): UnitView {
    return this.of(id).view;
  }

  /** The state of all. */
  whole(): QueueView {
    return this.overview;
  }

  /** Something was typed. The same text as before is no change. */
  change(id: string, draft: Draft): void {
    const unit = this.of(id);
    if (textOf(draft) === this.lastText(unit)) {
      unit.draft = null;
      this.stopTimer(unit);
    } else {
      if (!unit.draft) unit.typedSince = this.timers.now();
      unit.draft = draft;
      this.schedule(unit);
    }
    this.tell(unit);
  }

  /** Saves what is shown though nothing was changed: a suggestion that is kept. */
  keep(id: string, draft: Draft): Promise<boolean> {
    const unit = this.of(id);
    unit.draft = draft;
    this.tell(unit);
    return this.flush(id);
  }

  /**
   * Goes on with what another page left behind when it ended. Answers the newest text of it, for this page to show; null
   * when the server has it all, or when something was typed here meanwhile, which is newer.
   */
  async restore(id: string, { revision, sent, draft, draftId }: Kept): Promise<Draft | null> {
    const unit = this.of(id);
    let unsent = sent;
    unit.held = true;
    if (revision < unit.base.revision && sent.length > 0) {
      // The server has moved on: by these saves, which then are done, or by somebody else's.
      for (const outcome of await this.send(sent, false)) {
        if (outcome.kind !== "saved") break;
        revision = outcome.revision;
        unsent = unsent.slice(1);
      }
    }
    if (revision < unit.base.revision && unsent.length === 0 && draft && draftId) {
      // The page may have sent the draft as it was closed: then this text has arrived, or a later one by the same id.
      const [outcome] = await this.send([{ ...draft, opId: draftId, unit: id, baseRevision: revision }], false);
      if (outcome!.kind === "saved" || outcome!.kind === "reused") draft = null;
    }
    unit.held = false;
    const [newest, typed] = [draft ?? unsent.at(-1), unit.draft];
    const isBehind = newest !== undefined && textOf(newest) !== unit.base.text;
    if (isBehind) {
      unit.base = { ...unit.base, revision };
      unit.sent.push(...unsent);
      unit.draft = draft;
      unit.draftId = (draft && draftId) ?? unit.draftId;
      // A text typed meanwhile comes after it, so that both are in the history.
      if (typed) this.sendDraft(unit);
      unit.draft ??= typed;
      void this.pump(unit);
    } else this.schedule(unit);
    this.tell(unit);
    return isBehind && !typed ? draftOf(newest) : null;
  }

  /** Letters are being composed (input methods, dead keys): what is there is not yet text, so nothing is sent meanwhile. */
  composing(id: string, composing: boolean): void {
    const unit = this.of(id);
    unit.composing = composing;
    unit.whole = composing ? unit.draft : null;
    if (composing) this.stopTimer(unit);
    else this.schedule(unit);
  }

  /** True while something typed or chosen here, a file on its way too, is not known to be with the server. What a conflict kept aside is with the server. */
  hasUnsent(): boolean {
    return [...this.units.values()].some((unit) => unit.held || unit.draft !== null || unit.sent.length > 0 || unit.view.status === "refused");
  }

  /** Sends all that is typed, or one unit's, at once. True when the server has it all. */
  async flush(id?: string): Promise<boolean> {
    const wanted = id === undefined ? [...this.units.values()] : [this.of(id)];
    await Promise.all(wanted.map((unit) => this.drain(unit)));
    return wanted.every((unit) => !unit.draft && unit.sent.length === 0 && unit.view.status !== "refused");
  }

  /**
   * The page is going away or out of sight: everything goes out at once, in requests that outlive the page, what was typed
   * last first, the saves of a unit in order. Of a text in which letters are being composed only what was whole before goes;
   * the rest stays here and on the device, as the field shows it, and goes out from there the next time.
   */
  async leave(): Promise<void> {
    if (this.halt) return;
    const saves: QueuedSave[] = [];
    for (const unit of [...this.units.values()].sort((one, other) => other.typedSince - one.typedSince)) {
      if (!unit.held) {
        const letters = unit.composing ? unit.draft : null;
        if (letters) [unit.draft, unit.whole] = [unit.whole, null];
        this.sendDraft(unit);
        unit.draft ??= letters;
      }
      saves.push(...unit.sent);
      this.tell(unit);
    }
    if (saves.length === 0) return;
    const outcomes = await this.send(saves, true);
    saves.forEach((save, index) => this.settle(this.of(save.unit), save, outcomes[index]!));
  }

  /** Goes on after the reason for standing still is gone, or at once instead of after a wait. */
  resume(): void {
    this.halt = null;
    for (const unit of this.units.values()) unit.attempts = 0;
    this.catchUp();
    for (const unit of this.units.values()) this.tell(unit);
  }

  /** Saves the page's text over the other one, which stays in the history. */
  keepMine(id: string): Promise<boolean> {
    const unit = this.of(id);
    const { conflict } = unit.view;
    if (!conflict) return Promise.resolve(true);
    unit.draft ??= unit.last && draftOf(unit.last);
    unit.base = { revision: conflict.revision, text: textOf(conflict) };
    unit.last = null;
    unit.view = { ...unit.view, conflict: null, revision: conflict.revision };
    this.tell(unit);
    return this.flush(id);
  }

  /** Takes the other text; the page's own is in the history first. Null when the server could not be told of it. */
  async takeTheirs(id: string): Promise<Current | null> {
    const unit = this.of(id);
    await this.drain(unit);
    const { conflict } = unit.view;
    if (!conflict || unit.draft || unit.sent.length > 0) return null;
    unit.base = { revision: conflict.revision, text: textOf(conflict) };
    unit.last = null;
    unit.view = { ...unit.view, conflict: null, revision: conflict.revision, savedAt: conflict.updatedAt, savedBy: conflict.updatedBy };
    this.tell(unit);
    return conflict;
  }

  /**
   * A newer revision that came from elsewhere: a colleague, another tab. Answers true where it becomes what this page goes
   * on from and is to be shown; false where something of the author's is open here, which is never touched.
   */
  observe(id: string, current: Current): boolean {
    const unit = this.units.get(id);
    if (!unit || unit.draft || unit.sent.length > 0 || unit.last || unit.held || unit.composing) return false;
    if (current.revision <= unit.base.revision) return false;
    unit.base = { revision: current.revision, text: textOf(current) };
    unit.view = { ...unit.view, revision: current.revision, savedAt: current.updatedAt, savedBy: current.updatedBy };
    this.tell(unit);
    return true;
  }

  /** Holds a unit while the server changes it by another way (an upload); `adopt` or `release` ends it. */
  async hold(id: string): Promise<void> {
    const unit = this.of(id);
    await this.drain(unit);
    unit.held = true;
  }

  /** The server has made the next revision of a held unit itself. One that is not the next is left to show as a conflict. */
  adopt(id: string, shown: Draft & { revision: number; savedAt: string }): void {
    const unit = this.of(id);
    if (shown.revision === unit.base.revision + 1) {
      unit.base = { revision: shown.revision, text: textOf(shown) };
      unit.view = { ...unit.view, revision: shown.revision, savedAt: shown.savedAt, savedBy: null };
    }
    this.release(id);
  }

  release(id: string): void {
    const unit = this.of(id);
    unit.held = false;
    this.schedule(unit);
    this.tell(unit);
  }

  private of(id: string): Unit {
    const unit = this.units.get(id);
    if (!unit) throw new Error(`unit ${id} is not registered`);
    return unit;
  }

  /** The text that stands last in line: a change that comes to the same is none. */
  private lastText(unit: Unit): string {
    const save = unit.sent.at(-1) ?? unit.last;
    return save ? textOf(save) : unit.base.text;
  }

  private stopTimer(unit: Unit): void {
    if (unit.timer !== null) this.timers.clear(unit.timer);
    unit.timer = null;
  }

  private schedule(unit: Unit): void {
    this.stopTimer(unit);
    if (!unit.draft || unit.composing || unit.held || this.halt) return;
    const left = unit.typedSince + (this.options.patience ?? PATIENCE_MS) - this.timers.now();
    unit.timer = this.timers.set(() => void this.pump(unit), Math.max(0, Math.min(this.options.pause ?? PAUSE_MS, left)));
  }

  /** Makes the draft the next save of its unit. */
  private sendDraft(unit: Unit): void {
    if (!unit.draft) return;
    this.stopTimer(unit);
    const before = unit.sent.at(-1);
    const baseRevision = before && !unit.view.conflict ? before.baseRevision + 1 : unit.base.revision;
    unit.sent.push({ ...unit.draft, opId: unit.draftId ?? this.options.newId(), unit: unit.id, baseRevision });
    unit.draft = null;
    unit.draftId = null;
  }

  private pump(unit: Unit): Promise<void> {
    if (unit.flight) return unit.flight;
    if (this.halt) return Promise.resolve();
    this.stopTimer(unit);
    if (unit.sent.length === 0 && !unit.composing && !unit.held) this.sendDraft(unit);
    const save = unit.sent[0];
    if (!save) return Promise.resolve();
    unit.flight = this.send([save], false).then(([outcome]) => {
      unit.flight = null;
      this.settle(unit, save, outcome!);
    });
    this.tell(unit);
    return unit.flight;
  }

  /** What has waited goes out together, in the order it was typed in. */
  private catchUp(): void {
    if (this.again !== null) this.timers.clear(this.again);
    this.again = null;
    if (this.halt) return;
    const waiting = [...this.units.values()]
      .filter((unit) => !unit.flight && (unit.sent.length > 0 || (unit.draft !== null && !unit.composing && !unit.held)))
      .sort((one, other) => one.typedSince - other.typedSince);
    for (const unit of waiting) if (unit.sent.length === 0) this.sendDraft(unit);
    const saves = waiting.flatMap(({ sent }) => sent);
    if (saves.length === 0) return;
    const flight = this.send(saves, false).then((outcomes) => {
      saves.forEach((save, index) => this.settle(this.of(save.unit), save, outcomes[index]!));
      for (const unit of waiting) {
        unit.flight = null;
        if (unit.sent.length > 0 && unit.attempts === 0) void this.pump(unit);
      }
    });
    for (const unit of waiting) {
      unit.flight = flight;
      this.tell(unit);
    }
  }

  private async send(saves: readonly QueuedSave[], leaving: boolean): Promise<Outcome[]> {
    try {
      return await this.options.send(saves, { leaving });
    } catch {
      return saves.map(() => ({ kind: "unreachable" }));
    }
  }

  /** Sends until nothing is left, or until it cannot go on now. */
  private async drain(unit: Unit): Promise<void> {
    while (!this.halt && (unit.flight || unit.sent.length > 0 || (unit.draft && !unit.composing && !unit.held))) {
      await this.pump(unit);
      if (unit.attempts > 0) return;
    }
  }

  private settle(unit: Unit, save: QueuedSave, outcome: Outcome): void {
    if (unit.sent[0]?.opId !== save.opId) return;
    switch (outcome.kind) {
      case "saved":
        this.accepted(unit, save, outcome);
        break;
      case "conflict":
        this.keptAside(unit, save);
        unit.view = { ...unit.view, conflict: outcome.current, refusal: null };
        break;
      case "refused":
        this.keptAside(unit, save);
        unit.view = { ...unit.view, refusal: outcome };
        break;
      case "ahead":
        if (unit.attempts >= AHEAD_ATTEMPTS) this.rebase(unit, outcome.revision);
        this.retry(unit);
        break;
      case "reused":
        // The page that left it has sent its last keys after this one was opened: both texts are to be seen.
        unit.sent[0] = { ...save, opId: this.options.newId() };
        unit.attempts = 0;
        break;
      case "unreachable":
        this.retry(unit);
        break;
      default:
        this.halt = outcome;
    }
    if (unit.draft && unit.sent.length === 0) this.schedule(unit);
    else if (unit.sent.length > 0 && unit.attempts === 0) void this.pump(unit);
    this.tell(unit);
  }

  private accepted(unit: Unit, save: QueuedSave, { revision, savedAt }: { revision: number; savedAt: string }): void {
    unit.sent.shift();
    // The line is back, for all that waits for it.
    if (unit.attempts > 0 && this.again !== null) queueMicrotask(() => this.catchUp());
    unit.attempts = 0;
    unit.last = null;
    unit.base = { revision, text: textOf(save) };
    unit.view = { ...unit.view, revision, savedAt, savedBy: null, conflict: null, refusal: null };
    if (unit.sent[0] && unit.sent[0].baseRevision !== revision) this.rebase(unit, revision);
  }

  /** Answered and not accepted. What was sent behind it goes out after it, to be kept aside too; the last of it, where nothing is typed since, is being typed again: it may be all the same text. */
  private keptAside(unit: Unit, save: QueuedSave): void {
    const behind = unit.sent.slice(1).filter((next) => textOf(next) !== textOf(save));
    if (!unit.draft && behind.length > 0) unit.draft = draftOf(behind.pop()!);
    unit.sent = behind.map((next) => ({ ...next, baseRevision: unit.base.revision }));
    unit.attempts = 0;
    unit.last = save;
  }

  /** Puts the first save on another revision: a new save, since the server never kept the old one. */
  private rebase(unit: Unit, revision: number): void {
    unit.base = { ...unit.base, revision };
    unit.sent[0] = { ...unit.sent[0]!, opId: this.options.newId(), baseRevision: revision };
  }

  private retry(unit: Unit): void {
    const wait = BACK_OFF_MS[Math.min(unit.attempts, BACK_OFF_MS.length - 1)]!;
    unit.attempts += 1;
    this.again ??= this.timers.set(() => this.catchUp(), wait);
  }

  private tell(unit: Unit): void {
    const status = statusOf(unit, this.halt);
    if (status !== unit.view.status) unit.view = { ...unit.view, status };
    if (unit.draft) unit.draftId ??= this.options.newId();
    this.overview = overviewOf(this.units.values(), this.halt);
    this.options.keep?.(unit.id, keptOf(unit));
    for (const listener of this.listeners) listener();
  }
}
