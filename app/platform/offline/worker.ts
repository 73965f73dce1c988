import { PageCopies } from "./page-copies";

/**
 * The service worker: stands between the pages of the portal and the line. Pages come from the portal, and an author's from
 * their device when it cannot be reached; files of the build come from the device. Everything else it leaves alone. Its
 * address names its build: the first page of a new build brings its own worker along.
 */

type Client = { id: string };
type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Lasting & { request: Request; preloadResponse?: Promise<Response | undefined>; respondWith(answer: Promise<Response>): void };
type Telling = Lasting & { data: unknown; source: Client | null };
type Worker = {
  location: Location;
  caches: CacheStorage;
  clients: { claim(): Promise<void>; matchAll(options: { type: "window"; includeUncontrolled: true }): Promise<readonly Client[]> };
  registration: { navigationPreload?: { enable(): Promise<void> } };
  skipWaiting(): Promise<void>;
  addEventListener(type: "activate", act: (event: Lasting) => void): void;
  addEventListener(type: "fetch", act: (event: Fetching) => void): void;
  addEventListener(type: "message", act: (event: Telling) => void): void;
};

const worker = self as unknown as Worker;
const build = new URL(worker.location.href).searchParams.get("build") ?? "";
const copies = new PageCopies(worker.caches, build);
/** What a proxy says in place of a portal that cannot be reached, and the portal when its database cannot. */
const AWAY: readonly number[] = [502, 503, 504];

worker.addEventListener("activate", (event) => {
  const start = async (): Promise<void> => {
    await copies.removeOthers();
    await worker.registration.navigationPreload?.enable();
    await worker.clients.claim();
  };
  event.waitUntil(start());
});

/** Pages that have said which build they are of. */
const builds = new Map<string, unknown>();

/** Takes over from an older worker as soon as no page of an older build is open: those may still need what it keeps. */
worker.addEventListener("message", (event) => {
  const { source, data } = event;
  if (source) builds.set(source.id, data);
  const takeOver = async (): Promise<void> => {
    const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (pages.every(({ id }) => builds.get(id) === build)) await worker.skipWaiting();
  };
  event.waitUntil(takeOver());
});

async function page(event: Fetching): Promise<Response> {
  const { pathname, search } = new URL(event.request.url);
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    // An address with more in it shows something else than the page itself: only whose it is is taken note of.
    if (!AWAY.includes(answer.status)) event.waitUntil(copies.heard(search ? "" : pathname, answer.clone()));
    return (AWAY.includes(answer.status) && (await copies.find(pathname))) || answer;
  } catch (error) {
    const copy = await copies.find(pathname);
    if (copy) return copy;
    throw error;
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname.startsWith("/assets/")) event.respondWith(copies.asset(request, () => fetch(request)));
  else if (request.mode === "navigate") event.respondWith(page(event));
});
