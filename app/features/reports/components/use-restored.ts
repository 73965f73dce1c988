import { useEffect, useRef } from "react";
import type { Draft, Kept } from "~/features/saves/model/queue-states";
import type { FormQuestion } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import type { Saving } from "./autosave";
import { changesOf, earlyPages, forgetEarlyInput, forgetEarlyPage, sendEarlyPage } from "./early-input";
import { keyOf } from "./save-transport";

/** What the server holds of an answer that is not on this page: no text is the same as this. */
const NOT_KNOWN = { notKnown: true };

/** Whose page of which report it is, and its questions: what it left before it was alive is read by them. */
export type Restorable = { person: string; id: string; page: { id: string }; reader: Language; questions: readonly FormQuestion[] };

/**
 * Goes on with what tabs that have ended left of this report, those among them that ended before they were alive. What belongs to this page is shown by `show`, which says
 * whether it does; what belongs to another is sent from here, and stays on the device where the server does not take it.
 */
export function useRestored(
  report: Restorable,
  { queue, elsewhere, kept }: Saving,
  isOpen: boolean,
  isHere: (question: string, row: string) => boolean,
  show: (question: string, draft: Draft) => void,
): void {
  const page = useRef({ isHere, show });
  page.current = { isHere, show };
  const asked = useRef(report);
  useEffect(() => {
    // What can no longer be saved stays where it is.
    if (!isOpen) return;
    let isOver = false;
    const restore = async ({ unit, ...left }: Kept & { unit: string }): Promise<void> => {
      const { question, row } = keyOf(unit);
      if (page.current.isHere(question, row)) {
        const draft = await queue.restore(unit, left);
        if (draft) page.current.show(question, draft);
      } else {
        // The server may have moved on, so that it is asked first what it has of this.
        elsewhere.register(unit, { value: NOT_KNOWN, confidential: false, revision: left.revision + 1, savedAt: null });
        await elsewhere.restore(unit, left);
      }
    };
    const restoreAll = async (): Promise<void> => {
      // One after the other: two tabs may have left the same answer, and the later one is to stand.
      for (const record of await kept.left()) {
        if (isOver) return;
        await restore(record);
        await kept.forget(record);
      }
      const { person, id, page: here, reader, questions } = asked.current;
      for (const left of earlyPages(person, id)) {
        if (isOver) return;
        if (left.page === here.id) {
          for (const change of changesOf(left, questions)) await restore(change);
          await kept.write();
          forgetEarlyPage(left);
        } else if (await sendEarlyPage(left, person, id, reader)) forgetEarlyPage(left);
      }
      // What was typed here before the page was alive is in the queue since it is.
      await kept.write();
      forgetEarlyInput();
    };
    void restoreAll();
    return () => {
      isOver = true;
    };
  }, [queue, elsewhere, kept, isOpen]);
}
