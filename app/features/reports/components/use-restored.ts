import { useEffect, useRef } from "react";
import type { KeptRecord } from "~/features/saves/components/kept-texts";
import type { Draft } from "~/features/saves/model/queue-states";
import type { Saving } from "./autosave";
import { keyOf } from "./save-transport";

/** What the server holds of an answer that is not on this page: no text is the same as this. */
const NOT_KNOWN = { notKnown: true };

/**
 * Goes on with what tabs that have ended left of this report. What belongs to this page is shown by `show`, which says
 * whether it does; what belongs to another is sent from here, and stays on the device where the server does not take it.
 */
export function useRestored(
  { queue, elsewhere, kept }: Saving,
  isOpen: boolean,
  isHere: (question: string, row: string) => boolean,
  show: (question: string, draft: Draft) => void,
): void {
  const page = useRef({ isHere, show });
  page.current = { isHere, show };
  useEffect(() => {
    // What can no longer be saved stays where it is.
    if (!isOpen) return;
    let isOver = false;
    const restore = async (record: KeptRecord): Promise<void> => {
      const { unit, revision } = record;
      const { question, row } = keyOf(unit);
      if (page.current.isHere(question, row)) {
        const draft = await queue.restore(unit, record);
        if (draft) page.current.show(question, draft);
      } else {
        // The server may have moved on, so that it is asked first what it has of this.
        elsewhere.register(unit, { value: NOT_KNOWN, confidential: false, revision: revision + 1, savedAt: null });
        await elsewhere.restore(unit, record);
      }
      await kept.forget(record);
    };
    const restoreAll = async (): Promise<void> => {
      // One after the other: two tabs may have left the same answer, and the later one is to stand.
      for (const record of await kept.left()) if (!isOver) await restore(record);
    };
    void restoreAll();
    return () => {
      isOver = true;
    };
  }, [queue, elsewhere, kept, isOpen]);
}
