import { assetsIn, PageCopies } from "./page-copies";

/** What a page does for being opened again without a line. Loaded once the page is usable; nothing here may slow it down. */

/** No report has as many pages; a bound on what one visit fetches. */
const MOST_PAGES = 60;
/** Between two looks whether the author's own work is through. */
const PAUSE_MS = 1_000;

/** Between two questions whether the portal is back. */
const BACK_MS = 10_000;

type Connection = { saveData?: boolean; effectiveType?: string };

/** The build this page is of. */
export const buildOfPage = (): string => window.__remixManifest.version;

const copiesOfPage = (): PageCopies => new PageCopies(caches, buildOfPage());
/** Only pages of a secure origin have a store. While developing there is no worker to bring, and nothing is kept. */
const isAble = (): boolean => "caches" in window && "serviceWorker" in navigator;

/** Brings the worker of this page's build. One of an older build goes on until no page of that build is open. */
export async function startWorker(): Promise<void> {
  if (!isAble()) return;
  const registration = await navigator.serviceWorker.register(`/worker.js?build=${buildOfPage()}`, { updateViaCache: "none" });
  const tell = (): void => registration.waiting?.postMessage(buildOfPage());
  tell();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
}

const isSparing = (): boolean => {
  const { connection } = navigator as Navigator & { connection?: Connection };
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? "");
};

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, PAUSE_MS);
    signal.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });

type Visit = {
  /** Addresses of the report's pages. */
  paths: readonly string[];
  /** True while the author's own saves want the line. */
  isBusy: () => boolean;
  /** Fetches the texts a page says it needs: their files stand in no page. */
  fetchTexts: (names: string[]) => Promise<void>;
  signal: AbortSignal;
};

/**
 * Keeps the pages of a report that is being read, one after the other, and the files they need. Nothing is fetched for
 * whoever spares data or is on the slowest lines; it ends when the page does.
 */
export async function keepReport({ paths, isBusy, fetchTexts, signal }: Visit): Promise<void> {
  if (!isAble() || isSparing()) return;
  const copies = copiesOfPage();
  const addFetched = (): Promise<void> => copies.addAssets(performance.getEntriesByType("resource").flatMap(({ name }) => assetsIn(new URL(name).pathname)));
  await addFetched();
  const texts = new Set<string>();
  for (const path of paths.slice(0, MOST_PAGES)) {
    while (isBusy() && !signal.aborted) await pause(signal);
    if (signal.aborted) return;
    if (await copies.isFresh(path)) continue;
    const answer = await fetch(path, { headers: { accept: "text/html" }, credentials: "same-origin", redirect: "manual", priority: "low", signal });
    const page = await answer.clone().text();
    // Somebody else's by now, or nobody's: there is nothing more to keep.
    if (!(await copies.heard(path, answer))) return;
    await copies.addAssets(assetsIn(page));
    for (const name of / data-texts="([^"]*)"/.exec(page)?.[1]?.split(" ") ?? []) texts.add(name);
  }
  await fetchTexts([...texts]);
  await addFetched();
}

const noteKey = (report: string, unit = ""): string => `/saved/${report}/${unit}`;

/** Keeps what a page has saved since the copies were made, so that a copy shows it. */
export async function noteSaved<T extends { unit: string }>(person: string, report: string, saved: T): Promise<void> {
  if (isAble()) await copiesOfPage().putNote(person, noteKey(report, saved.unit), saved);
}

/** What this person has saved of a report on this device. */
export async function savedSince<T extends { unit: string }>(person: string, report: string): Promise<T[]> {
  return isAble() ? ((await copiesOfPage().notes(person, noteKey(report))) as T[]) : [];
}

/** When this page was made, where it is a copy shown for want of a line; null once the line is back. */
export const keptAt = (): string | null => document.documentElement.dataset.kept ?? null;

/** Asks for the page again now and then until the portal answers: this page is then no longer all there is. Answers how to stop. */
export function untilBack(isBack: () => void): () => void {
  const end = new AbortController();
  const ask = async (): Promise<void> => {
    const answer = await fetch(window.location.pathname, { method: "HEAD", redirect: "manual", signal: end.signal }).catch(() => null);
    if (!answer || answer.status >= 500) return;
    delete document.documentElement.dataset.kept;
    stop();
    isBack();
  };
  const timer = setInterval(() => void ask(), BACK_MS);
  const stop = (): void => {
    end.abort();
    clearInterval(timer);
  };
  window.addEventListener("online", () => void ask(), { signal: end.signal });
  void ask();
  return stop;
}
