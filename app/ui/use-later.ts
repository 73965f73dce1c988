import { startTransition, useEffect, useState, type ComponentType } from "react";

/** Who has not touched a page by then reads it: the line has long been free for what is good to have. */
const LATER_MS = 10_000;

/**
 * A part of the page that is fetched once the rest is used, or has been there for a while; at once where the page comes
 * from the device. Null until then, and where it cannot be had: the page goes on without it.
 */
export function useLater<P>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> | null {
  const [part, setPart] = useState<ComponentType<P> | null>(null);
  const [first] = useState(() => load);
  useEffect(() => {
    // What comes while the page still comes alive waits for that.
    const show = ({ default: found }: { default: ComponentType<P> }): void => startTransition(() => setPart(() => found));
    const fetchIt = (): void => void first().then(show, () => undefined);
    const timer = setTimeout(fetchIt, document.documentElement.dataset.kept ? 0 : LATER_MS);
    document.addEventListener("focusin", fetchIt, { once: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("focusin", fetchIt);
    };
  }, [first]);
  return part;
}
