import { NOBODY, PERSON_HEADER } from "~/lib/headers";

/**
 * Copies of an author's pages on their device, for opening a report again without a line. The worker and the pages use the
 * same store. All copies belong to the one person the portal answered last; an answer to anybody else, or to nobody,
 * takes them away. Each carries the headers it came with, its policy for scripts among them.
 */

const PREFIX = "portal";
const READER = `${PREFIX}.reader`;
const READER_KEY = "/reader";
/** As long as a session lives: who has been away longer signs in again before anything of theirs is shown. */
const MOST_DAYS = 14;
const DAY_MS = 86_400_000;
/** A copy that is younger need not be fetched again while its report is read. */
const FRESH_MS = 3_600_000;

/** Whom the portal answered last, and when by its own clock. */
type Reader = { person: string; at: number };

const AUTHORS_PAGE = /^\/[a-z]{2}\/reports\/[0-9a-f-]{36}(?:\/sections\/[\w-]+)?$/;

/** Is this the address of a page that may be kept: a report of an author, one of its sections? */
export const isAuthorsPage = (pathname: string): boolean => AUTHORS_PAGE.test(pathname);

/** Files of the build named in a page. */
export const assetsIn = (page: string): string[] => [...new Set(page.match(/\/assets\/[\w.-]+\.(?:js|css|woff2)/g) ?? [])];

const timeOf = (answer: Response): number => Date.parse(answer.headers.get("date") ?? "");

export class PageCopies {
  constructor(
    private readonly caches: CacheStorage,
    /** Build of the portal: pages and files of different ones do not go together. */
    private readonly build: string,
    private readonly now: () => number = () => Date.now(),
  ) {}

  private pagesOf(person: string): string {
    return `${PREFIX}.pages.${this.build}.${person}`;
  }

  private get assets(): string {
    return `${PREFIX}.assets.${this.build}`;
  }

  private async reader(): Promise<Reader | null> {
    const noted = await (await this.caches.open(READER)).match(READER_KEY);
    return noted ? ((await noted.json()) as Reader) : null;
  }

  private async removeAll(isOver: (name: string) => boolean): Promise<void> {
    const names = (await this.caches.keys()).filter((name) => name.startsWith(`${PREFIX}.`) && name !== READER && isOver(name));
    await Promise.all(names.map((name) => this.caches.delete(name)));
  }

  /** Removes what other builds have left. */
  async removeOthers(): Promise<void> {
    await this.removeAll((name) => name !== this.assets && !name.startsWith(this.pagesOf("")));
  }

  /**
   * Takes note of an answer of the portal to a page: whose it is, and where it is a page of an author the copy of it. Says
   * whether the copy was kept. An answer that is older than the last one may be another person's by now.
   */
  async heard(pathname: string, answer: Response): Promise<boolean> {
    const person = answer.headers.get(PERSON_HEADER);
    const at = timeOf(answer);
    if (answer.type === "opaqueredirect" || person === null || Number.isNaN(at)) return false;
    const before = await this.reader();
    if (before && at < before.at) return false;
    const own = this.pagesOf(person);
    if (before?.person !== person) await this.removeAll((name) => name.startsWith(`${PREFIX}.pages.`) && name !== own);
    await (await this.caches.open(READER)).put(READER_KEY, Response.json({ person, at } satisfies Reader));
    if (!isAuthorsPage(pathname) || person === NOBODY) return false;
    const pages = await this.caches.open(own);
    const isPage = answer.status === 200 && !answer.redirected && (answer.headers.get("content-type") ?? "").startsWith("text/html");
    if (isPage) await pages.put(pathname, answer);
    // A page that is gone or closed to this person is so without a line, too. What is wrong with the portal passes.
    else if (answer.status < 500) await pages.delete(pathname);
    return isPage;
  }

  private async copyOf(pathname: string): Promise<Response | null> {
    if (!isAuthorsPage(pathname)) return null;
    const reader = await this.reader();
    if (!reader || reader.person === NOBODY) return null;
    const copy = await (await this.caches.open(this.pagesOf(reader.person))).match(pathname, { ignoreVary: true });
    if (!copy || copy.headers.get(PERSON_HEADER) !== reader.person) return null;
    return this.now() - timeOf(copy) < MOST_DAYS * DAY_MS ? copy : null;
  }

  /** True while the copy of a page is young enough to stay as it is. */
  async isFresh(pathname: string): Promise<boolean> {
    const copy = await this.copyOf(pathname);
    return copy !== null && this.now() - timeOf(copy) < FRESH_MS;
  }

  /** The last good copy of a page for the person it belongs to; it says in `data-kept` when it was made. */
  async find(pathname: string): Promise<Response | null> {
    const copy = await this.copyOf(pathname);
    if (!copy) return null;
    const page = (await copy.text()).replace("<html", `<html data-kept="${new Date(timeOf(copy)).toISOString()}"`);
    const headers = new Headers(copy.headers);
    // They speak of the bytes that came over the line.
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    return new Response(page, { status: 200, headers });
  }

  /** A file of the build: its name carries a hash of it, so that a copy is as good as the file. */
  async asset(request: Request, load: () => Promise<Response>): Promise<Response> {
    const files = await this.caches.open(this.assets);
    const copy = await files.match(request.url, { ignoreVary: true });
    if (copy) return copy;
    const answer = await load();
    if (answer.status === 200) await files.put(request.url, answer.clone());
    return answer;
  }

  /** Keeps files of the build that are not kept yet. */
  async addAssets(paths: readonly string[]): Promise<void> {
    const files = await this.caches.open(this.assets);
    for (const path of paths) if (!(await files.match(path, { ignoreVary: true }))) await files.add(path).catch(() => undefined);
  }

  /** Keeps a small note of the person's with their copies; it goes when they go. */
  async putNote(person: string, key: string, note: unknown): Promise<void> {
    if ((await this.reader())?.person === person) await (await this.caches.open(this.pagesOf(person))).put(key, Response.json(note));
  }

  /** The notes whose keys begin so. */
  async notes(person: string, prefix: string): Promise<unknown[]> {
    if ((await this.reader())?.person !== person) return [];
    const pages = await this.caches.open(this.pagesOf(person));
    const keys = (await pages.keys()).filter(({ url }) => new URL(url).pathname.startsWith(prefix));
    return Promise.all(keys.map(async (key) => (await pages.match(key))?.json() as Promise<unknown>));
  }
}
