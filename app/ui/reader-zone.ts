import { createContext, useContext, useSyncExternalStore } from "react";
import { deviceTimeZone, GENEVA } from "~/lib/dates";

/** The time zone a signed-in reader has chosen, if any. */
export const ChosenZone = createContext<string | null>(null);

const never = (): (() => void) => () => undefined;
const ofServer = (): string => GENEVA;

/** The zone times are shown in: the chosen one, else the browser's once the page has come alive, and Geneva's before that. */
export function useReaderZone(): string {
  const chosen = useContext(ChosenZone);
  const own = useSyncExternalStore(never, deviceTimeZone, ofServer);
  return chosen ?? own;
}
