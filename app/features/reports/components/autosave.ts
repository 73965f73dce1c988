import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { SaveQueue } from "~/features/saves/model/queue";
import type { Draft, QueueView, Send, UnitView } from "~/features/saves/model/queue-states";
import type { Language } from "~/lib/languages";
import { KeptTexts } from "~/features/saves/components/kept-texts";
import { transportOf, unitId } from "./save-transport";
import type { SectionPage } from "./section-data";

export const AutosaveContext = createContext<Saving | null>(null);

/** All that saves the page. */
export function useSavesOfPage(): Saving {
  const saving = useContext(AutosaveContext);
  if (!saving) throw new Error("there is no queue of saves here");
  return saving;
}

export const useQueue = (): SaveQueue => useSavesOfPage().queue;

/** What keeps the page's text on the device. */
export const useKept = (): KeptTexts => useSavesOfPage().kept;

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

/** One answer as the server has just taken it. */
export type SavedUnit = Draft & { unit: string; revision: number; savedAt: string };

/** What the page has heard with its saves, for parts of it that come later: what was saved, and which build answers. */
export type News = { saved: SavedUnit[]; build: string | null; tell: () => void };

/** The queue of a page, that of answers of other pages which were left unsent, and what both are kept by on the device. */
export type Saving = { queue: SaveQueue; elsewhere: SaveQueue; kept: KeptTexts; news: News };

/** What saves the page and what keeps it on the device until it is saved. Made once; the page is made anew for another section. */
export function useNewQueue({ id, person, language, answers }: SectionPage, reader: Language): Saving {
  const [made] = useState(() => {
    const written = new Map(answers.map((answer) => [unitId(answer.question, answer.row), answer.language]));
    const kept = new KeptTexts(person, id);
    const news: News = { saved: [], build: null, tell: () => undefined };
    const transport = transportOf({ person, report: id, reader, hears: (build) => (news.build = build) }, (unit) => written.get(unit) ?? language);
    const send: Send = async (saves, how) => {
      const outcomes = await transport(saves, how);
      for (const [index, { unit, value, confidential }] of saves.entries()) {
        const outcome = outcomes[index]!;
        if (outcome.kind === "saved") news.saved.push({ unit, value, confidential, revision: outcome.revision, savedAt: outcome.savedAt });
      }
      news.tell();
      return outcomes;
    };
    const options = { send, newId: () => crypto.randomUUID(), keep: kept.note };
    return { queue: new SaveQueue(options), elsewhere: new SaveQueue(options), kept, news };
  });
  return made;
}

/**
 * Ties the queue to the life of the page: out of sight or closed, everything typed goes out and is kept at once; back in sight or on
 * line again, what waits is tried again; leaving with something unsent is asked about where `asks`.
 */
export function usePageLife(queue: SaveQueue, kept: KeptTexts, asks: boolean): void {
  useEffect(() => {
    const leave = (): void => {
      void queue.leave();
      void kept.write();
    };
    const hide = (): void => (document.visibilityState === "hidden" ? leave() : again());
    const again = (): void => {
      const { halt, status } = queue.whole();
      if (halt !== null || status === "waiting") queue.resume();
    };
    const ask = (event: BeforeUnloadEvent): void => {
      if (asks && queue.hasUnsent()) event.preventDefault();
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
      leave();
    };
  }, [queue, kept, asks]);
}
