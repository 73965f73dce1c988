import { useEffect, useRef } from "react";

/**
 * Sends the focus on once a change is on the page, because the control that caused it may be gone or elsewhere by then:
 * the first of the ids that is there gets it.
 */
export function useFocusAfter(): (...ids: string[]) => void {
  const wanted = useRef<string[]>([]);
  useEffect(() => {
    const next = wanted.current.map((id) => document.getElementById(id)).find((element) => element !== null);
    wanted.current = [];
    next?.focus({ preventScroll: true });
    // Also what had the focus already, which may have gone out of sight with its row; what fills the screen is read from its top.
    next?.scrollIntoView({ block: next.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
  });
  return (...ids) => void (wanted.current = ids);
}
