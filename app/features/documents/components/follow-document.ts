import type { Reader, SavedText } from "../model/live";

/** A line that cannot be had at all is tried again after this. */
const AGAIN_MS = 30_000;

type Follower = { here: (readers: Reader[]) => void; saved: (saved: SavedText[]) => void };

/** Follows a document while its page is in sight: a tab that is not looked at keeps no line busy. Answers how to stop. */
export function followDocument(address: string, { here, saved }: Follower): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  const read = <T>(event: Event): T => JSON.parse((event as MessageEvent<string>).data) as T;
  const open = (): void => {
    clearTimeout(again);
    if (source || document.visibilityState === "hidden") return;
    const own = new EventSource(address);
    source = own;
    own.addEventListener("here", (event) => here(read<Reader[]>(event)));
    own.addEventListener("saved", (event) => saved(read<SavedText[]>(event)));
    own.addEventListener("error", () => {
      here([]);
      if (own.readyState !== EventSource.CLOSED) return;
      source = null;
      again = setTimeout(open, AGAIN_MS);
    });
  };
  const close = (): void => {
    clearTimeout(again);
    source?.close();
    source = null;
    here([]);
  };
  const turn = (): void => (document.visibilityState === "hidden" ? close() : open());
  document.addEventListener("visibilitychange", turn);
  open();
  return () => {
    document.removeEventListener("visibilitychange", turn);
    close();
  };
}
