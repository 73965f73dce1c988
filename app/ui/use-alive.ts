import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => undefined;

/** Whether scripts have taken the page over: what does nothing without them is shown from then on. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
