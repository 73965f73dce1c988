import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { SaveQueue } from "~/features/saves/model/queue";
import type { QueueView, UnitView } from "~/features/saves/model/queue-states";
import type { Language } from "~/lib/languages";
import type { AnswerDto } from "../model";
import { transportOf, unitId } from "./save-transport";

export const AutosaveContext = createContext<SaveQueue | null>(null);

export function useQueue(): SaveQueue {
  const queue = useContext(AutosaveContext);
  if (!queue) throw new Error("there is no queue of saves here");
  return queue;
}

/** The state of saving one answer. */
export function useUnit(unit: string): UnitView {
  const queue = useQueue();
  const look = (): UnitView => queue.view(unit);
  return useSyncExternalStore(queue.subscribe, look, look);
}

/** The state of saving all answers of the page. */
export function useSaving(): QueueView {
  const queue = useQueue();
  const look = (): QueueView => queue.whole();
  return useSyncExternalStore(queue.subscribe, look, look);
}

/** The queue of one page. It is made once; the page is made anew for another section. */
export function useNewQueue(reportId: string, reader: Language, language: Language, answers: readonly AnswerDto[]): SaveQueue {
  const [queue] = useState(() => {
    const written = new Map(answers.map((answer) => [unitId(answer.question, answer.row), answer.language]));
    return new SaveQueue({ send: transportOf(reportId, reader, (unit) => written.get(unit) ?? language), newId: () => crypto.randomUUID() });
  });
  return queue;
}

/**
 * Ties the queue to the life of the page: out of sight or closed, everything typed goes out at once; back in sight or on
 * line again, what waits is tried again; leaving with something unsent is asked about.
 */
export function usePageLife(queue: SaveQueue): void {
  useEffect(() => {
    const hide = (): void => void (document.visibilityState === "hidden" ? queue.leave({ final: false }) : again());
    const leave = (): void => void queue.leave({ final: true });
    const again = (): void => {
      const { halt, status } = queue.whole();
      if (halt !== null || status === "waiting") queue.resume();
    };
    const ask = (event: BeforeUnloadEvent): void => {
      if (queue.hasUnsent()) event.preventDefault();
    };
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", again);
    window.addEventListener("focus", again);
    window.addEventListener("beforeunload", ask);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", again);
      window.removeEventListener("focus", again);
      window.removeEventListener("beforeunload", ask);
      void queue.leave({ final: true });
    };
  }, [queue]);
}
