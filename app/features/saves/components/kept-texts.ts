import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Kept } from "../model/queue-states";

/**
 * What was typed and is not known to be with the server, on this device: it outlives the tab, the browser and the line.
 * Each person, report and tab has its own, so that two people at one computer, or two tabs, never mix.
 */

const DATABASE = "portal";
const STORE = "kept";
/** A key pressed is on the disk after this time. */
const PAUSE_MS = 300;
/** A page that is being reloaded gives up its name within this time. */
const OWN_NAME_MS = 1_000;
const TAB = "portal.tab";

/** One unit as one tab left it. */
export type KeptRecord = Kept & { person: string; report: string; unit: string; tab: string; at: number };
type Key = [person: string, report: string, unit: string, tab: string];

interface Tables extends DBSchema {
  [STORE]: { key: Key; value: KeptRecord };
}

const keyOf = ({ person, report, unit, tab }: KeptRecord): Key => [person, report, unit, tab];

let opened: Promise<IDBPDatabase<Tables>> | null = null;
const database = (): Promise<IDBPDatabase<Tables>> =>
  (opened ??= openDB<Tables>(DATABASE, 1, {
    upgrade: (made) => void made.createObjectStore(STORE, { keyPath: ["person", "report", "unit", "tab"] }),
    // A later version of the portal in another tab may change the tables.
    blocking: () => {
      void opened?.then((open) => open.close());
      opened = null;
    },
  }));

const lockOf = (tab: string): string => `${TAB}:${tab}`;

/** True once this page holds the name of a tab; it does so until it ends. Browsers without locks have one tab. */
function hold(tab: string, signal?: AbortSignal): Promise<boolean> {
  if (!("locks" in navigator)) return Promise.resolve(true);
  return new Promise((done) => {
    const keep = (): Promise<never> => (done(true), new Promise<never>(() => undefined));
    navigator.locks.request(lockOf(tab), { signal }, keep).catch(() => done(false));
  });
}

/** The name of this tab: the one it had before it was reloaded or brought back, unless a copy of the tab has it now. */
async function nameOfTab(): Promise<string> {
  const before = sessionStorage.getItem(TAB);
  if (before && (await hold(before, AbortSignal.timeout(OWN_NAME_MS)))) return before;
  const fresh = crypto.randomUUID();
  await hold(fresh);
  sessionStorage.setItem(TAB, fresh);
  return fresh;
}

let named: Promise<string> | null = null;
const tabName = (): Promise<string> => (named ??= nameOfTab());

async function liveTabs(): Promise<Set<string>> {
  if (!("locks" in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map(({ name = "" }) => name));
}

/** Keeps what one page of a report has not yet brought to the server. Where the device keeps nothing, it does nothing. */
export class KeptTexts {
  private readonly waiting = new Map<string, Kept | null>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** Units this page has put on the device: others need not be looked for there. */
  private readonly written = new Set<string>();
  /** The save of each unit that went out last. */
  private readonly sent = new Map<string, string>();

  /** True while the device keeps what it is given. */
  works = true;

  constructor(
    private readonly person: string,
    private readonly report: string,
  ) {}

  /**
   * What is not with the server of a unit now; null when nothing is. Written soon, in one go with others; at once when a
   * save goes out, and when nothing is left: a page that ends before would leave the text before it, and the next page
   * take that for a newer one (or ask again about two texts of which one was chosen).
   */
  readonly note = (unit: string, kept: Kept | null): void => {
    if (!kept && !this.written.has(unit) && !this.waiting.has(unit)) return;
    this.waiting.set(unit, kept);
    const save = kept?.sent.at(-1)?.opId;
    const goesOut = save !== undefined && this.sent.get(unit) !== save;
    if (goesOut) this.sent.set(unit, save);
    if (goesOut || !kept) void this.write();
    else this.timer ??= setTimeout(() => void this.write(), PAUSE_MS);
  };

  /** Writes at once what waits to be written. */
  async write(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.waiting.size === 0) return;
    const changes = [...this.waiting];
    this.waiting.clear();
    for (const [unit, kept] of changes) if (kept) this.written.add(unit);
    try {
      const [open, tab] = await Promise.all([database(), tabName()]);
      const { store, done } = open.transaction(STORE, "readwrite");
      for (const [unit, kept] of changes) {
        const record = { person: this.person, report: this.report, unit, tab };
        void (kept ? store.put({ ...kept, ...record, at: Date.now() }) : store.delete(keyOf(record as KeptRecord)));
      }
      await done;
      this.works = true;
    } catch {
      this.works = false;
      // A private window or a full disk: the page itself still has the text, and says so where it cannot be sent.
    }
  }

  /** What tabs that have ended left of this report, this one's own before a reload included; the oldest first. */
  async left(): Promise<KeptRecord[]> {
    try {
      const [open, tab, live] = await Promise.all([database(), tabName(), liveTabs()]);
      const all = await open.getAll(STORE, IDBKeyRange.bound([this.person, this.report], [this.person, this.report, []]));
      return all.filter((record) => record.tab === tab || !live.has(lockOf(record.tab))).sort((a, b) => a.at - b.at);
    } catch {
      return [];
    }
  }

  /** Forgets what a tab left, once this page has it and has written it itself. */
  async forget(record: KeptRecord): Promise<void> {
    await this.write();
    try {
      const { store, done } = (await database()).transaction(STORE, "readwrite");
      // A page with the tab's name may have written since: this one, or the tab brought back.
      if ((await store.get(keyOf(record)))?.at === record.at) void store.delete(keyOf(record));
      await done;
    } catch {
      // What stays is answered by its ids the next time.
    }
  }
}
