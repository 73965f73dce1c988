/** The browser's store of answers, in memory: as much of it as the portal uses, with the same names. */
class MemoryCache {
  private readonly answers = new Map<string, Response>();
  private readonly keyOf = (request: RequestInfo | URL): string => new URL(request instanceof Request ? request.url : request, "http://portal.example").href;
  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    return this.answers.get(this.keyOf(request))?.clone();
  }
  async put(request: RequestInfo | URL, answer: Response): Promise<void> {
    this.answers.set(this.keyOf(request), answer.clone());
  }
  async delete(request: RequestInfo | URL): Promise<boolean> {
    return this.answers.delete(this.keyOf(request));
  }
  async keys(): Promise<Request[]> {
    return [...this.answers.keys()].map((url) => new Request(url));
  }
}

export function memoryCaches(): CacheStorage {
  const stores = new Map<string, MemoryCache>();
  const storage = {
    async open(name: string): Promise<MemoryCache> {
      const store = stores.get(name) ?? new MemoryCache();
      stores.set(name, store);
      return store;
    },
    keys: async (): Promise<string[]> => [...stores.keys()],
    delete: async (name: string): Promise<boolean> => stores.delete(name),
  };
  return storage as unknown as CacheStorage;
}
