/** A line that cannot be had at all is tried again after this. */
const AGAIN_MS = 30_000;

/** What is done with each kind of event, given its data. */
type Heard = Readonly<Record<string, (data: never) => void>>;

/**
 * Follows server-sent events while the page is in sight: a tab that is not looked at keeps no line busy. `lost` hears that
 * nothing is known from there for now. Answers how to stop.
 */
export function followStream(address: string, heard: Heard, lost: () => void): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    clearTimeout(again);
    if (source || document.visibilityState === "hidden") return;
    const own = new EventSource(address);
    source = own;
    for (const [kind, hear] of Object.entries(heard)) own.addEventListener(kind, (event) => hear(JSON.parse((event as MessageEvent<string>).data) as never));
    own.addEventListener("error", () => {
      lost();
      if (own.readyState !== EventSource.CLOSED) return;
      source = null;
      again = setTimeout(open, AGAIN_MS);
    });
  };
  const close = (): void => {
    clearTimeout(again);
    source?.close();
    source = null;
    lost();
  };
  const turn = (): void => (document.visibilityState === "hidden" ? close() : open());
  document.addEventListener("visibilitychange", turn);
  open();
  return () => {
    document.removeEventListener("visibilitychange", turn);
    close();
  };
}
