import { useEffect, useRef } from "react";
import type { Current } from "~/features/saves/model/queue-states";
import { noteSaved, savedSince } from "~/platform/offline/device";
import type { SavedUnit, Saving } from "./autosave";

const CHANNEL = "portal.saves";

type Told = { person: string; report: string; saved: SavedUnit };

type OwnTab = {
  person: string;
  report: string;
  /** The author's name: what comes from another tab of theirs is theirs. */
  name: string;
  saving: Saving;
  /** Takes over a newer answer; says whether it is shown. */
  apply: (unit: string, current: Current) => boolean;
};

/**
 * What this page saves appears in other tabs of the same person that have the report open, and the other way round; where
 * something of the author's is open there it finds out by its own save. It also stays with the copies of the report, which
 * are older: a copy shows it.
 */
export function useOtherTabs({ person, report, name, saving, apply }: OwnTab): void {
  const own = useRef({ name, apply });
  own.current = { name, apply };
  useEffect(() => {
    const { news } = saving;
    const show = ({ unit, savedAt, ...current }: SavedUnit): void =>
      void own.current.apply(unit, { ...current, updatedBy: own.current.name, updatedAt: savedAt });
    const channel = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;
    channel?.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data.person === person && data.report === report) show(data.saved);
    });
    news.tell = () => {
      for (const saved of news.saved.splice(0)) {
        channel?.postMessage({ person, report, saved } satisfies Told);
        noteSaved(person, report, saved).catch(() => undefined);
      }
    };
    news.tell();
    savedSince<SavedUnit>(person, report).then(
      (all) => all.forEach(show),
      () => undefined,
    );
    return () => {
      news.tell = () => undefined;
      channel?.close();
    };
  }, [person, report, saving]);
}
